import Bytes
import Testing

@testable import Arithmetic

@Suite("Montgomery arithmetic")
struct MontgomeryTests {
  /// Odd moduli of every kind: the smallest, textbook sized, all ones, one high bit, random ones.
  static let moduli: [Natural] = {
    var random = SeededRandom(4)
    var moduli: [Natural] = [
      3, 5, 7, 10403, 13843, 0xffff_ffff_ffff_ffff, 0x8000_0000_0000_0001,
      0x1_0000_0000_0000_0001, 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff,
      0x8000_0000_0000_0000_0000_0000_0000_0001,
    ]
    for bitWidth in [64, 65, 127, 128, 130, 256, 520, 1024] {
      var modulus = Natural.random(bitWidth: bitWidth - 1, using: &random)
      modulus += Natural.one << (bitWidth - 1)
      moduli.append(modulus.isEven ? modulus + 1 : modulus)
    }
    return moduli
  }()

  @Test("refuses moduli that are even or too small", arguments: [0, 1, 2, 4, 10404] as [Natural])
  func unsuitable(_ modulus: Natural) {
    #expect(throws: ArithmeticError.unsuitableModulus) { try Montgomery(modulus: modulus) }
  }

  @Test("adds, subtracts, multiplies and reduces like division", arguments: moduli)
  func ring(_ m: Natural) throws {
    let modulo = try Montgomery(modulus: m)
    var random = SeededRandom(5)
    var samples: [Natural] = [0, 1, m - 1, m, m + 1, m * m - 1]
    for bitWidth in [8, 64, 200, 3 * m.bitWidth] {
      samples.append(Natural.random(bitWidth: bitWidth, using: &random))
    }
    for a in samples {
      #expect(modulo.reduce(a) == a % m)
      for b in samples {
        #expect(modulo.multiply(a, b) == a * b % m)
        #expect(modulo.add(a, b) == (a + b) % m)
        #expect(modulo.subtract(a, b) == (a % m + m - b % m) % m)
      }
    }
  }

  @Test("both powers agree with repeated multiplication", arguments: moduli)
  func powers(_ m: Natural) throws {
    let modulo = try Montgomery(modulus: m)
    var random = SeededRandom(6)
    for base in [0, 1, 2, m - 1, Natural.random(bitWidth: m.bitWidth + 7, using: &random)] {
      var expected = Natural.one % m
      for exponent in 0..<40 as Range<UInt64> {
        let e = Natural(exponent)
        #expect(modulo.power(base, e, exponentBitWidth: 6) == expected)
        #expect(modulo.power(base, e, exponentBitWidth: 300) == expected)
        #expect(modulo.powerVariableTime(base, e) == expected)
        expected = expected * base % m
      }
      let exponent = Natural.random(bitWidth: 150, using: &random)
      var slow = Natural.one % m
      for index in (0..<150).reversed() {
        slow = slow * slow % m
        if exponent.bit(index) { slow = slow * base % m }
      }
      for width in [150, 151, 192, 193, 400] {
        #expect(modulo.power(base, exponent, exponentBitWidth: width) == slow)
      }
      #expect(modulo.powerVariableTime(base, exponent) == slow)
    }
  }

  @Test("a number with no bits of exponent gives 1")
  func emptyExponent() throws {
    let modulo = try Montgomery(modulus: 10403)
    #expect(modulo.power(7, 0, exponentBitWidth: 0) == 1)
    #expect(modulo.powerVariableTime(7, 0) == 1)
  }

  @Test("the recorded numbers of the textbook key: digits of a nonce under (3671, 10403)")
  func textbookKey() throws {
    let modulo = try Montgomery(modulus: 10403)
    let signed = "18081379".utf8.map {
      modulo.power(Natural(UInt64($0)), 3671, exponentBitWidth: 14)
    }
    #expect(signed == [2142, 7874, 9358, 7874, 2142, 8341, 6504, 5094])
    let verified = signed.map { modulo.powerVariableTime($0, 1631).word }
    #expect(verified == "18081379".utf8.map { UInt64($0) })
  }

  @Test("(a - b) c is right for b of any length", arguments: [64, 128, 200, 256, 1024])
  func differences(bitWidth: Int) throws {
    var random = SeededRandom(121)
    for _ in 0..<10 {
      let m = Natural.random(bitWidth: bitWidth - 1, using: &random) << 1 + 1
      guard m > 1 else { continue }
      let modulo = try Montgomery(modulus: m)
      let a = Natural.random(bitWidth: bitWidth, using: &random) % m
      let c = Natural.random(bitWidth: bitWidth, using: &random) % m
      for b in [0, a, m - 1, .random(bitWidth: 3 * bitWidth, using: &random)] as [Natural] {
        #expect(
          modulo.multiplyDifference(a, b, form: modulo.form(of: c)) == (a + m - b % m) * c % m)
      }
    }
  }

  @Test("an exponentiation costs as many multiplications as announced")
  func cost() throws {
    struct Counter: Observer {
      static var isWatching: Bool { true }
      var count = 0
      mutating func observe(_ step: ModularPowerStep) {
        if step == .multiplied { count += 1 }
      }
    }
    let modulo = try Montgomery(modulus: 10403)
    for width in Array(1...80) + [255, 256, 257, 1024, 2048] {
      var counter = Counter()
      _ = modulo.power(
        2, Natural.one << (width - 1), exponentBitWidth: width, observer: &counter)
      #expect(Montgomery.multiplications(exponentBitWidth: width) == counter.count)
    }
    #expect(Montgomery.multiplications(exponentBitWidth: 1024) == 1256)

    for exponent in [0, 1, 2, 3, 17, 1631, 65537, Natural.one << 200 - 1] as [Natural] {
      var counter = Counter()
      _ = modulo.powerVariableTime(2, exponent, observer: &counter)
      #expect(Montgomery.multiplicationsVariableTime(exponent: exponent) == counter.count)
    }
    #expect(Montgomery.multiplicationsVariableTime(exponent: 65537) == 19)
  }
}
