import Arithmetic
import Bytes
import Testing

@Suite("Natural numbers")
struct NaturalTests {
  /// Numbers at the edges: 0, 1, single words, all ones, one high bit, and random ones.
  static let samples: [Natural] = {
    var random = SeededRandom(1)
    var samples: [Natural] = [
      0, 1, 2, 3, 0xffff_ffff_ffff_fffe, 0xffff_ffff_ffff_ffff, 0x1_0000_0000_0000_0000,
      0x1_0000_0000_0000_0001, 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff,
      0x8000_0000_0000_0000_0000_0000_0000_0000, 0x8000_0000_0000_0000_0000_0000_0000_0001,
      0x1_0000_0000_0000_0000_0000_0000_0000_0000,
    ]
    for bitWidth in [63, 64, 65, 127, 128, 129, 191, 256, 511, 512] {
      samples.append(Natural.random(bitWidth: bitWidth, using: &random))
    }
    return samples
  }()

  @Test("are written in hexadecimal and decimal digits and read back")
  func text() throws {
    #expect(Natural.zero.description == "0")
    #expect(Natural.zero.hexadecimal == "0")
    let nonce = try Natural(decimal: "1808137960145660276412")
    #expect(nonce == 1_808_137_960_145_660_276_412)
    #expect(nonce.hexadecimal == "6204f476d3b57deebc")
    #expect(try Natural(hexadecimal: "6204f476d3B57deeBC") == nonce)
    // Zeros inside a block of 19 digits.
    let power = try Natural(decimal: "1" + String(repeating: "0", count: 40))
    #expect(power.description == "1" + String(repeating: "0", count: 40))
    for sample in Self.samples {
      #expect(try Natural(decimal: sample.description) == sample)
      #expect(try Natural(hexadecimal: sample.hexadecimal) == sample)
    }
  }

  @Test("refuse text that is not a number, naming the place")
  func wrongText() {
    #expect(throws: ArithmeticError.noDigits) { try Natural(decimal: "") }
    #expect(throws: ArithmeticError.noDigits) { try Natural(hexadecimal: "") }
    #expect(throws: ArithmeticError.notDecimal(offset: 2)) { try Natural(decimal: "12a") }
    #expect(throws: ArithmeticError.notHexadecimal(offset: 1)) { try Natural(hexadecimal: "ag") }
    #expect(throws: ArithmeticError.notDecimal(offset: 0)) { try Natural(decimal: "-1") }
  }

