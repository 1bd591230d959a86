import Bytes
import Processor
import Testing

@testable import Ciphers

/// The loops over whole buffers against the text of the standard.
struct BlockLoopsTests {
  /// The loops that can run here.
  static let available = BlockLoops.allCases.filter {
    switch $0 {
    case .portable: true
    case .aes: InstructionSets.offered.contains(.aes)
    case .vectorAES: InstructionSets.offered.contains(.vectorAES)
    }
  }

  /// CIPH_K or its inverse on each block, by `AES.cipher` and `AES.invCipher`.
  static func readable(_ input: [UInt8], _ aes: borrowing AES, inverse: Bool) -> [[UInt8]] {
    var unobserved = Unobserved<AES.Step>()
    var blocks: [[UInt8]] = []
    for offset in stride(from: 0, to: input.count, by: 16) {
      let state = AES.State(input.span, at: offset)
      blocks.append(
        inverse
          ? aes.invCipher(state, observer: &unobserved).bytes
          : aes.cipher(state, observer: &unobserved).bytes)
    }
    return blocks
  }

  /// The lengths of keys, each with every number of blocks up to forty.
  static let cases = [16, 24, 32].flatMap { length in (0...40).map { (length, $0) } }

  @Test("blocks by themselves, on every loop", arguments: cases)
  func ecb(keyLength: Int, blocks: Int) throws {
    var random = SystemRandom()
    let aes = try AES(key: random.generate(keyLength))
    let input = random.generate(16 * blocks)
    let encrypted = Array(BlockLoopsTests.readable(input, aes, inverse: false).joined())
    let decrypted = Array(BlockLoopsTests.readable(input, aes, inverse: true).joined())
    for loops in BlockLoopsTests.available {
      #expect(loops.encryptECB(input, aes) == encrypted, "\(loops)")
      #expect(loops.decryptECB(input, aes) == decrypted, "\(loops)")
    }
  }

  @Test("blocks in a chain, on every loop", arguments: cases)
  func cbc(keyLength: Int, blocks: Int) throws {
    var random = SystemRandom()
    let aes = try AES(key: random.generate(keyLength))
    let iv = random.generate(16)
    let input = random.generate(16 * blocks)
    var (encrypted, last): ([UInt8], [UInt8]) = ([], iv)
    for offset in stride(from: 0, to: input.count, by: 16) {
      let sum = zip(last, input[offset..<offset + 16]).map { $0 ^ $1 }
      last = BlockLoopsTests.readable(sum, aes, inverse: false)[0]
      encrypted += last
    }
    let deciphered = BlockLoopsTests.readable(input, aes, inverse: true).joined()
    let decrypted = zip(deciphered, iv + input).map { $0 ^ $1 }
    for loops in BlockLoopsTests.available {
      #expect(loops.encryptCBC(input, iv: iv, aes) == encrypted, "\(loops)")
      #expect(loops.decryptCBC(input, iv: iv, aes) == decrypted, "\(loops)")
    }
  }

  @Test("the key expansion of the instructions is that of the standard", arguments: [16, 24, 32])
  func keyExpansion(keyLength: Int) throws {
    guard InstructionSets.offered.contains(.aes) else { return }
    var random = SystemRandom()
    for _ in 0..<100 {
      let key = random.generate(keyLength)
      let readable = try KeySchedule(key: key, usesInstructions: false)
      let expanded = try KeySchedule(key: key, usesInstructions: true)
      for round in 0...readable.rounds {
        #expect(expanded.roundKey(round) == readable.roundKey(round))
      }
    }
  }

  @Test("the circuits substitute all bytes as the S-box and its inverse do")
  func circuits() {
    for byte in UInt8.min...UInt8.max {
      let all = FieldElements(repeating: byte)
      var planes = BlockLoopsTests.planes(of: byte)
      planes.substitute()
      #expect(BlockLoopsTests.byte(of: planes) ^ 0x63 == sBox(all)[0])
      planes = BlockLoopsTests.planes(of: byte ^ 0x63)
      planes.invSubstitute()
      #expect(BlockLoopsTests.byte(of: planes) == invSBox(all)[0])
    }
  }

  /// The planes of a byte, in every bit of a word.
  static func planes(of byte: UInt8) -> BitPlanes {
    func plane(_ bit: UInt8) -> UInt64 { byte >> bit & 1 == 1 ? .max : 0 }
    return BitPlanes(
      b0: plane(0), b1: plane(1), b2: plane(2), b3: plane(3),
      b4: plane(4), b5: plane(5), b6: plane(6), b7: plane(7))
  }

  /// The byte whose planes these are.
  static func byte(of planes: BitPlanes) -> UInt8 {
    let words = [
      planes.b0, planes.b1, planes.b2, planes.b3, planes.b4, planes.b5, planes.b6, planes.b7,
    ]
    #expect(words.allSatisfy { $0 == 0 || $0 == .max })
    return words.enumerated().reduce(0) { $0 | UInt8($1.element & 1) << UInt8($1.offset) }
  }
}
