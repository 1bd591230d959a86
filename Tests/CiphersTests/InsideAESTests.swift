import Bytes
import Testing

@testable import Ciphers

/// The parts of AES against what FIPS 197 prints of them.
struct InsideAESTests {
  /// The S-box as its definition gives it, one bit at a time: FIPS 197, section 5.1.1.
  static func definedSBox(_ byte: UInt8) -> UInt8 {
    let inverse = (0...255).map { UInt8($0) }.first { definedProduct($0, byte) == 1 } ?? 0
    var result: UInt8 = 0
    for i in 0..<8 {
      let sum = [0, 4, 5, 6, 7].reduce(0x63 >> i & 1) { sum, j in
        sum ^ Int(inverse >> UInt8((i + j) % 8) & 1)
      }
      result |= UInt8(sum) << UInt8(i)
    }
    return result
  }

  /// The product of two polynomials modulo x^8 + x^4 + x^3 + x + 1, by long division.
  static func definedProduct(_ a: UInt8, _ b: UInt8) -> UInt8 {
    var product = 0
    for i in 0..<8 where b >> UInt8(i) & 1 == 1 { product ^= Int(a) << i }
    for i in (8..<15).reversed() where product >> i & 1 == 1 { product ^= 0x11b << (i - 8) }
    return UInt8(product)
  }

  @Test("the product that FIPS 197 computes, {57} • {13} = {fe}, and its steps")
  func products() {
    let a = FieldElements(repeating: 0x57)
    #expect(xTimes(a)[0] == 0xae)
    #expect(xTimes(xTimes(a))[0] == 0x47)
    #expect(xTimes(xTimes(xTimes(a)))[0] == 0x8e)
    #expect(xTimes(xTimes(xTimes(xTimes(a))))[0] == 0x07)
    #expect(multiply(a, FieldElements(repeating: 0x13))[0] == 0xfe)
  }

  @Test("all products are those of the definition")
  func allProducts() {
    for a in UInt8.min...UInt8.max {
      for b in stride(from: 0, to: 256, by: 16) {
        var factors = FieldElements.zero
        for lane in 0..<16 { factors[lane] = UInt8(b + lane) }
        let products = multiply(FieldElements(repeating: a), factors)
        for lane in 0..<16 {
          #expect(products[lane] == InsideAESTests.definedProduct(a, factors[lane]))
        }
      }
    }
  }

  @Test("the S-box of all bytes is that of the definition, and the inverse S-box undoes it")
  func allBytes() {
    for b in stride(from: 0, to: 256, by: 16) {
      var bytes = FieldElements.zero
      for lane in 0..<16 { bytes[lane] = UInt8(b + lane) }
      let substituted = sBox(bytes)
      for lane in 0..<16 {
        #expect(substituted[lane] == InsideAESTests.definedSBox(bytes[lane]))
      }
      #expect(invSBox(substituted) == bytes)
    }
  }

  @Test("the S-box takes {53} to {ed}, as FIPS 197 says")
  func publishedByte() {
    #expect(sBox(FieldElements(repeating: 0x53))[0] == 0xed)
    #expect(sBox(.zero)[0] == 0x63)
  }

  /// FIPS 197 (2001), appendix B, round 1.
  @Test("the first round of appendix B, transformation by transformation")
  func firstRound() throws {
    var state = try InsideAESTests.state("193de3bea0f4e22b9ac68d2ae9f84808")
    state.subBytes()
    #expect(InsideAESTests.hex(state) == "d42711aee0bf98f1b8b45de51e415230")
    state.shiftRows()
    #expect(InsideAESTests.hex(state) == "d4bf5d30e0b452aeb84111f11e2798e5")
    state.mixColumns()
    #expect(InsideAESTests.hex(state) == "046681e5e0cb199a48f8d37a2806264c")
    state.addRoundKey(try InsideAESTests.state("a0fafe1788542cb123a339392a6c7605"))
    #expect(InsideAESTests.hex(state) == "a49c7ff2689f352b6b5bea43026a5049")
  }

  @Test("each inverse transformation undoes its own")
  func inverses() throws {
    let text = "00112233445566778899aabbccddeeff"
    var state = try InsideAESTests.state(text)
    state.shiftRows()
    state.invShiftRows()
    #expect(InsideAESTests.hex(state) == text)
    state.mixColumns()
    state.invMixColumns()
    #expect(InsideAESTests.hex(state) == text)
    state.subBytes()
    state.invSubBytes()
    #expect(InsideAESTests.hex(state) == text)
  }

  /// FIPS 197 (2001), appendix A.1 to A.3: the last round key of each example.
  @Test(
    "the last round keys of appendix A",
    arguments: [
      ("2b7e151628aed2a6abf7158809cf4f3c", 10, "d014f9a8c9ee2589e13f0cc8b6630ca6"),
      (
        "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b", 12,
        "e98ba06f448c773c8ecc720401002202"
      ),
      (
        "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4", 14,
        "fe4890d1e6188d0b046df344706c631e"
      ),
    ])
  func keyExpansion(key: String, rounds: Int, lastRoundKey: String) throws {
    let schedule = try KeySchedule(key: Hex.decode(key))
    #expect(schedule.rounds == rounds)
    #expect(InsideAESTests.hex(schedule.roundKey(0)) == key.prefix(32))
    #expect(InsideAESTests.hex(schedule.roundKey(rounds)) == lastRoundKey)
  }

  static func state(_ hex: String) throws -> AES.State {
    let block = try Hex.decode(hex)
    return AES.State(block.span)
  }

  static func hex(_ state: AES.State) -> String {
    Hex.encode(state.bytes)
  }
}
