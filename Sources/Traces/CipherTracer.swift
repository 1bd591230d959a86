import Bytes
import Ciphers

/// Turns what AES reports for one block into steps of a trace.
///
/// A step for each round has the states that FIPS 197, appendix B, prints in a row, and carries the
/// lines of NIST's examples. Behind it come the transformations one by one.
struct CipherTracer {
  /// What stands before each label, such as "Block 1, "; empty where there is one block.
  let prefix: String
  /// Whether this is the first block, where things are explained.
  let explains: Bool
  /// Whether the lines of NIST's examples come along: they do for the codebook and not for chains.
  let hasNISTLines: Bool

  /// The steps of a block, encrypted or decrypted.
  func steps(_ reports: [AES.Step]) -> [TraceStep] {
    var steps: [TraceStep] = []
    let rounds = CipherRound.rounds(of: reports)
    for (index, round) in rounds.enumerated() {
      let isFirst = index == 0
      let explanation =
        isFirst ? CipherExplanations.firstKey(round) : CipherExplanations.round(round)
      let isNew = index <= 1 || index == rounds.count - 1
      steps.append(
        TraceStep(
          prefix + (isFirst ? "First round key" : "Round \(round.number)"), depth: .rounds,
          explanation: explains && isNew ? explanation : "",
          values: round.states.map { TraceValue($0.name, Hex.encode($0.state.bytes)) }
            + (round.isLast || isFirst
              ? [TraceValue(round.resultName, Hex.encode(round.result.bytes))] : []),
          nist: hasNISTLines ? round.nist(of: rounds.count - 1) : []))
      steps += transformations(of: round, explained: explains && index <= 1)
    }
    return steps
  }

  /// The transformations of a round, each with what it does to rows or columns.
  private func transformations(of round: CipherRound, explained: Bool) -> [TraceStep] {
    round.transformations.map { transformation in
      let kind = transformation.kind
      let (before, after) = (transformation.before, transformation.after)
      let key = round.key.bytes
      let values = (0..<4).map { index -> TraceValue in
        switch kind {
        case .subBytes, .shiftRows, .invSubBytes, .invShiftRows:
          TraceValue("row \(index)", "\(row(index, before)) → \(row(index, after))")
        case .mixColumns, .invMixColumns:
          TraceValue("column \(index)", "\(column(index, before)) → \(column(index, after))")
        case .addRoundKey:
          TraceValue(
            "column \(index)",
            "\(column(index, before)) ⊕ \(Hex.encode(key[4 * index..<4 * index + 4]))"
              + " = \(column(index, after))")
        }
      }
      let place = round.number == 0 ? "" : "Round \(round.number): "
      return TraceStep(
        "\(prefix)\(place)\(kind.rawValue)", depth: .operations,
        explanation: explained ? CipherExplanations.transformation(kind) : "", values: values)
    }
  }

  private func row(_ index: Int, _ state: AES.State) -> String {
    let bytes = state.bytes
    return Hex.encode((0..<4).map { bytes[index + 4 * $0] })
  }

  private func column(_ index: Int, _ state: AES.State) -> String {
    Hex.encode(state.bytes[4 * index..<4 * index + 4])
  }
}
