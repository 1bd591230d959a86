import Testing
import Transport

@Suite("Endpoints")
struct EndpointTests {
  @Test(
    "Well-formed ones are read and shown alike",
    arguments: [
      ("localhost:4000", "localhost", 4000), ("127.0.0.1:0", "127.0.0.1", 0),
      ("[::1]:65535", "::1", 65_535), ("alice.lab.example:1", "alice.lab.example", 1),
    ])
  func wellFormed(text: String, host: String, port: UInt16) throws {
    let endpoint = try Endpoint(parsing: text)
    #expect(endpoint == Endpoint(host: host, port: port))
    #expect(endpoint.description == text)
  }

  @Test(
    "Others are refused",
    arguments: [
      "", ":", "host", "host:", ":80", "host:65536", "host:-1", "host:+1", "host: 1", "::1:80",
      "[]:80", "ho st:80", "h\u{E9}te:80", "host:0x10",
    ])
  func malformed(text: String) {
    #expect(throws: TransportError.malformedEndpoint(text)) { try Endpoint(parsing: text) }
  }
}
