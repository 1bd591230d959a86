import ASN1
import Bytes
import Certificates
import Terms

extension Rooms {
  /// The keys that names were registered with, and the certificates for them.
  ///
  /// A name is registered once; on disk each is a certificate that OpenSSL reads.
  struct RegisteredKeys: Sendable {
    /// What is kept of a name.
    struct Entry: Sendable {
      let key: SigningPublicKey
      /// The certificate in PEM.
      let certificate: Term
    }

    private(set) var entries: [String: Entry] = [:]

    /// The file of a name.
    static func fileName(of name: String) -> String { "users/\(name).pem" }

    /// Reads the files of the state directory.
    ///
    /// - Throws: `HandshakeError.configuration` naming a file that holds no certificate.
    init(files: [String: [UInt8]], _ rules: RoomRules) throws(HandshakeError) {
      for (file, contents) in files.sorted(by: { $0.key < $1.key }) {
        guard file.hasPrefix("users/"), file.hasSuffix(".pem") else { continue }
        let name = String(file.dropFirst(6).dropLast(4))
        guard UserName.isValid(name),
          let certificate = try? Certificate.readAll(contents).first
        else { throw .configuration("\(file): expected a certificate in PEM") }
        let information = Term(
          "\(name).public_key_info", certificate.subjectPublicKeyInfo.der,
          .given(by: Rooms.server, as: .file))
        let text = Term(
          "\(name).certificate", contents, .given(by: Rooms.server, as: .file))
        do throws(HandshakeError) {
          let key = try SigningPublicKey(
            information: information, of: Actor(name), on: rules.curve)
          entries[name] = Entry(key: key, certificate: text)
        } catch {
          throw .configuration("\(file): \(error)")
        }
      }
    }

    subscript(name: String) -> Entry? { entries[name] }

    /// Registers a name that is not registered yet.
    mutating func register(_ name: String, _ entry: Entry) { entries[name] = entry }
  }

  /// The certification authority that the server is.
  struct Authority: Sendable {
    let name: String
    let key: SigningKey
    /// Its certificate in PEM.
    let certificate: Term

    /// The files of the authority.
    static let keyFile = "authority/key.pem"
    static let certificateFile = "authority/certificate.pem"
  }
}
