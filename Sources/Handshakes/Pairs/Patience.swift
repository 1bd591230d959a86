/// How long a party waits for others: a deadline on the clock of its ticks.
struct Patience: Sendable {
  /// The seconds since the start at the last tick.
  private(set) var now = 0
  /// When waiting ends, in seconds since the start; nil while there is no hurry.
  private var deadline: Int?
  /// How long was given until then.
  private(set) var allowed = 0

  /// Whether waiting ends at some time.
  var isLimited: Bool { deadline != nil }

  /// Gives the others so much time from now on, or all of it.
  mutating func allow(seconds: Int?) {
    deadline = seconds.map { now + $0 }
    allowed = seconds ?? 0
  }

  /// Takes the time; true when it is up.
  mutating func isUp(at seconds: Int) -> Bool {
    now = seconds
    return deadline.map { seconds >= $0 } ?? false
  }
}
