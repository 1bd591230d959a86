import Bytes

extension Montgomery {
  /// Returns base^exponent mod m for a public exponent, bit by bit from the left (Handbook of
  /// Applied Cryptography, Algorithm 14.79); the time shows the exponent, but not the base.
  public func powerVariableTime(_ base: Natural, _ exponent: Natural) -> Natural {
    var observer = Unobserved<ModularPowerStep>()
    return powerVariableTime(base, exponent, observer: &observer)
  }

  /// The number of Montgomery multiplications in `powerVariableTime`, for a base less than the
  /// modulus: one into Montgomery form, one for each bit and each 1 below the highest bit, one out
  /// of it.
  public static func multiplicationsVariableTime(exponent: Natural) -> Int {
    let ones = exponent.words.reduce(0) { $0 + $1.nonzeroBitCount }
    return exponent.isZero ? 2 : exponent.bitWidth - 1 + ones - 1 + 2
  }

  /// Returns base^exponent mod m for a public exponent, reporting every multiplication and bit.
  public func powerVariableTime(
    _ base: Natural, _ exponent: Natural, observer: inout some Observer<ModularPowerStep>
  ) -> Natural {
    #if arch(x86_64)
      if !type(of: observer).isWatching, !exponent.isZero, let digits = digitsInUse {
        return powerInDigitsVariableTime(base, exponent, digits)
      }
    #endif
    return powerInWordsVariableTime(base, exponent, observer: &observer)
  }

  /// The computation of `powerVariableTime` in words of 64 bits, on every processor.
  func powerInWordsVariableTime(
    _ base: Natural, _ exponent: Natural, observer: inout some Observer<ModularPowerStep>
  ) -> Natural {
    let (result, power, other) = (0, 1, 2)
    let workspace = workspace(residues: 3)
    setMontgomeryForm(of: base, in: workspace, power, result, other)
    observer.observe(.multiplied)
    if exponent.isZero { workspace.set(result, one) } else { workspace.copy(power, into: result) }
    if type(of: observer).isWatching, !exponent.isZero {
      observer.observe(
        .bit(
          position: exponent.bitWidth - 1, isSet: true, squared: .one,
          value: number(of: workspace.get(result))))
    }
    for position in (0..<max(0, exponent.bitWidth - 1)).reversed() {
      workspace.square(result, into: result)
      observer.observe(.multiplied)
      let squared = type(of: observer).isWatching ? number(of: workspace.get(result)) : .zero
      if exponent.bit(position) {
        workspace.multiply(result, power, into: result)
        observer.observe(.multiplied)
      }
      if type(of: observer).isWatching {
        observer.observe(
          .bit(
            position: position, isSet: exponent.bit(position), squared: squared,
            value: number(of: workspace.get(result))))
      }
    }
    observer.observe(.multiplied)
    return natural(result, in: workspace)
  }
}
