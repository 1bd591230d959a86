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
      let constants = modulus.loopModulus
      byteCount = DigitMemory.byteCount(modulus, count: count, windows: windows.count)
      unsafe allocated = .allocate(byteCount: byteCount, alignment: 64)
      unsafe words = allocated.initializeMemory(as: UInt64.self, repeating: 0, count: byteCount / 8)
      for index in constants.indices { unsafe words[index] = constants[index] }
      for index in windows.indices { unsafe self.windows[index] = windows[index] }
    }

    /// The modulus, the numbers, a product, the windows.
    private static func byteCount(_ modulus: DigitModulus, count: Int, windows: Int) -> Int {
      8 * (modulus.loopModulus.count + (2 + count) * modulus.length + windows)
    }

    deinit {
      unsafe wipe(UnsafeMutableRawBufferPointer(start: allocated, count: byteCount))
      unsafe allocated.deallocate()
    }

    private var numbers: UnsafeMutablePointer<UInt64> {
      unsafe words + modulus.loopModulus.count
    }

    private var product: UnsafeMutablePointer<UInt64> { unsafe numbers + count * modulus.length }

    private var windows: UnsafeMutablePointer<UInt64> { unsafe product + 2 * modulus.length }

    /// Where a number begins; the one place where an index becomes an address.
    private func number(_ index: Int) -> UnsafeMutablePointer<UInt64> {
      precondition(index >= 0 && index < count, "a number of this working memory")
      return unsafe numbers + index * modulus.length
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
        product: product, into: number(target))
    }

    /// Squares a number some times, and divides by S each time.
    func square(_ index: Int, times: Int) {
      unsafe IFMAInstructions.square(
        number(index), count: times, modulus: words, vectors: modulus.vectors,
        steps: modulus.steps, product: product)
    }

    /// The places for an exponentiation with `windows` windows: number 0 is the result, the table
    /// begins at number 1, and the last one and the product are its working memory.
    private func places(width: Int) -> IFMAInstructions.Power {
      precondition(count == 2 + 1 << width, "a result, a table, and a number")
      return unsafe IFMAInstructions.Power(
        result: number(0), table: number(1), modulus: words, windows: windows)
    }

    /// Raises number 2 to the power whose windows the memory was made with, into number 0; number
    /// 1 is the Montgomery form of 1.
    func power(windows: Int, width: Int) {
      precondition(
        DigitMemory.byteCount(modulus, count: count, windows: windows) == byteCount,
        "the windows given")
      IFMAInstructions.power(
        places(width: width), vectors: modulus.vectors, steps: modulus.steps, windows: windows,
        width: width)
    }

    /// The same for two moduli at once, of three vectors.
    static func powers(
      _ first: borrowing DigitMemory, _ second: borrowing DigitMemory, windows: Int, width: Int
    ) {
      precondition(
        first.modulus.vectors == 3 && second.modulus.vectors == 3, "two moduli of three vectors")
      precondition(
        DigitMemory.byteCount(first.modulus, count: first.count, windows: windows)
          == first.byteCount && first.byteCount == second.byteCount, "the windows given")
      IFMAInstructions.powerPair(
        first.places(width: width), second.places(width: width), windows: windows, width: width)
    }
  }
#endif
