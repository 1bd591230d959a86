/// A reader with a fault that only a changed input meets, to show that a run finds it.
struct PlantedTarget: FuzzTarget {
  /// What is wrong with it.
  enum Fault: Sendable {
    /// It accepts what it must refuse.
    case violation
    /// It reads beyond the end of its input.
    case trap
    /// It never ends.
    case hang
  }

  let name: String
  let fault: Fault
  let corpus: [[UInt8]] = [[3, 1, 2, 3], [0], [1, 0xff]]

  func run(_ input: [UInt8]) throws {
    guard let length = input.first, Int(length) != input.count - 1 else { return }
    switch fault {
    case .violation: try Claim.that(length < 0x80, "a length beyond the input is refused")
    case .trap: if length < 0x80 { _ = input[Int(length) + 1] }
    case .hang: while length == 7 {}
    }
  }
}
