import Bytes
import Hashing
import PublicKey

/// NIST's validity tests of key agreement on curves (SP 800-56A; KASVS, section 6): the other's
/// keys and our own are checked, the shared secret is computed, and its digest or a code under a
/// key derived from it decides whether the case passes.
///
/// The schemes without MQV: ephemeral unified, one-pass Diffie-Hellman, static unified, and both
/// that use static and ephemeral keys.
struct KeyAgreementVectors: VectorFamily {
  static let algorithm = "ECDH key agreement"
  static let aliases = ["ECDH", "KAS", "P-256", "P-384"]

  let layout: CaseLayout
  private let fields: Set<String>
  /// Why no case of the file can be run; nil when they can.
  private let obstacle: String?
  /// What the header says of the codes, by the letters of the parameter set: "EC".
  private let codes: [String: Code]

  /// How a code under the derived key is made.
  private struct Code {
    var hash: HashName?
    var keyLength = 0
    var tagLength = 0
  }

  init?(recognising document: VectorDocument) {
    guard let text = document.response, text.hasFields("Result"),
      text.hasFields("CAVSHashZZ") || text.hasFields("DKM", "MacData", "CAVSTag"),
      text.hasFields("QsCAVSx", "QsCAVSy") || text.hasFields("QeCAVSx", "QeCAVSy")
    else { return nil }
    fields = text.fieldNames
    layout = CaseLayout(fields: ["Result"], optional: fields)
    obstacle = KeyAgreementVectors.obstacle(text)
    codes = KeyAgreementVectors.codes(text)
  }

  private static func obstacle(_ text: VectorText) -> String? {
    if text.header.contains("mqv") { return "no MQV" }
    if text.hasFields("CAVSHashZZ") { return nil }
    if !text.hasFields("OI", "DKM", "MacData", "CAVSTag")
      || text.header.contains("with key confirmation")
    {
      return "no key confirmation"
    }
    if text.header.contains("kdfasn1") { return "no key derivation with ASN.1" }
    let codes = text.sectionTexts("MAC algorithm supported")
    return codes.allSatisfy { $0 == "HMAC" } ? nil : "no \(codes.joined(separator: ", "))"
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    if let obstacle { throw .unsupported(reason: obstacle) }
    let section = vector.sections.last ?? ""
    let parts = section.split(separator: "-", maxSplits: 1).map { trimmed($0) }
    let curves = ["EA": "P-192", "EB": "P-224", "EC": "P-256", "ED": "P-384", "EE": "P-521"]
    guard parts.count == 2, let name = curves[parts[0]] else {
      throw .malformed(field: "section", expected: "a parameter set and hash", found: section)
    }
    let curve = try CurveName.implementation(name)
    let hash = try HashName.implementation(parts[1])
    let expected = try vector.expectsPass()
    let secret = try secret(vector, curve)
    guard let secret else { return .comparing(accepted: false, with: expected, field: "Result") }
    let isValid =
      fields.contains("CAVSHashZZ")
      ? try checkDigest(vector, secret, hash)
      : try checkCode(vector, secret, hash, codes[parts[0]] ?? Code())
    return .comparing(accepted: isValid, with: expected, field: "Result")
  }

  /// The shared secrets of the scheme, the ephemeral one first (SP 800-56A, section 6); nil when a
  /// key is not valid or ours does not belong together (sections 5.6.2.3 and 5.6.2.1.4).
  private func secret<C: WeierstrassCurve>(
    _ vector: VectorCase, _ curve: C.Type
  ) throws(VectorError) -> [UInt8]? {
    let own = ["e", "s"].filter { fields.contains("d\($0)IUT") }
    let others = ["e", "s"].filter { fields.contains("Q\($0)CAVSx") }
    guard let ownFirst = own.first, let ownLast = own.last, let otherFirst = others.first,
      let otherLast = others.last
    else { throw .missing(field: "dsIUT") }
    guard let first = try agree(vector, own: ownFirst, other: otherFirst, curve) else {
      return nil
    }
    guard own.count > 1 || others.count > 1 else { return first }
    guard let last = try agree(vector, own: ownLast, other: otherLast, curve) else { return nil }
    return first + last
  }

  private func agree<C: WeierstrassCurve>(
    _ vector: VectorCase, own: String, other: String, _ curve: C.Type
  ) throws(VectorError) -> [UInt8]? {
    let theirs = try vector.ecPublicKey(curve, x: "Q\(other)CAVSx", y: "Q\(other)CAVSy")
    let ours = try vector.ecPublicKey(curve, x: "Q\(own)IUTx", y: "Q\(own)IUTy")
    guard let key = try vector.ecPrivateKey(curve, "d\(own)IUT"), let theirs, let ours,
      key.publicKey == ours
    else { return nil }
    return try? ECDH.sharedSecret(privateKey: key, publicKey: theirs)
  }

  private func checkDigest<H: HashFunction>(
    _ vector: VectorCase, _ secret: [UInt8], _: H.Type
  ) throws(VectorError) -> Bool {
    H.hash(secret) == (try vector.bytes("CAVSHashZZ", count: H.digestLength))
  }

  /// A code under a key that is derived by concatenation: the digests of a counter, the secret and
  /// the other information (SP 800-56A of 2007, section 5.8.1).
  private func checkCode<H: HashFunction>(
    _ vector: VectorCase, _ secret: [UInt8], _: H.Type, _ code: Code
  ) throws(VectorError) -> Bool {
    guard let hash = code.hash, (1...1024).contains(code.keyLength) else {
      throw .unsupported(reason: "no code whose parameters the header does not tell")
    }
    let information = try vector.bytes("OI")
    var key: [UInt8] = []
    var counter: UInt64 = 0
    while key.count < code.keyLength {
      counter += 1
      key += H.hash(ByteWriter.integer(counter, length: 4) + secret + information)
    }
    key = Array(key.prefix(code.keyLength))
    guard key == (try vector.bytes("DKM", count: code.keyLength)) else { return false }
    let message = Array("Standard Test Message".utf8) + (try vector.bytes("Nonce"))
    guard message == (try vector.bytes("MacData")) else { return false }
    let function = hash.implementation
    let tag = HMACVectors.code(function, message: message, key: key)
    return tag.prefix(code.tagLength).elementsEqual(
      try vector.bytes("CAVSTag", count: code.tagLength))
  }

  /// The codes of the header, where the lines below `[EC]` hold for that parameter set.
  private static func codes(_ text: VectorText) -> [String: Code] {
    var codes: [String: Code] = [:]
    var set = ""
    for case (.section(let section), _) in text.items {
      let parts = section.split(separator: ":", maxSplits: 1).map { trimmed($0) }
      switch parts.first {
      case "HMAC SHAs supported": codes[set, default: Code()].hash = HashName(parts.last ?? "")
      case "HMACKeySize(in bits)":
        codes[set, default: Code()].keyLength = (Int(parts.last ?? "") ?? 0) / 8
      case "HMAC Tag length(in bits)":
        codes[set, default: Code()].tagLength = (Int(parts.last ?? "") ?? 0) / 8
      default: if section.count == 2 { set = section }
      }
    }
    return codes
  }
}

extension VectorText {
  /// What follows a name and a colon between brackets, wherever that stands.
  fileprivate func sectionTexts(_ name: String) -> Set<String> {
    var texts: Set<String> = []
    for case (.section(let section), _) in items where section.hasPrefix(name + ":") {
      texts.insert(trimmed(section.dropFirst(name.count + 1)))
    }
    return texts
  }
}
