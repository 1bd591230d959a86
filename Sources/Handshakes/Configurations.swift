/// What a user of a lab was told, and has: enough to make the party again.
public struct UserConfiguration: Sendable, Equatable {
  /// The user's name.
  public var name: String
  /// What to run.
  public var settings: LabSettings
  /// The name or number of the one to talk to; nobody in particular if empty.
  public var wanted: String
  /// The room to go to at once, or nil for the menu.
  public var room: String?
  /// Whether the room is to be created.
  public var createsRoom = false
  /// The SHA-256 fingerprint of the only key to accept, in 32 octets, or nil.
  public var fingerprint: [UInt8]?
  /// What protects the user's key file, in octets; empty in labs without one.
  public var password: [UInt8] = []
  /// The user's files as they were at the start, by their names within the home.
  public var files: [String: [UInt8]] = [:]
  /// The time at the start, in seconds since 1970-01-01 00:00:00 UTC.
  public var time = Demonstration.fixedTime

  /// The wire to the server, of which the user has the end 0.
  public static let link = Link(wire: "relay", end: 0)

  /// Describes a user without special wishes.
  public init(name: String, settings: LabSettings, wanted: String = "") {
    self.name = name
    self.settings = settings
    self.wanted = wanted
  }
}

/// What a server of a lab was told, and has: enough to make the party again.
public struct ServerConfiguration: Sendable, Equatable {
  /// What to run.
  public var settings: LabSettings
  /// What protects the server's key file, in octets; empty in labs without one.
  public var password: [UInt8] = []
  /// The server's files as they were at the start, by their names within the state directory.
  public var files: [String: [UInt8]] = [:]
  /// The time at the start, in seconds since 1970-01-01 00:00:00 UTC.
  public var time = Demonstration.fixedTime

  /// Describes a server without state.
  public init(settings: LabSettings) {
    self.settings = settings
  }
}
