/// Something that reads what a stranger wrote, with the claims that hold whatever was written.
///
/// A target is a pure function of its input: it keeps nothing from one input to the next.
protocol FuzzTarget: Sendable {
  /// What it is called on the command line.
  var name: String { get }
  /// Inputs that mean something, from which others are made by changing them.
  var corpus: [[UInt8]] { get }
  /// Words that mean something inside an input that is text; empty for octets.
  var tokens: [String] { get }
  /// How long a case takes, in units of some fifty microseconds of a debug build.
  var cost: Int { get }
  /// The most octets of an input that was made up.
  var longestInput: Int { get }

  /// Reads an input and checks every claim.
  ///
  /// - Throws: `Violation`, or an error that should not have come out.
  func run(_ input: [UInt8]) throws
}

extension FuzzTarget {
  var tokens: [String] { [] }
  var cost: Int { 1 }
  var longestInput: Int { 2048 }
}

/// A claim that does not hold for an input.
struct Violation: Error, CustomStringConvertible {
  /// What was claimed.
  let description: String
}
