import Ciphers
import Transport

/// Fernet: the three files of its specification, tokens to be made, to be read, and to be refused.
struct FernetVectors: VectorFamily {
  static let algorithm = "Fernet"

  let layout = CaseLayout(fields: [])

  init?(recognising document: VectorDocument) {
    guard case .fernet = document else { return nil }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    let secret = try vector.text("secret")
    guard let fernet = try? Fernet(base64: secret) else {
      throw .malformed(field: "secret", expected: "base64url of 32 octets", found: secret)
    }
    let now = try vector.seconds("now")
    let token = try vector.text("token")
    if vector.optionalText("iv") != nil {
      let message = Array(try vector.text("src").utf8)
      let made = try? fernet.generate(message, time: now, iv: try vector.numbers("iv"))
      guard made == token else {
        return .failed(Mismatch(field: "token", expected: token, found: made ?? "nothing"))
      }
      return .passed
    }
    let limit = try vector.integer("ttl_sec")
    let message = try? fernet.verify(token, now: now, ttl: UInt64(limit))
    guard vector.optionalText("src") != nil else {
      return .comparing(accepted: message != nil, with: false, field: "token")
    }
    guard let message else { return .comparing(accepted: false, with: true, field: "token") }
    return .comparing(message, with: Array(try vector.text("src").utf8), field: "src")
  }
}

extension VectorDocument {
  /// Takes a file of the Fernet specification: an array of objects that all have a token, a secret
  /// and a time.
  ///
  /// - Returns: nil for JSON of another shape.
  init?(fernet json: JSONValue) {
    guard let elements = json.elements, !elements.isEmpty,
      elements.allSatisfy({ $0["token"] != nil && $0["secret"] != nil && $0["now"] != nil })
    else { return nil }
    self = .fernet(
      elements.enumerated().map { index, element in
        let name = ["case \(index + 1)", element["desc"]?.text].compactMap { $0 }
        return VectorCase(
          name: name.joined(separator: ": "), fields: element.flattenedWithArrays)
      })
  }
}

extension VectorCase {
  /// The octets that an array of numbers lists.
  fileprivate func numbers(_ field: String) throws(VectorError) -> [UInt8] {
    var octets: [UInt8] = []
    for index in 0..<(try integer(field)) {
      let number = try integer("\(field).\(index)")
      guard let octet = UInt8(exactly: number) else {
        throw .malformed(field: field, expected: "numbers from 0 to 255", found: "\(number)")
      }
      octets.append(octet)
    }
    return octets
  }

  /// The seconds since 1970 of a time as RFC 3339 writes it: `1985-10-26T01:20:00-07:00`.
  fileprivate func seconds(_ field: String) throws(VectorError) -> UInt64 {
    let text = try text(field)
    let fault = VectorError.malformed(
      field: field, expected: "a time such as 1985-10-26T01:20:00-07:00", found: text)
    let pattern = /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:Z|([+-])(\d\d):(\d\d))/
    guard let match = text.wholeMatch(of: pattern)?.output,
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
      let hour = Int(match.4), let minute = Int(match.5), let second = Int(match.6),
      (1...12).contains(month)
    else { throw fault }
    // Days since 1970 in the Gregorian calendar, counted from a first of March.
    let march = (month + 9) % 12
    let years = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * march + 2) / 5 + day - 1
    let days = 365 * years + years / 4 - years / 100 + years / 400 + dayOfYear - 719_468
    var offset = 0
    if let sign = match.7, let hours = match.8.flatMap({ Int($0) }),
      let minutes = match.9.flatMap({ Int($0) })
    {
      offset = (hours * 60 + minutes) * (sign == "-" ? -60 : 60)
    }
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offset
    guard seconds >= 0 else { throw fault }
    return UInt64(seconds)
  }
}
