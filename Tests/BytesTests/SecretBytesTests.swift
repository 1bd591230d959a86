import Bytes
import Testing

@Suite("Secrets and wiping")
struct SecretBytesTests {
  @Test("a secret lends the bytes that it was created from")
  func lending() {
    let secret = SecretBytes(copying: [1, 2, 3, 4])
    #expect(secret.count == 4)
    let sum = secret.withBytes { bytes in
      var sum = 0
      for index in bytes.indices { sum += Int(bytes[index]) << (8 * index) }
      return sum
    }
    #expect(sum == 0x0403_0201)
  }

  @Test("a secret is a copy: wiping the caller's array does not touch it")
  func independence() {
    var source: [UInt8] = [9, 8, 7]
    let secret = SecretBytes(copying: source)
    wipe(&source)
    #expect(source.isEmpty)
    #expect(secret.withBytes { $0[0] } == 9)
  }

  @Test("an empty secret can be made and lent")
  func empty() {
    let secret = SecretBytes(copying: [])
    #expect(secret.count == 0)
    #expect(secret.withBytes { $0.isEmpty })
  }

  @Test("errors of the borrower pass through")
  func errors() {
    struct Refusal: Error {}
    let secret = SecretBytes(copying: [1])
    #expect(throws: Refusal.self) {
      try secret.withBytes { (_: Span<UInt8>) throws -> Void in throw Refusal() }
    }
  }

  @Test("wiping memory leaves zeros in all of it, and in nothing else", arguments: 0...33)
  func wipingMemory(count: Int) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count + 2, alignment: 16)
    // Allocated a line above; freed when the test ends.
    defer { unsafe memory.deallocate() }
    // Within the bounds of the allocation: one guard octet on either side.
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0xa5)
    unsafe wipe(UnsafeMutableRawBufferPointer(rebasing: memory[1..<(count + 1)]))
    let contents = unsafe Array(memory)
    #expect(contents == [0xa5] + [UInt8](repeating: 0, count: count) + [0xa5])
  }

  @Test("wiping an array empties it, whatever its elements")
  func wipingArrays() {
    var octets = [UInt8](repeating: 1, count: 100)
    wipe(&octets)
    #expect(octets.isEmpty)
    var words: [UInt64] = [1, 2, 3]
    wipe(&words)
    #expect(words.isEmpty)
    var nothing: [UInt32] = []
    wipe(&nothing)
    #expect(nothing.isEmpty)
  }

  @Test("a copy that somebody else holds keeps its bytes")
  func copies() {
    var octets: [UInt8] = [1, 2, 3]
    let copy = octets
    wipe(&octets)
    #expect(copy == [1, 2, 3])
  }
}
