import Transport

/// Runs the `openssl` command to measure it.
struct OpenSSLRunner {
  /// Which instructions OpenSSL may use.
  enum Features: Hashable {
    /// All that the processor has.
    case all
    /// Those that every processor of the kind has: `OPENSSL_ia32cap=0:0`.
    case basic
  }

  /// What the command says of itself, "OpenSSL 3.0.19 27 Jan 2026".
  let version: String
  private let shell: ShellRunner

  /// Finds the command.
  ///
  /// - Throws: `CommandError.failed` if it or bash is not there.
  init() throws(CommandError) {
    do throws(TransportError) {
      shell = try ShellRunner(timeLimit: .seconds(120), requiring: ["openssl"])
      let result = try shell.run("exec openssl version")
      let text = String(decoding: result.output, as: UTF8.self)
      // Without the part in brackets, which is the library's version again.
      let name = text.split { $0 == "(" || $0.isNewline }.first ?? ""
      version = name.split(separator: " ").joined(separator: " ")
    } catch {
      throw CommandError(error)
    }
    guard version.hasPrefix("OpenSSL ") else {
      throw .failed("openssl: '\(version)' is not OpenSSL, expected 'OpenSSL …'")
    }
  }

  /// Returns the operations a second of measurements that share one command.
  ///
  /// - Throws: `CommandError.failed` if the command fails or prints something else.
  func rates(
    of measurements: [OpenSSLMeasurement], _ features: Features
  ) throws(CommandError) -> [OpenSSLMeasurement: Double] {
    guard let first = measurements.first else { return [:] }
    var rates: [OpenSSLMeasurement: Double] = [:]
    switch first.source {
    case .speed:
      let numbers = Self.numbers(in: try run(first.command, features).output)
      for measurement in measurements {
        guard case .speed(_, let place, let bytes) = measurement.source else { continue }
        guard numbers.indices.contains(place) else {
          throw .failed("openssl \(first.command): its result has no number at \(place)")
        }
        rates[measurement] = numbers[place] / Double(bytes)
      }
    case .time(let command, let operations, let idle):
      let start = try run(idle, features).seconds
      let whole = try run(command, features).seconds
      rates[first] = Double(operations) / max(whole - start, 1e-6)
    }
    return rates
  }

  /// The numbers of the result of `openssl speed -mr`: what follows the third colon of the line
  /// that begins with `+F`.
  static func numbers(in output: String) -> [Double] {
    guard let line = output.split(whereSeparator: \.isNewline).last(where: { $0.hasPrefix("+F") })
    else { return [] }
    return line.split(separator: ":").dropFirst(3).compactMap { Double($0) }
  }

  private func run(
    _ command: String, _ features: Features
  ) throws(CommandError) -> (output: String, seconds: Double) {
    let environment = features == .basic ? "export OPENSSL_ia32cap=0:0; " : ""
    let before = CPUTime.ofEndedPrograms
    let result: ShellResult
    do throws(TransportError) {
      result = try shell.run("\(environment)exec openssl \(command) 2>/dev/null")
    } catch {
      throw CommandError(error)
    }
    guard result.succeeded else {
      throw .failed("openssl \(command): it failed, expected a measurement")
    }
    let seconds = CPUTime.ofEndedPrograms - before
    return (String(decoding: result.output, as: UTF8.self), seconds)
  }
}
