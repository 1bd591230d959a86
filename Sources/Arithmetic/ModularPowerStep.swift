/// What an exponentiation modulo m reports to whoever watches it.
///
/// The names are those of the Handbook of Applied Cryptography, Algorithms 14.79 and 14.82: g is
/// the base, e the exponent, A the number that becomes g^e mod m.
public enum ModularPowerStep: Sendable, Equatable {
  /// A Montgomery multiplication was done; what it was for is reported besides.
  case multiplied
  /// A power g^index mod m of the table was computed (Algorithm 14.82, step 1).
  case power(index: Int, value: Natural)
  /// One bit of the exponent, from the left: A was squared, and multiplied by g when the bit is 1
  /// (Algorithm 14.79, step 2).
  ///
  /// Nothing is computed for the first bit that is set, at which A becomes g.
  case bit(position: Int, isSet: Bool, squared: Natural, value: Natural)
  /// One window of the exponent, from the left: A was squared once for each of its bits, and
  /// multiplied by the power g^digit of the table (Algorithm 14.82, step 3).
  case window(position: Int, digit: Int, squared: Natural, value: Natural)
}
