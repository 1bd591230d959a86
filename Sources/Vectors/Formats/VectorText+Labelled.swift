extension VectorText {
  /// Takes a file of RSA Laboratories apart, in which a comment that ends in a colon names the
  /// hexadecimal lines below it.
  ///
  /// The exponent is `d` below "Private key" and `e` elsewhere. A comment that names an example
  /// becomes a section. Labels are in lower case.
  init(labelled bytes: [UInt8], name: String) {
    self.init(untouched: name)
    var label: (name: String, line: Int)?
    var digits = ""
    var isPrivate = false
    for (number, line) in VectorText.lines(of: bytes) + [(0, "#")] {
      if line.hasPrefix("#") || line.isEmpty {
        if let (name, start) = label, !digits.isEmpty {
          append(.field(name: name, value: digits), line: start)
          label = nil
        }
        digits = ""
      }
      guard line.hasPrefix("#") else {
        if comments.isEmpty { prose.append(line) }
        digits += String(decoding: line.utf8.filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self)
        continue
      }
      let comment = trimmed(line.dropFirst())
      comments.append(comment)
      let lowered = comment.lowercased()
      if lowered.hasPrefix("private key") { isPrivate = true }
      if lowered.hasPrefix("public key") { isPrivate = false }
      if comment.hasSuffix(":") {
        label = (VectorText.canonicalLabel(lowered.dropLast(), isPrivate: isPrivate), number)
      } else if lowered.contains("example") {
        append(.section(comment), line: number)
      }
    }
  }

  /// The many labels of one thing, as one.
  private static func canonicalLabel(_ label: Substring, isPrivate: Bool) -> String {
    switch trimmed(label) {
    case "exponent": isPrivate ? "private exponent" : "public exponent"
    case "message to be signed", "message to be encrypted": "message"
    case "ciphertext, the rsa encryption of em": "encryption"
    case "signature, the rsa decryption of em": "signature"
    case let other: other
    }
  }
}
