import Terms

/// What the labs of rooms share: a server that relays and certifies, rooms of up to ten, and one
/// member of each room, its hub, who hands the room's key to whoever joins.
///
/// `KeyHub` and `RegisteredRooms` differ in `RoomRules` alone.
public enum Rooms {
  /// The most members that a room has.
  public static let largestRoom = 10
  /// The most rooms that a server has.
  public static let mostRooms = 1000

  /// The server, which is relay and certification authority.
  static let server = Actor("server")
}

/// What distinguishes one run of the labs of rooms from another.
public struct RoomRules: Sendable, Hashable {
  /// The name of the lab.
  public let lab: String
  /// Mode and size.
  public let settings: LabSettings
  /// The curve of the signature keys.
  public let curve: PrimeCurve
  /// Whether the server keeps the key that a name came with first, and judges by it.
  public let registers: Bool

  /// Puts the rules of a run together; in the hardened mode every lab registers.
  public init(lab: String, settings: LabSettings, curve: PrimeCurve, registers: Bool) {
    self.lab = lab
    self.settings = settings
    self.curve = curve
    self.registers = registers || settings.mode == .hardened
  }

  var mode: Mode { settings.mode }
  var isHardened: Bool { settings.mode == .hardened }

  /// The iterations of PBKDF2 from the shared secret to the key-encryption key.
  public var iterations: Int { settings.size == .real ? 100_000 : 1 }

  /// The iterations of PBKDF2 from a password to the key of a key file.
  var fileIterations: Int { settings.size == .real ? 600_000 : 1 }

  /// What a toy is, and why it is not smaller.
  var sizeReason: String {
    settings.size == .real
      ? ""
      : " Toy size is one iteration, so that the key is a single HMAC: \(curve.rawValue) and P-256"
        + " are the smallest curves that X.509, OpenSSL and Fernet's readers all know, and Fernet"
        + " has keys of 16 bytes only."
  }

  /// A label that no other lab, mode or size has.
  func label(_ purpose: String) -> Term {
    .text(
      "\(purpose)_label",
      "chat-lab/\(lab)/\(settings.mode.rawValue)/\(settings.size.rawValue)/\(purpose)")
  }

  /// The octets of a challenge.
  var challengeLength: Int { isHardened ? 32 : 16 }
}
