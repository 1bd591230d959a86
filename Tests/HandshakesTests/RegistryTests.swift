import Handshakes
import Terms
import Testing
import Transcripts

/// The registry of certified-peers: who gets a certificate, and what its directory survives.
@Suite struct RegistryTests {
  /// A server whose files a test has in its hands.
  private struct Desk {
    var server: any Party
    var files: [String: [UInt8]]
    var count = 0
    var outputs: [Output] = []

    init(
      _ mode: Mode, files: [String: [UInt8]] = [:], time: Int64 = Demonstration.fixedTime,
      seed: String = "desk"
    ) throws {
      var configuration = ServerConfiguration(settings: LabSettings(mode: mode, size: .toy))
      configuration.password = Array("secret".utf8)
      configuration.files = files
      configuration.time = time
      self.files = files
      server = try CertifiedPeers.server(configuration, drawingFrom: .seed(seed))
      handle(.start)
    }

    mutating func handle(_ input: Input) {
      let new = server.handle(input)
      for case .store(let file) in new { files[file.name] = file.contents }
      outputs += new
    }

    /// Registers a name with a key; returns the answer, and all outputs.
    mutating func register(
      _ name: String, modulus: [UInt8]
    ) throws -> (answer: [UInt8], outputs: [Output]) {
      count += 1
      let link = Link(wire: "desk-\(count)", end: 1)
      handle(.opened(link))
      let from = outputs.count
      let mode: UInt8 = isHardened ? 1 : 0
      let fields: [[UInt8]] = [
        [1], Array(CertifiedPeers.name.utf8), [mode], [1], Array(name.utf8), modulus, [1, 0, 1],
      ]
      handle(.received(HeldPair.relaySays(CertifiedPeers.Layouts.register, fields), on: link))
      let new = Array(outputs[from...])
      let answers = new.compactMap { output in
        if case .send(let bytes, link) = output { bytes } else { nil }
      }
      handle(.closed(link))
      return (try #require(answers.first), new)
    }

    var isHardened = false
  }

  /// An odd number of 650 bits.
  private static func modulus(_ octet: UInt8) -> [UInt8] {
    [0x03] + [UInt8](repeating: octet, count: 80) + [octet | 1]
  }

  private func reason(_ answer: [UInt8]) -> String? {
    guard answer.first == ServerWords.refused.type else { return nil }
    return String(decoding: answer.dropFirst(6), as: UTF8.self)
  }

  private func ending(_ desk: Desk) -> Ending? {
    desk.outputs.compactMap { if case .ended(let ending) = $0 { ending } else { nil } }.last
  }

