import Ciphers

/// Ciphertexts of CBC and their padding.
struct CBCTarget: FuzzTarget {
  let name = "cbc"
  let cost = 3

  let corpus: [[UInt8]] = [0, 1, 15, 16, 17, 31, 32, 127, 128, 129, 500].flatMap { length in
    [16, 24, 32].map { keyLength in
      let message = Samples.octets("cbc", length)
      return [UInt8(keyLength)]
        + ((try? CBC.encryptPadded(message, key: Self.key(keyLength), iv: Self.iv)) ?? [])
    }
  }

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    let key = Self.key(Int(script.octet()))
    let ciphertext = script.remainder()
    let message = try Claim.onEveryBackend("decryption") {
      try Claim.accepted { () throws(CipherError) in
        try CBC.decryptPadded(ciphertext, key: key, iv: Self.iv)
      }
    }
    if let message {
      let again = try Claim.onEveryBackend("encryption") {
        try CBC.encryptPadded(message, key: key, iv: Self.iv)
      }
      try Claim.equal(again, ciphertext, "one message has one ciphertext")
    }
    try blocks(ciphertext, key: key)
    let refused = try Claim.accepted { () throws(CipherError) in
      try CBC.decryptPadded(ciphertext, key: key, iv: Array(ciphertext.prefix(15)))
    }
    try Claim.that(refused == nil, "a vector of another length than a block is refused")
  }

  private func blocks(_ octets: [UInt8], key: [UInt8]) throws {
    let plaintexts = try Claim.onEveryBackend("blocks") {
      [
        try Claim.accepted { () throws(CipherError) in
          try CBC.decrypt(octets, key: key, iv: Self.iv)
        },
        try Claim.accepted { () throws(CipherError) in try ECB.decrypt(octets, key: key) },
      ]
    }
    let isWhole = octets.count % 16 == 0 && [16, 24, 32].contains(key.count)
    try Claim.that(
      plaintexts.allSatisfy { ($0 != nil) == isWhole }, "whole blocks decrypt, and nothing else")
    guard let chained = plaintexts[0], let single = plaintexts[1] else { return }
    try Claim.equal(
      CBC.encrypt(chained, key: key, iv: Self.iv), octets, "encrypt(decrypt(x)) = x in CBC")
    try Claim.equal(ECB.encrypt(single, key: key), octets, "encrypt(decrypt(x)) = x in ECB")
  }

  private static func key(_ length: Int) -> [UInt8] { Samples.octets("key", length) }
  private static let iv = Samples.octets("iv", 16)
}
