import Bytes
import Testing

@Suite("Constant-time choice")
struct ChoiceTests {
  /// Words around every boundary that the formulas have.
  private static let edges: [UInt64] =
    Array(0...16) + [
      0x7f, 0x80, 0xff, 0x100, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0x1_0000_0000,
      0x7fff_ffff_ffff_ffff, 0x8000_0000_0000_0000, 0x8000_0000_0000_0001, .max - 1, .max,
    ]

  @Test("compares words as the operators do, exhaustively where small and at every edge")
  func comparisons() {
    for left in Self.edges {
      #expect(Choice(isZero: left).declassified == (left == 0), "\(left)")
      for right in Self.edges {
        #expect(Choice(left, equals: right).declassified == (left == right), "\(left) \(right)")
        #expect(Choice(left, isLessThan: right).declassified == (left < right), "\(left) \(right)")
      }
    }
  }

  @Test("combines as the logic says, on all values")
  func logic() {
    let values: [(Choice, Bool)] = [(.no, false), (.yes, true)]
    for (left, isLeft) in values {
      #expect((!left).declassified == !isLeft)
      for (right, isRight) in values {
        #expect((left & right).declassified == (isLeft && isRight))
        #expect((left | right).declassified == (isLeft || isRight))
      }
    }
  }

  @Test("a mask is all ones or all zeros")
  func masks() {
    #expect(Choice.yes.mask == .max)
    #expect(Choice.no.mask == 0)
    #expect(Choice(bit: 1).mask == .max)
    #expect(Choice(bit: 0).mask == 0)
    #expect(Choice(isZero: 0).mask == .max)
    #expect(Choice(7, isLessThan: 9).mask == .max)
    #expect(Choice(9, isLessThan: 7).mask == 0)
  }

  @Test("selects the first when true and the second when false, at every width")
  func selection() {
    #expect(Choice.yes.select(UInt64.max, 1) == .max)
    #expect(Choice.no.select(UInt64.max, 1) == 1)
    for first in UInt8.min...UInt8.max {
      #expect(Choice.yes.select(first, ~first) == first)
      #expect(Choice.no.select(first, ~first) == ~first)
    }
    #expect(Choice.yes.select(UInt16(3), 4) == 3)
    #expect(Choice.no.select(UInt32(3), 4) == 4)
  }

  @Test("compares octet strings: every single-bit difference shows")
  func octetStrings() {
    let octets = Array(UInt8(0)..<32)
    #expect(Choice(octets, equals: octets).declassified)
    for index in octets.indices {
      for bit in 0..<8 {
        var changed = octets
        changed[index] ^= 1 << UInt8(bit)
        #expect(!Choice(octets, equals: changed).declassified, "octet \(index), bit \(bit)")
      }
    }
  }

  @Test("octet strings of different lengths differ, empty ones are equal")
  func lengths() {
    #expect(Choice([], equals: []).declassified)
    #expect(!Choice([], equals: [0]).declassified)
    #expect(!Choice([0, 0], equals: [0]).declassified)
  }

  @Test("differences that cancel each other by exclusive or still show")
  func cancellation() {
    #expect(!Choice([1, 1], equals: [0, 0]).declassified)
    #expect(!Choice([0x80, 0x80, 0], equals: [0, 0, 0]).declassified)
  }
}
