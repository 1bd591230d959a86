import Handshakes

/// Every target, by its name; its inputs are computed when it is made.
enum FuzzTargets {
  /// How to make a target.
  typealias Maker = @Sendable () -> any FuzzTarget

  /// Those that must withstand everything.
  static let library: KeyValuePairs<String, Maker> = [
    "hex": { HexTarget() },
    "base64": { Base64Target() },
    "natural-text": { NaturalTextTarget() },
    "arithmetic": { ArithmeticTarget() },
    "hash": { HashTarget() },
    "cbc": { CBCTarget() },
    "padding": { PaddingTarget() },
    "fernet": { FernetTarget() },
    "der": { DERTarget() },
    "object-identifier": { ObjectIdentifierTarget() },
    "pem": { PEMTarget() },
    "ec-public-key": { ECPublicKeyTarget() },
    "ec-private-key": { ECPrivateKeyTarget() },
    "ecdsa": { ECDSATarget() },
    "rsa-key": { RSAKeyTarget() },
    "rsa-signature": { RSASignatureTarget() },
    "rsa-decryption": { RSADecryptionTarget() },
    "rsa-encoding": { RSAEncodingTarget() },
    "certificate": { CertificateTarget() },
    "extension": { ExtensionTarget() },
    "path": { PathTarget() },
    "frames": { FrameTarget() },
    "messages": { MessageTarget() },
    "relay": { RelayTarget() },
    "lab-original": { LabTarget("lab-original", mode: .original, middle: .relay, cost: 120) },
    "lab-hardened": { LabTarget("lab-hardened", mode: .hardened, middle: .relay, cost: 400) },
    "mallory-original": {
      LabTarget("mallory-original", mode: .original, middle: .mallory, cost: 150)
    },
    "mallory-hardened": {
      LabTarget("mallory-hardened", mode: .hardened, middle: .mallory, cost: 600)
    },
    "certified-peers-original": {
      MeetingTarget("certified-peers-original", mode: .original, cost: 400)
    },
    "certified-peers-hardened": {
      MeetingTarget("certified-peers-hardened", mode: .hardened, cost: 600)
    },
    "session-keys-original": {
      CompanyTarget("session-keys-original", mode: .original, cost: 150)
    },
    "session-keys-hardened": {
      CompanyTarget("session-keys-hardened", mode: .hardened, cost: 400)
    },
    "key-hub-original": {
      RoomsTarget("key-hub-original", KeyHub.self, mode: .original, cost: 300)
    },
    "key-hub-hardened": {
      RoomsTarget("key-hub-hardened", KeyHub.self, mode: .hardened, cost: 900)
    },
    "registered-rooms": {
      RoomsTarget("registered-rooms", RegisteredRooms.self, mode: .hardened, cost: 1500)
    },
    "json": { JSONTarget() },
    "replay-demo": { TranscriptTarget.demos },
    "replay-side": { TranscriptTarget.sides },
    "why": { TranscriptTarget.why },
    "vectors-text": { VectorTarget.text },
    "vectors-json": { VectorTarget.json },
    "key-file": { KeyFileTarget() },
    "trace-der": { TraceDERTarget() },
    "inspect": { InspectTarget() },
    "line-editor": { LineEditorTarget() },
    "command-line": { CommandLineTarget() },
  ]

  /// Those with a fault in them, which a run must find.
  static let planted: KeyValuePairs<String, Maker> = [
    "planted-violation": { PlantedTarget(name: "planted-violation", fault: .violation) },
    "planted-trap": { PlantedTarget(name: "planted-trap", fault: .trap) },
    "planted-hang": { PlantedTarget(name: "planted-hang", fault: .hang) },
  ]

  /// The target of a name.
  static func named(_ name: String) -> (any FuzzTarget)? {
    (library.first { $0.key == name } ?? planted.first { $0.key == name })?.value()
  }
}
