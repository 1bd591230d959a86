import Bytes
import Processor

// Exponentiation with the IFMA instructions: the same results as Montgomery+Power.swift.
#if arch(x86_64)
  extension Montgomery {
    /// Returns base^exponent mod m in constant time, as `power` does.
    ///
    /// Only for processors that have the instructions.
    func powerInDigits(
      _ base: Natural, _ exponent: Natural, exponentBitWidth: Int, _ digits: DigitModulus
    ) -> Natural {
      let width = Montgomery.windowWidth(exponentBitWidth: exponentBitWidth)
      var windows = Montgomery.windows(
        of: exponent, exponentBitWidth: exponentBitWidth, width: width)
      defer { Bytes.wipe(&windows) }
      let memory = memory(forPowersOf: base, windows: windows, width: width, digits)
      memory.power(windows: windows.count, width: width)
      return natural(0, in: memory, digits)
    }

    /// Returns two powers of one base, modulo p and modulo q, in constant time.
    ///
    /// Both moduli have three vectors.
    static func powersInDigits(
      of base: Natural, _ p: Montgomery, _ exponent1: Natural, _ pDigits: DigitModulus,
      _ q: Montgomery, _ exponent2: Natural, _ qDigits: DigitModulus, exponentBitWidth: Int
    ) -> (Natural, Natural) {
      let width = windowWidth(exponentBitWidth: exponentBitWidth)
      var windows1 = windows(of: exponent1, exponentBitWidth: exponentBitWidth, width: width)
      var windows2 = windows(of: exponent2, exponentBitWidth: exponentBitWidth, width: width)
      defer {
        Bytes.wipe(&windows1)
        Bytes.wipe(&windows2)
      }
      let memory1 = p.memory(forPowersOf: base, windows: windows1, width: width, pDigits)
      let memory2 = q.memory(forPowersOf: base, windows: windows2, width: width, qDigits)
      DigitMemory.powers(memory1, memory2, windows: windows1.count, width: width)
      return (p.natural(0, in: memory1, pDigits), q.natural(0, in: memory2, qDigits))
    }

    /// Returns base^exponent mod m for a public exponent, as `powerVariableTime` does.
    ///
    /// Only for processors that have the instructions.
    func powerInDigitsVariableTime(
      _ base: Natural, _ exponent: Natural, _ digits: DigitModulus
    ) -> Natural {
      let (result, power) = (0, 1)
      let memory = DigitMemory(digits, count: 3)
      setMontgomeryForm(of: base, in: memory, power, 2, digits)
      memory.copy(power, into: result)
      var zeros = 0
      for position in (0..<max(0, exponent.bitWidth - 1)).reversed() {
        zeros += 1
        guard exponent.bit(position) else { continue }
        memory.square(result, times: zeros)
        memory.multiply(result, power, into: result)
        zeros = 0
      }
      memory.square(result, times: zeros)
      return natural(result, in: memory, digits)
    }

    /// Returns memory with the first two powers of a table, 1 and the base, as numbers 1 and 2.
    private func memory(
      forPowersOf base: Natural, windows: [UInt64], width: Int, _ digits: DigitModulus
    ) -> DigitMemory {
      let memory = DigitMemory(digits, count: 2 + 1 << width, windows: windows)
      setMontgomeryForm(of: .one, in: memory, 1, 0, digits)
      setMontgomeryForm(of: base, in: memory, 2, 0, digits)
      return memory
    }

    /// Sets a number to a S mod m for a number a of any length; `other` is used up.
    private func setMontgomeryForm(
      of number: Natural, in memory: borrowing DigitMemory, _ target: Int, _ other: Int,
      _ digits: DigitModulus
    ) {
      // A number of n words is less than 2 m', whatever m is; a longer one is not.
      let reduced = number.words.count <= m.count ? number : reduce(number)
      memory.set(target, DigitModulus.digits(of: reduced.words, count: digits.length))
      memory.set(other, digits.sSquared)
      memory.multiply(target, other, into: target)
    }

    /// Returns the number whose Montgomery form a number in digits is, which is used up.
    private func natural(
      _ result: Int, in memory: borrowing DigitMemory, _ digits: DigitModulus
    ) -> Natural {
      // x S becomes x R, below 2 m' < R m; the division by R makes it less than m. Number 1 is no
      // longer needed.
      memory.set(1, digits.r)
      memory.multiply(result, 1, into: result)
      var product = DigitModulus.words(of: memory.get(result))
      defer { Bytes.wipe(&product) }
      let workspace = workspace(residues: 1)
      workspace.reduce(product, into: 0)
      return Natural(words: workspace.get(0))
    }

    /// The windows of an exponent, the most significant first.
    private static func windows(
      of exponent: Natural, exponentBitWidth: Int, width: Int
    ) -> [UInt64] {
      var words = exponent.words(count: (exponentBitWidth + 63) / 64)
      defer { Bytes.wipe(&words) }
      return (0..<(exponentBitWidth + width - 1) / width).reversed().map {
        window(of: words, at: $0 * width, width: width)
      }
    }
  }
#endif

extension Montgomery {
  /// What the loops for the IFMA instructions need, when they are to run.
  var digitsInUse: DigitModulus? {
    Backend.uses(.ifma) ? digits : nil
  }

  /// Returns base^exponent1 mod p and base^exponent2 mod q, both in constant time.
  ///
  /// The time depends on what that of `power` depends on; together they can take less time.
  package static func powers(
    of base: Natural, _ p: Montgomery, _ exponent1: Natural, _ q: Montgomery, _ exponent2: Natural
  ) -> (Natural, Natural) {
    let (pWidth, qWidth) = (p.bitWidth, q.bitWidth)
    #if arch(x86_64)
      if let pDigits = p.digitsInUse, let qDigits = q.digitsInUse, pDigits.vectors == 3,
        qDigits.vectors == 3
      {
        return powersInDigits(
          of: base, p, exponent1, pDigits, q, exponent2, qDigits,
          exponentBitWidth: max(pWidth, qWidth))
      }
    #endif
    return (
      p.power(base, exponent1, exponentBitWidth: pWidth),
      q.power(base, exponent2, exponentBitWidth: qWidth)
    )
  }
}
