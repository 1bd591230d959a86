/// How the `openssl` command measures what one of our benchmarks does.
struct OpenSSLMeasurement: Sendable, Hashable {
  /// Where the number comes from.
  enum Source: Sendable, Hashable {
    /// `openssl speed` with these arguments: the rate at some place of its result, of operations
    /// or of bytes; an operation takes so many of them.
    case speed(arguments: String, place: Int, bytes: Int)
    /// The processor time of a command that does so many operations, less that of one that does
    /// none.
    case time(command: String, operations: Int, idle: String)
  }

  let source: Source

  /// A rate of bytes, for operations of so many bytes.
  static func bytes(_ arguments: String, each bytes: Int) -> OpenSSLMeasurement {
    OpenSSLMeasurement(
      source: .speed(arguments: "-bytes \(bytes) \(arguments)", place: 0, bytes: bytes))
  }

  /// A rate of operations, at some place of the result.
  static func operations(_ arguments: String, place: Int = 0) -> OpenSSLMeasurement {
    OpenSSLMeasurement(source: .speed(arguments: arguments, place: place, bytes: 1))
  }

  /// The processor time of a command.
  static func time(
    _ command: String, operations: Int, idle: String
  ) -> OpenSSLMeasurement {
    OpenSSLMeasurement(source: .time(command: command, operations: operations, idle: idle))
  }

  /// What must run to get the number: measurements with one command run it once.
  var command: String {
    switch source {
    case .speed(let arguments, _, _): "speed -mr -seconds 1 \(arguments)"
    case .time(let command, _, _): command
    }
  }
}
