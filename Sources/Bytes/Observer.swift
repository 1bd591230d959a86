/// Watches a computation from inside, step by step.
///
/// An algorithm that can be watched is generic over its observer and reports what the worked
/// examples of its standard print. With ``Unobserved`` the compiler removes every report, so the
/// code that is watched and the code that is used are one.
public protocol Observer<Step> {
  /// What the algorithm reports.
  associatedtype Step

  /// False when reports go nowhere: whoever must do work to make a report asks this first.
  static var isWatching: Bool { get }

  /// Takes one report.
  mutating func observe(_ step: Step)
}

/// Watches nothing and costs nothing.
public struct Unobserved<Step>: Observer {
  /// Nothing is watched.
  @inlinable
  @inline(__always)
  public static var isWatching: Bool { false }

  /// Creates an observer of nothing.
  @inlinable
  @inline(__always)
  public init() {}

  /// Forgets the report.
  @inlinable
  @inline(__always)
  public mutating func observe(_ step: Step) {}
}

/// Keeps every report in order, secrets included.
public struct Recorder<Step>: Observer {
  /// Everything is watched.
  public static var isWatching: Bool { true }

  /// The reports, the first one first.
  public private(set) var steps: [Step] = []

  /// Creates a recorder without reports.
  public init() {}

  /// Keeps the report.
  public mutating func observe(_ step: Step) {
    steps.append(step)
  }
}
