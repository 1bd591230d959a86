import Bytes
import Rendering
import Terms
import Transcripts
import Transport

/// Checks computed values from outside: runs the proof and the check of each.
struct ProofChecker {
  /// How each value came out, by the identity of its term.
  private(set) var outcomes: [ObjectIdentifier: ProofOutcome] = [:]
  private let terms: [Term]

  /// Checks all computed values of a run.
  ///
  /// - Throws: `CommandError.failed` if bash or OpenSSL is missing or a line cannot be started.
  init(_ transcript: Transcript, _ io: CommandIO) throws(CommandError) {
    terms = transcript.terms.filter { $0.operation != nil }
    // Equal lines, which both sides of a handshake have, need to run only once.
    var jobs: [ProofCommand: [UInt8]?] = [:]
    for term in terms {
      if let proof = term.operation?.proof { jobs[proof] = .some(nil) }
      if let check = term.operation?.check(of: term) { jobs[check] = .some(nil) }
    }
    let commands = Array(jobs.keys)
    var succeeded: [ProofCommand: Bool] = [:]
    var printed: [ProofCommand: [UInt8]] = [:]
    do throws(TransportError) {
      let shell = try ShellRunner(requiring: ["openssl", "python3", "basenc"])
      try shell.run(commands.map(\.line), atOnce: 2) { index, result in
        succeeded[commands[index]] = result.succeeded
        printed[commands[index]] = result.output
        io.progress("checking values with OpenSSL: \(succeeded.count) of \(commands.count)")
      }
    } catch {
      io.endProgress()
      throw CommandError(error)
    }
    io.endProgress()
    for term in terms {
      var outcome = ProofOutcome()
      if let proof = term.operation?.proof {
        outcome.recomputed =
          succeeded[proof] == true && printed[proof] == Array(Hex.encode(term.bytes).utf8)
      }
      if let check = term.operation?.check(of: term) { outcome.opened = succeeded[check] == true }
      outcomes[ObjectIdentifier(term)] = outcome
    }
  }

  /// The values that a proof recomputed, byte for byte.
  var recomputed: [Term] { terms.filter { outcomes[ObjectIdentifier($0)]?.recomputed == true } }

  /// The values that a check opened or verified.
  var opened: [Term] { terms.filter { outcomes[ObjectIdentifier($0)]?.opened == true } }

  /// The values that neither proof nor check confirms, or that one of them contradicts.
  var neither: [Term] { terms.filter { outcomes[ObjectIdentifier($0)]?.isConfirmed != true } }

  /// The three counts, on one line, and the names behind the third.
  var summary: [String] {
    let counts =
      "\(terms.count) computed values: \(recomputed.count) recomputed,"
      + " \(opened.count) opened or verified, \(neither.count) neither"
    return [counts] + neither.map { "neither: \($0.name) = \($0.formula)" }
  }
}
