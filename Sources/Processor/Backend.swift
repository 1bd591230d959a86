import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which code runs the hot loops of the primitives: portable Swift, or loops that use further
/// instructions of the processor.
///
/// Every backend computes the same. A primitive without a loop for the instructions of the current
/// backend runs the portable one.
public struct Backend: Sendable, Hashable {
  /// The name that `--backend` takes: "auto", "portable", or a family of instructions.
  public let name: String
  /// The families of instructions that the backend uses; the processor offers all of them.
  public let instructions: InstructionSets

  /// Portable Swift alone.
  public static let portable = Backend(name: "portable", instructions: [])

  /// Everything that the processor and the operating system offer.
  public static let auto = Backend(name: "auto", instructions: InstructionSets.offered)

  /// The backends that can run here, from the plainest to the one that uses everything.
  public static let available: [Backend] =
    [portable]
    + InstructionSets.names.filter { InstructionSets.offered.isSuperset(of: $0.set) }
    .map { Backend(name: $0.name, instructions: $0.set) } + [auto]

  /// The names of all backends that the program knows, those included that cannot run here.
  public static let names = ["auto", "portable"] + InstructionSets.names.map(\.name)

  /// The variable of the environment that chooses the backend of a process.
  public static let environmentVariable = "CHAT_LAB_BACKEND"

  /// What the environment asks for; nil when it asks for nothing.
  public static let requested: String? = {
    // The C library's own copy of the environment, read once before anything here changes it.
    guard let value = unsafe getenv(environmentVariable) else { return nil }
    return unsafe String(cString: value)
  }()

  /// Returns the backend of a name; nil when the name is unknown or cannot run here.
  public static func named(_ name: String) -> Backend? {
    available.first { $0.name == name }
  }

  /// The backend that runs from now on, in all threads.
  ///
  /// It is chosen once, when the program starts: by the environment, or else `auto`. Only commands
  /// and measurements change it. A name in the environment that cannot run here means `portable`.
  public static var current: Backend {
    get {
      let bits = chosen.load(ordering: .relaxed)
      return available.first { $0.instructions.rawValue == bits } ?? portable
    }
    set { chosen.store(newValue.instructions.rawValue, ordering: .relaxed) }
  }

  /// True when the loops for a family of instructions are to run.
  @inline(__always)
  public static func uses(_ family: InstructionSets) -> Bool {
    chosen.load(ordering: .relaxed) & family.rawValue == family.rawValue
  }

  private static let chosen = Atomic<UInt8>(
    (requested.map { named($0) ?? portable } ?? auto).instructions.rawValue)
}
