import Terms
import Transcripts

/// Which form of a lab's protocol is run.
public enum Mode: String, Sendable, CaseIterable {
  /// As its document describes it.
  case original
  /// With its weaknesses closed.
  case hardened
}

/// How large the numbers of a run are.
public enum Size: String, Sendable, CaseIterable {
  /// Sizes that protect something.
  case real
  /// Sizes that a class can check by hand, or the smallest that an encoding admits.
  case toy
}

/// What a party runs; all sides of every handshake must run the same.
public struct LabSettings: Sendable, Hashable {
  /// With the weaknesses of the document, or without.
  public let mode: Mode
  /// How large the numbers are.
  public let size: Size

  /// Puts mode and size together.
  public init(mode: Mode, size: Size) {
    self.mode = mode
    self.size = size
  }

  /// The two fields that stand first in the first message.
  var terms: [Term] {
    [.constant("mode", [mode.code]), .constant("size", [size.code])]
  }

  /// How the layout of a first message declares the two fields.
  static let fields = [FieldLayout.fixed("mode", 1), .fixed("size", 1)]

  /// Refuses whoever registers to run something else: never a downgrade.
  ///
  /// - Throws: `HandshakeError.mismatch`, naming both.
  func check(_ registration: Message) throws(HandshakeError) {
    try check(mode: registration["mode"].bytes, size: registration["size"].bytes)
  }

  /// Refuses a peer who runs something else.
  ///
  /// The two octets are looked at before the message is read: in another mode it has other
  /// fields, and would only seem malformed. What is no such message is left to the reading.
  ///
  /// - Throws: `HandshakeError.mismatch`, naming both.
  func check(_ arrival: Arrival, of layout: MessageLayout) throws(HandshakeError) {
    let body = arrival.frame.body
    guard arrival.frame.type == layout.type, body.count >= 2 else { return }
    try check(mode: [body[0]], size: [body[1]])
  }

  private func check(mode otherMode: [UInt8], size otherSize: [UInt8]) throws(HandshakeError) {
    let other = (
      mode: Mode.allCases.first { [$0.code] == otherMode },
      size: Size.allCases.first { [$0.code] == otherSize }
    )
    guard other.mode == mode else {
      throw .mismatch(of: "mode", own: mode.rawValue, other: other.mode?.rawValue ?? "unknown")
    }
    guard other.size == size else {
      throw .mismatch(of: "size", own: size.rawValue, other: other.size?.rawValue ?? "unknown")
    }
  }
}

extension Mode {
  /// The octet that stands for the mode on the wire.
  fileprivate var code: UInt8 { self == .original ? 0 : 1 }
}

extension Size {
  /// The octet that stands for the size on the wire.
  fileprivate var code: UInt8 { self == .real ? 0 : 1 }
}
