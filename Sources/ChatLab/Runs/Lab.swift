import Handshakes
import Transcripts

/// A lab as the commands see it.
struct Lab: Sendable {
  /// The word that names it.
  let name: String
  /// One sentence for the list.
  let summary: String
  /// What is wrong with its original form.
  let weaknesses: [Weakness]
  /// Whether there is a recording of a historical run.
  let hasRecording: Bool

  /// The labs that there are.
  static let all = [
    Lab(
      name: NonceRelay.name,
      summary: "Two people exchange RSA keys, nonces and symmetric keys through a relay.",
      weaknesses: NonceRelay.weaknesses, hasRecording: true)
  ]

  /// The lab that runs when none is named.
  static let standard = all[0]

  /// The lab of a name that the command line has checked.
  static func named(_ name: String) -> Lab {
    guard let lab = all.first(where: { $0.name == name }) else {
      preconditionFailure("no lab is called \(name)")
    }
    return lab
  }
}