  @Test func aNameBelongsToItsFirstKey() throws {
    var desk = try Desk(.original)
    let first = try desk.register("alice", modulus: Self.modulus(5)).answer
    #expect(first.first == CertifiedPeers.Layouts.issued.type)
    #expect(try desk.register("alice", modulus: Self.modulus(5)).answer == first)
    for name in ["alice", "Alice", "ALICE"] {
      let answer = try desk.register(name, modulus: Self.modulus(7)).answer
      #expect(reason(answer) == "alice is registered with another key")
    }
    #expect(
      reason(try desk.register("ALICE", modulus: Self.modulus(5)).answer)
        == "alice is registered with another key")
    // And after a restart.
    var again = try Desk(.original, files: desk.files, seed: "another")
    #expect(try again.register("alice", modulus: Self.modulus(5)).answer == first)
    #expect(
      reason(try again.register("alice", modulus: Self.modulus(7)).answer)
        == "alice is registered with another key")
  }

  @Test func theNamesOfTheScreensAreNobodys() throws {
    var desk = try Desk(.original)
    for name in ["server", "relay", "client", "everybody"] {
      #expect(
        reason(try desk.register(name, modulus: Self.modulus(5)).answer)
          == "register name must be another one: \(name) is no user's name")
    }
    #expect(desk.files["index.txt"]?.isEmpty ?? true)
  }

  @Test func anExpiredCertificateIsRefused() throws {
    var desk = try Desk(.original)
    _ = try desk.register("alice", modulus: Self.modulus(5))
    let day: Int64 = 86_400
    var late = try Desk(.original, files: desk.files, time: Demonstration.fixedTime + 366 * day)
    let answer = try late.register("alice", modulus: Self.modulus(5)).answer
    #expect(reason(answer)?.hasPrefix("alice's certificate expired at 2031-01-01") == true)
  }

  @Test func aRevokedCertificateIsRefused() throws {
    var desk = try Desk(.original)
    _ = try desk.register("alice", modulus: Self.modulus(5))
    let index = String(decoding: desk.files["index.txt"] ?? [], as: UTF8.self)
    var fields = index.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    (fields[0], fields[2]) = ("R", "300102120000Z")
    var files = desk.files
    files["index.txt"] = Array(fields.joined(separator: "\t").utf8)
    var again = try Desk(.original, files: files)
    #expect(again.files["crl.pem"] != files["crl.pem"])
    let answer = try again.register("alice", modulus: Self.modulus(5)).answer
    #expect(reason(answer) == "alice's certificate was revoked at 2030-01-02 12:00:00 UTC")
  }

  /// Whatever files reach the disk before the end, the directory opens again, and every
  /// registration that was acknowledged is there.
  @Test func theDirectorySurvivesAnEndAtAnyFile() throws {
    var desk = try Desk(.original)
    var acknowledged: [(name: String, octet: UInt8, answer: [UInt8])] = []
    for (index, name) in ["alice", "bob", "carol"].enumerated() {
      let octet = UInt8(index + 5)
      acknowledged.append(
        (name, octet, try desk.register(name, modulus: Self.modulus(octet)).answer))
    }
    var disk: [String: [UInt8]] = [:]
    var sent = 0
    var stores = 0
    for output in desk.outputs {
      switch output {
      case .store(let file):
        disk[file.name] = file.contents
        stores += 1
      case .send: sent += 1
      default: continue
      }
      var again = try Desk(.original, files: disk, seed: "after \(stores) \(sent)")
      #expect(ending(again) == nil)
      for entry in acknowledged.prefix(sent) {
        #expect(
          try again.register(entry.name, modulus: Self.modulus(entry.octet)).answer == entry.answer)
      }
      #expect(try again.register("dave", modulus: Self.modulus(99)).answer.first == 2)
    }
    #expect(stores == 7 + 3 * 3 && sent == 3)
  }

  /// A file that is missing, cut or of another directory is named; nothing is repaired.
  @Test func aDamagedDirectoryIsReportedByTheFile() throws {
    var desk = try Desk(.original)
    _ = try desk.register("alice", modulus: Self.modulus(5))
    var other = try Desk(.original, seed: "other")
    _ = try other.register("alice", modulus: Self.modulus(5))
    #expect(desk.files.count == 8)
    for (name, contents) in desk.files where name != "openssl.cnf" {
      var versions: [[UInt8]?] = [nil, Array(contents.prefix(contents.count / 2)), []]
      if let foreign = other.files[name], !["serial", "crlnumber", "ca.key"].contains(name) {
        versions.append(foreign)
      }
      for version in versions where !(name == "index.txt" && version?.isEmpty == true) {
        var files = desk.files
        files[name] = version
        do throws(HandshakeError) {
          let damaged = try openDesk(files)
          guard case .failed(.configuration(let reason))? = ending(damaged) else {
            Issue.record("\(name), \(version?.count ?? -1) octets: not noticed")
            continue
          }
          #expect(reason.contains(name), "\(reason)")
        } catch {
          guard case .configuration(let reason) = error else {
            Issue.record("\(name): \(error)")
            continue
          }
          let isNamed =
            reason.contains(name) || (name.hasPrefix("ca.") && reason.contains("ca.pem"))
          #expect(isNamed, "\(name): \(reason)")
        }
      }
    }
  }

  private func openDesk(_ files: [String: [UInt8]]) throws(HandshakeError) -> Desk {
    do {
      return try Desk(.original, files: files)
    } catch let error as HandshakeError {
      throw error
    } catch {
      throw .configuration("\(error)")
    }
  }

  @Test func aWrongPasswordEndsTheServerInOneLine() throws {
    let desk = try Desk(.original)
    var configuration = ServerConfiguration(
      settings: LabSettings(mode: .original, size: .toy))
    configuration.password = Array("wrong".utf8)
    configuration.files = desk.files
    var server = try CertifiedPeers.server(configuration, drawingFrom: .seed("x"))
    let endings = server.handle(.start).compactMap { output in
      if case .ended(let ending) = output { ending } else { nil }
    }
    #expect(
      endings == [.failed(.configuration("ca.key: wrong password, or the file is damaged"))])
  }

  @Test(arguments: [
    ([0x03] + [UInt8](repeating: 5, count: 80) + [4], "register n"),
    ([0x00, 0x03] + [UInt8](repeating: 5, count: 80) + [5], "register n"),
    ([0x05], "register n"),
  ])
  func numbersThatAreNoKeyAreRefused(modulus: [UInt8], field: String) throws {
    var desk = try Desk(.original)
    let answer = try desk.register("alice", modulus: modulus).answer
    #expect(reason(answer)?.hasPrefix(field) == true)
  }

  /// Octets of strangers never end the server, and never bring a certificate.
  @Test(arguments: Mode.allCases)
  func strangersAreSentAway(mode: Mode) throws {
    var desk = try Desk(mode)
    var choice = SeededChoice("strangers")
    for round in 0..<300 {
      let link = Link(wire: "stranger-\(round)", end: 1)
      desk.handle(.opened(link))
      var bytes = choice.octets(choice.number(below: 200))
      if round % 2 == 0, bytes.count > 4 {
        (bytes[0], bytes[1], bytes[2]) = (UInt8(choice.number(below: 10)), 0, 0)
        bytes[3] = UInt8(bytes.count - 4)
      }
      desk.handle(.received(bytes, on: link))
      desk.handle(.closed(link))
    }
    #expect(ending(desk) == nil)
    #expect(!desk.files.keys.contains { $0.hasPrefix("certs/") })
  }
}
