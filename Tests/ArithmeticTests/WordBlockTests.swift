import Testing

@testable import Arithmetic

/// The fast products in blocks of words against those in rows.
@Suite("Products in blocks")
struct WordBlockTests {
  /// Numbers of so many words: zeros, ones, single words at the edges, and random ones.
  static func numbers(count: Int) -> [[UInt64]] {
    var random = SeededRandom(120)
    var numbers = [[UInt64](repeating: 0, count: count), [UInt64](repeating: .max, count: count)]
    for place in [0, 1, 2, 3, count - 1] {
      for word in [1, 1 << 63, .max] as [UInt64] {
        var number = [UInt64](repeating: 0, count: count)
        number[place] = word
        numbers.append(number)
        number = [UInt64](repeating: .max, count: count)
        number[place] = ~word
        numbers.append(number)
      }
    }
    for _ in 0..<10 {
      numbers.append((0..<count).map { _ in random.next() })
    }
    return numbers
  }

  /// Returns what a loop makes of so many words that held others before.
  static func result(
    _ words: [UInt64], _ body: (UnsafeMutablePointer<UInt64>) -> Void
  ) -> [UInt64] {
    let memory = UnsafeMutablePointer<UInt64>.allocate(capacity: words.count)
    defer { unsafe memory.deallocate() }
    for index in words.indices { unsafe (memory + index).initialize(to: words[index]) }
    unsafe body(memory)
    return words.indices.map { unsafe memory[$0] }
  }

  @Test("and products in rows are the same", arguments: [4, 8, 12, 16, 20, 32])
  func products(count n: Int) {
    let other = [UInt64](repeating: 0x5555_5555_5555_5555, count: 2 * n)
    for a in Self.numbers(count: n) {
      for b in Self.numbers(count: n) {
        let rows = unsafe Self.result(other) { unsafe multiplyRows(a, b, n, into: $0) }
        let blocks = unsafe Self.result(other) { unsafe multiplyBlocks(a, b, n, into: $0) }
        #expect(rows == blocks)
      }
      let rows = unsafe Self.result(other) { unsafe multiplyRows(a, a, n, into: $0) }
      let square = unsafe Self.result(other) { unsafe squareWords(a, n, into: $0) }
      #expect(rows == square)
    }
  }

  @Test("and reductions in rows leave the same upper half", arguments: [4, 8, 12, 16, 20, 32])
  func reductions(count n: Int) {
    for modulus in Self.numbers(count: n) where modulus[0] & 1 == 1 {
      var inverse = modulus[0]
      for _ in 0..<5 { inverse = inverse &* (2 &- modulus[0] &* inverse) }
      let minusInverse = 0 &- inverse
      for high in Self.numbers(count: n) {
        for low in [high, modulus] {
          var (rowsTop, blocksTop): (UInt8, UInt8) = (0, 0)
          let rows = unsafe Self.result(low + high) {
            rowsTop = unsafe addMultipleInRows(of: modulus, n, minusInverse, to: $0)
          }
          let blocks = unsafe Self.result(low + high) {
            blocksTop = unsafe addMultipleInBlocks(of: modulus, n, minusInverse, to: $0)
          }
          #expect(rowsTop == blocksTop && rows[n...] == blocks[n...])
        }
      }
    }
  }
}
