import Bytes
import IFMAInstructions

#if arch(x86_64)
  /// The working memory of an exponentiation with the IFMA instructions: numbers of one length in
  /// digits, on addresses as the vectors like them; wiped when its owner lets go.
  ///
  /// This type checks the indices of the numbers, and so the bounds of the loops in
  /// `IFMAInstructions`. Only for processors that have the instructions.
  @safe
  struct DigitMemory: ~Copyable {
    private let words: UnsafeMutablePointer<UInt64>
    private let modulus: DigitModulus
    private let count: Int
    private let allocated: UnsafeMutableRawPointer
    private let byteCount: Int

    /// Allocates `count` numbers, all zero, with the modulus and working memory besides, and place
    /// for so many windows of an exponent.
    init(_ modulus: DigitModulus, count: Int, windows: [UInt64] = []) {
      self.modulus = modulus
      self.count = count
      byteCount = 8 * ((count + 2) * modulus.length + windows.count)
      unsafe allocated = .allocate(byteCount: byteCount, alignment: 64)
      unsafe words = allocated.initializeMemory(as: UInt64.self, repeating: 0, count: byteCount / 8)
      let length = modulus.length
      for index in 0..<length { unsafe words[index] = modulus.modulus[index] }
      for index in windows.indices { unsafe words[(count + 2) * length + index] = windows[index] }
    }

    deinit {
      unsafe wipe(UnsafeMutableRawBufferPointer(start: allocated, count: byteCount))
      unsafe allocated.deallocate()
    }

    private var sum: UnsafeMutablePointer<UInt64> { unsafe words + modulus.length }

    /// Where a number begins; the one place where an index becomes an address.
    private func number(_ index: Int) -> UnsafeMutablePointer<UInt64> {
      precondition(index >= 0 && index < count, "a number of this working memory")
      return unsafe words + (2 + index) * modulus.length
    }

    /// Sets a number to digits.
    func set(_ index: Int, _ digits: [UInt64]) {
      precondition(digits.count == modulus.length, "numbers have one length")
      let target = unsafe number(index)
      for place in digits.indices { unsafe target[place] = digits[place] }
    }

    /// Copies one number to another.
    func copy(_ source: Int, into target: Int) {
      unsafe number(target).update(from: number(source), count: modulus.length)
    }

    /// Returns the digits of a number.
    func get(_ index: Int) -> [UInt64] {
      let source = unsafe number(index)
      return (0..<modulus.length).map { unsafe source[$0] }
    }

    /// Multiplies two numbers, and divides by S.
    func multiply(_ a: Int, _ b: Int, into target: Int) {
      unsafe IFMAInstructions.multiply(
        number(a), number(b), modulus: words, vectors: modulus.vectors, steps: modulus.steps,
        sum: sum, into: number(target))
    }

    /// Squares a number some times, and divides by S each time.
    func square(_ index: Int, times: Int) {
      unsafe IFMAInstructions.square(
        number(index), count: times, modulus: words, vectors: modulus.vectors,
        steps: modulus.steps, sum: sum)
    }

    /// The places for an exponentiation with `windows` windows: number 0 is the result, the table
    /// begins at number 1, and the last two are its working memory.
    private func places(width: Int) -> IFMAInstructions.Power {
      precondition(count == 3 + 1 << width, "a result, a table, and two numbers")
      return unsafe IFMAInstructions.Power(
        result: number(0), table: number(1), modulus: words,
        windows: words + (count + 2) * modulus.length)
    }

    /// Raises number 2 to the power whose windows the memory was made with, into number 0; number
    /// 1 is the Montgomery form of 1.
    func power(windows: Int, width: Int) {
      precondition(8 * ((count + 2) * modulus.length + windows) == byteCount, "the windows given")
      IFMAInstructions.power(
        places(width: width), vectors: modulus.vectors, steps: modulus.steps, windows: windows,
        width: width)
    }

    /// The same for two moduli at once, of three vectors and the same number of steps.
    static func powers(
      _ first: borrowing DigitMemory, _ second: borrowing DigitMemory, windows: Int, width: Int
    ) {
      precondition(
        first.modulus.vectors == 3 && second.modulus.vectors == 3
          && first.modulus.steps == second.modulus.steps, "two moduli of one length")
      precondition(
        8 * ((first.count + 2) * first.modulus.length + windows) == first.byteCount
          && first.byteCount == second.byteCount, "the windows given")
      IFMAInstructions.powerPair(
        first.places(width: width), second.places(width: width), steps: first.modulus.steps,
        windows: windows, width: width)
    }
  }
#endif
