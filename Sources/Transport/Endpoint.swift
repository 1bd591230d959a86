/// An address to listen on or to connect to: a host and a TCP port.
public struct Endpoint: Hashable, Sendable {
  /// A host name or the text of an IPv4 or IPv6 address, without brackets.
  public let host: String
  /// The port; 0, when listening, asks the system to choose one.
  public let port: UInt16

  /// Creates an endpoint from its parts.
  public init(host: String, port: UInt16) {
    self.host = host
    self.port = port
  }

  /// Reads `HOST:PORT`; an IPv6 address stands in brackets, `[::1]:4000` (RFC 3986, section
  /// 3.2.2).
  ///
  /// - Throws: `TransportError.malformedEndpoint`.
  public init(parsing text: String) throws(TransportError) {
    guard let colon = text.lastIndex(of: ":"), let port = Endpoint.port(text[colon...].dropFirst())
    else { throw .malformedEndpoint(text) }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      throw .malformedEndpoint(text)
    }
    guard !host.isEmpty, host.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
    else { throw .malformedEndpoint(text) }
    self.init(host: String(host), port: port)
  }

  /// Reads a port: decimal digits and nothing else.
  private static func port(_ digits: Substring) -> UInt16? {
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return UInt16(digits)
  }
}

extension Endpoint: CustomStringConvertible {
  /// The text that `init(parsing:)` reads.
  public var description: String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
