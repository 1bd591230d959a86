import Terms
import Transcripts

/// One side of a protocol as a pure state machine: inputs in, outputs out, no input or output of
/// its own, no clock, no global randomness.
///
/// The same party runs in one process with all others, over TCP in a terminal of its own, in
/// tests, and with an attacker in between. A party takes octets, so that another one (TLS) can
/// wrap it. After an error it has failed, and stays so.
public protocol Party: Sendable {
  /// Whom the party acts for.
  var actor: Actor { get }

  /// Takes one input, and returns what is to be done, in order of effect.
  mutating func handle(_ input: Input) -> [Output]
}

/// What happens to a party.
public enum Input: Sendable, Equatable {
  /// The links of the party are up.
  case start
  /// A new link is up: somebody connected, or a connection that the party asked for is made.
  case opened(Link)
  /// The party can be reached at this address, as it asked.
  case listening(address: String)
  /// Octets arrived, in whatever pieces.
  case received([UInt8], on: Link)
  /// The other end is gone, or a connection that the party asked for was not made.
  case closed(Link)
  /// The user wants something.
  case submit(ChatCommand)
  /// So many seconds have passed since the start.
  case tick(seconds: Int)
}

/// What a party wants done.
public enum Output: Sendable {
  /// Show and record a step.
  case stage(Stage)
  /// Send octets.
  case send([UInt8], on: Link)
  /// Let others connect; the answer is `Input.listening`.
  case listen
  /// Connect a new link to an address where somebody listens; the answer is `Input.opened` or
  /// `Input.closed`.
  case connect(Link, to: String)
  /// Keep a file; it is on disk, whole, before the outputs after this one have an effect.
  case store(StoredFile)
  /// Show a message of the peer.
  case deliver(Delivery)
  /// The user is in and can talk, to whoever is there or comes.
  case ready
  /// Tell the user, outside the protocol.
  case notice(String)
  /// Ask the user for the next line with these words, instead of the name; nil ends that.
  case prompt(String?)
  /// Read the own fingerprint to the peer's user over another channel, and hear theirs; the
  /// answer is `ChatCommand.peerFingerprint`.
  case ask(fingerprintOf: Actor, own: [UInt8])
  /// Two fingerprints that nobody has compared yet, for both users to read to each other.
  case fingerprints([KeyFingerprint])
  /// The session is up; `verified` tells whether the peer's identity was compared.
  case established(peer: Actor, verified: Bool)
  /// Close a link once everything is sent.
  case close(Link)
  /// The party has nothing more to do.
  case ended(Ending)
}

/// A file of a party as it is to be on disk.
public struct StoredFile: Sendable, Equatable {
  /// The name within the party's directory: parts of `[A-Za-z0-9_.-]` with slashes between them.
  public let name: String
  /// All octets of the file.
  public let contents: [UInt8]

  /// Describes a file.
  public init(_ name: String, _ contents: [UInt8]) {
    self.name = name
    self.contents = contents
  }
}

/// What a user's key is known by.
public struct KeyFingerprint: Sendable, Hashable {
  /// Whose key it is, or claims to be.
  public let owner: Actor
  /// The whole hash.
  public let hash: [UInt8]
}

/// One end of a wire.
public struct Link: Hashable, Sendable {
  /// The name of the wire, the same at both ends.
  public let wire: String
  /// Which end this is: 0 or 1.
  public let end: Int

  /// Creates an end of a wire.
  public init(wire: String, end: Int) {
    self.wire = wire
    self.end = end
  }

  /// The other end of the same wire.
  public var opposite: Link { Link(wire: wire, end: 1 - end) }
}

/// A message of the peer for the user's eyes.
public struct Delivery: Sendable, Hashable {
  /// Who sent it, as far as the party can tell.
  public let sender: Actor
  /// The octets of the message; UTF-8 if the peer is honest.
  public let text: [UInt8]
  /// Whether its authentication code is right.
  public let isVerified: Bool
}

/// How a party came to its end.
public enum Ending: Sendable, Equatable {
  /// One side said goodbye.
  case goodbye(from: Actor)
  /// The peer ended without a goodbye.
  case peerLeft(Actor)
  /// The server ended the connection.
  case serverGone
  /// The run failed: the peer or the user did what the protocol forbids.
  case failed(HandshakeError)
}

extension Ending {
  /// What went wrong, in one line, or nil for an end that somebody wanted.
  public var reason: String? {
    switch self {
    case .goodbye: nil
    case .peerLeft(let peer): "\(peer) ended without a goodbye"
    case .serverGone: "the server is gone"
    case .failed(let error): error.description
    }
  }
}
