import Arithmetic

/// Numbers as text and as octets.
struct NaturalTextTarget: FuzzTarget {
  let name = "natural-text"
  let corpus: [[UInt8]] = [
    "0", "1", "000", "65537", "18446744073709551615", "18446744073709551616",
    "10000000000000000000", "99999999999999999999999999999999999999", "ffffffffffffffff",
    "10000000000000000", "DEADbeef", "340282366920938463463374607431768211456",
  ].map { Array($0.utf8) }
  let tokens = ["0", "00000000000000000000", "9999999999999999999", "f", "ffffffffffffffff", "-"]
  let longestInput = 400

  func run(_ input: [UInt8]) throws {
    let text = String(decoding: input, as: UTF8.self)
    let decimal = try Claim.accepted { () throws(ArithmeticError) in try Natural(decimal: text) }
    if let decimal {
      try Claim.that(decimal.description == stripped(text), "a decimal number prints back")
    }
    let hexadecimal = try Claim.accepted { () throws(ArithmeticError) in
      try Natural(hexadecimal: text)
    }
    if let hexadecimal {
      try Claim.that(
        hexadecimal.hexadecimal == stripped(text.lowercased()), "a hexadecimal number prints back")
    }
    try octets(input)
  }

  private func octets(_ input: [UInt8]) throws {
    let number = Natural(bigEndian: input)
    let minimal = Array(input.drop { $0 == 0 })
    try Claim.equal(number.bigEndianBytes, minimal, "I2OSP(OS2IP(x)) = x")
    try Claim.that(number.byteCount == minimal.count, "the length in octets")
    try Claim.equal(number.bigEndianBytes(count: input.count), input, "I2OSP with leading zeros")
    if !minimal.isEmpty {
      let short = try Claim.accepted { () throws(ArithmeticError) in
        try number.bigEndianBytes(count: minimal.count - 1)
      }
      try Claim.that(short == nil, "a number does not fit fewer octets than it has")
    }
    try Claim.that(try Natural(decimal: number.description) == number, "decimal digits read back")
    try Claim.that(
      try Natural(hexadecimal: number.hexadecimal) == number, "hexadecimal digits read back")
  }

  private func stripped(_ digits: String) -> String {
    let rest = digits.drop { $0 == "0" }
    return rest.isEmpty ? "0" : String(rest)
  }
}