  @Test("become octets and come back (RFC 8017, sections 4.1 and 4.2)")
  func octets() throws {
    #expect(Natural(bigEndian: []) == 0)
    #expect(Natural(bigEndian: [0, 0, 1, 2]) == 258)
    #expect(try Natural(258).bigEndianBytes(count: 4) == [0, 0, 1, 2])
    #expect(Natural(258).bigEndianBytes == [1, 2])
    #expect(try Natural.zero.bigEndianBytes(count: 0) == [])
    #expect(Natural.zero.bigEndianBytes == [])
    #expect(throws: ArithmeticError.integerTooLarge(octets: 2, available: 1)) {
      try Natural(256).bigEndianBytes(count: 1)
    }
    for sample in Self.samples {
      #expect(Natural(bigEndian: sample.bigEndianBytes) == sample)
      #expect(try Natural(bigEndian: sample.bigEndianBytes(count: 70)) == sample)
      #expect(sample.bigEndianBytes.first != 0)
    }
  }

  @Test("know their width")
  func widths() {
    #expect(Natural.zero.bitWidth == 0)
    #expect(Natural(1).bitWidth == 1)
    #expect(Natural(255).bitWidth == 8)
    #expect((0x1_0000_0000_0000_0000 as Natural).bitWidth == 65)
    #expect((0x1_0000_0000_0000_0000 as Natural).trailingZeroBitCount == 64)
    #expect(Natural.zero.isEven && Natural(2).isEven && !Natural(3).isEven)
    #expect((0x1_0000_0000_0000_0000 as Natural).bit(64))
    #expect(!(0x1_0000_0000_0000_0000 as Natural).bit(63))
    #expect(!Natural(1).bit(1000))
  }

  @Test("add and subtract with carries over all words")
  func sums() {
    #expect(
      (0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff as Natural) + 1
        == 0x1_0000_0000_0000_0000_0000_0000_0000_0000)
    #expect(
      (0x1_0000_0000_0000_0000_0000_0000_0000_0000 as Natural) - 1
        == 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff)
    for a in Self.samples {
      #expect(a - a == 0)
      for b in Self.samples {
        #expect(a + b == b + a)
        #expect((a + b) - b == a)
        #expect((a < b) == (b > a))
        #expect((a < b || b < a) == (a != b))
        #expect(a + b >= a)
      }
    }
  }

  @Test("shift as they multiply and divide by powers of two")
  func shifts() {
    for a in Self.samples {
      for count in [0, 1, 63, 64, 65, 128, 200] {
        var power = Natural.one
        for _ in 0..<count { power += power }
        #expect(a << count == a * power)
        #expect(a >> count == a / power)
      }
    }
  }

  @Test("multiply by the laws of a ring, and like repeated addition of shifted rows")
  func products() {
    #expect(
      (0xffff_ffff_ffff_ffff as Natural) * 0xffff_ffff_ffff_ffff
        == 0xffff_ffff_ffff_fffe_0000_0000_0000_0001)
    for a in Self.samples {
      for b in Self.samples {
        #expect(a * b == b * a)
        var sum = Natural.zero
        for index in 0..<b.bitWidth where b.bit(index) { sum += a << index }
        #expect(a * b == sum)
        #expect(a * (b + 1) == a * b + a)
      }
    }
  }

  @Test("divide into a quotient and a smaller remainder")
  func division() {
    for a in Self.samples {
      for b in Self.samples where !b.isZero {
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        #expect(quotient * b + remainder == a)
        #expect(remainder < b)
        // An exact multiple, and one less than it.
        #expect((a * b) / b == a)
        #expect((a * b) % b == 0)
        if !a.isZero { #expect((a * b - 1) / b == a - 1) }
      }
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: 10 as UInt64)
      #expect(quotient * 10 + Natural(remainder) == a)
      #expect(a % (10 as UInt64) == remainder)
    }
  }

  @Test(
    "divide where the estimated digit is too large (Knuth, Algorithm D, steps D3 and D6)",
    arguments: [
      // The words are chosen so that the first estimate is corrected, or added back.
      (
        "800000000000000000000000000000000000000000000003",
        "200000000000000000000000000000000000000000000001"
      ),
      (
        "7fffffffffffffff800000000000000000000000000000000000000000000000",
        "800000000000000000000000000000000000000000000001"
      ),
      ("00007fff0000000080000000000000000000000000000000", "800000000000000000000000000000001"),
      ("fffffffffffffffe00000000000000000000000000000000", "ffffffffffffffffffffffffffffffff"),
      (
        "80000000000000000000000000000000fffffffffffffffffffffffffffffffe",
        "8000000000000000ffffffffffffffff"
      ),
      ("8000000000000000fffffffffffffffe0000000000000000", "8000000000000000ffffffffffffffff"),
      ("80000000000000000000000000000000", "80000000000000000000000000000001"),
    ])
  func knuthCorrections(_ dividend: String, _ divisor: String) throws {
    let a = try Natural(hexadecimal: dividend)
    let b = try Natural(hexadecimal: divisor)
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    #expect(quotient * b + remainder == a)
    #expect(remainder < b)
    // Bit by bit, as a slow reference.
    var rest = Natural.zero
    var slow = Natural.zero
    for index in (0..<a.bitWidth).reversed() {
      rest = rest << 1 + (a.bit(index) ? 1 : 0)
      slow = slow << 1
      if rest >= b {
        rest -= b
        slow += 1
      }
    }
    #expect(quotient == slow)
    #expect(remainder == rest)
  }

  @Test("have divisors and multiples in common")
  func divisors() {
    #expect(Natural.gcd(0, 0) == 0)
    #expect(Natural.gcd(12, 0) == 12)
    #expect(Natural.gcd(12, 18) == 6)
    #expect(Natural.lcm(4, 6) == 12)
    #expect(Natural.lcm(0, 6) == 0)
    #expect(Natural.lcm(100, 102) == 5100)
    for a in Self.samples {
      for b in Self.samples {
        let gcd = Natural.gcd(a, b)
        #expect(gcd == Natural.gcd(b, a))
        #expect(gcd * Natural.lcm(a, b) == a * b)
        if !gcd.isZero { #expect(a % gcd == 0 && b % gcd == 0) }
      }
    }
  }

  @Test("are drawn below a bound, and never zero")
  func draws() {
    var random = SeededRandom(2)
    var seen: Set<Natural> = []
    for _ in 0..<200 { seen.insert(.randomNonzero(below: 6, using: &random)) }
    #expect(seen == [1, 2, 3, 4, 5])
    for bitWidth in [0, 1, 7, 8, 9, 64, 65] {
      for _ in 0..<50 {
        #expect(Natural.random(bitWidth: bitWidth, using: &random).bitWidth <= bitWidth)
      }
    }
  }
}
