import Processor

/// A primitive whose speed is measured, through the interface that everybody uses.
struct Benchmark: Sendable {
  /// Does the operation so many times.
  typealias Work = (Int) -> Void

  /// What a rate counts.
  enum Unit: Sendable, Equatable {
    /// Millions of bytes a second; an operation takes so many bytes.
    case megabytes(bytes: Int)
    /// Operations a second.
    case operations

    /// The name in reports.
    var name: String {
      switch self {
      case .megabytes: "MB/s"
      case .operations: "op/s"
      }
    }

    /// Returns the rate of so many operations a second.
    func rate(operations: Double) -> Double {
      switch self {
      case .megabytes(let bytes): operations * Double(bytes) / 1e6
      case .operations: operations
      }
    }
  }

  /// The word that chooses it, which stays the same from version to version.
  let name: String
  let unit: Unit
  /// The families of instructions for which it has loops.
  let families: InstructionSets
  /// How OpenSSL does the same; nil where it does not.
  let openSSL: OpenSSLMeasurement?
  /// True where the time of an operation depends on luck, so that many single ones are measured.
  var isSingle = false
  /// True where the operation is compiled with the commands, which debug builds do not optimise.
  var needsRelease = false
  /// Makes keys and messages, and returns the operation.
  let prepare: @Sendable () -> Work

  /// True when a measurement would say something in this build.
  var isFair: Bool {
    #if DEBUG
      !needsRelease
    #else
      true
    #endif
  }

  /// The backends that differ for this primitive: the portable one, each family of instructions
  /// where it has loops for several, and all together.
  var backends: [Backend] {
    let available = Backend.available.filter { backend in
      backend.instructions.isSubset(of: families)
    }
    let single = available.filter { !$0.instructions.isEmpty && $0 != .auto }
    let offered = !Backend.auto.instructions.isDisjoint(with: families)
    return [.portable] + (single.count > 1 ? single : []) + (offered ? [.auto] : [])
  }
}
