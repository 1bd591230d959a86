import Ciphers

/// A round of the cipher or of its inverse, put together from reports; round 0 is the addition of
/// the first round key.
struct CipherRound {
  /// The transformations, as FIPS 197 writes them.
  enum Transformation: String {
    case subBytes = "SubBytes()"
    case shiftRows = "ShiftRows()"
    case mixColumns = "MixColumns()"
    case addRoundKey = "AddRoundKey()"
    case invSubBytes = "InvSubBytes()"
    case invShiftRows = "InvShiftRows()"
    case invMixColumns = "InvMixColumns()"
  }

  /// 0 to Nr.
  let number: Int
  /// Whether this is round Nr.
  var isLast = false
  /// Whether it is one of the inverse cipher.
  let isInverse: Bool
  /// The states in their order, with the names of FIPS 197.
  private(set) var states: [(name: String, state: AES.State)] = []
  /// The round key that is added.
  private(set) var key: AES.State
  /// What the next round starts with; that of the last round is the result.
  private(set) var result: AES.State

  /// The name of what comes out.
  var resultName: String {
    isLast ? (isInverse ? "ioutput" : "output") : (isInverse ? "istart" : "start")
  }

  /// Puts the reports of one block together.
  static func rounds(of reports: [AES.Step]) -> [CipherRound] {
    var rounds: [CipherRound] = []
    var states: [(name: String, state: AES.State)] = []
    var isInverse = false

    func end(with result: AES.State) {
      guard let first = states.first?.state else { return }
      let key = states.first { $0.name.hasSuffix("k_sch") }?.state ?? first
      var round = CipherRound(
        number: rounds.count, isInverse: isInverse, key: key, result: result)
      round.states = states
      rounds.append(round)
      states = []
    }

    for report in reports {
      switch report {
      case .keyWord, .expandedWord: break
      case .input(let state): states.append(("input", state))
      case .sBox(_, let state): states.append(("s_box", state))
      case .sRow(_, let state): states.append(("s_row", state))
      case .mCol(_, let state): states.append(("m_col", state))
      case .kSch(_, let state): states.append(("k_sch", state))
      case .start(_, let state):
        end(with: state)
        states.append(("start", state))
      case .iInput(let state):
        isInverse = true
        states.append(("iinput", state))
      case .isRow(_, let state): states.append(("is_row", state))
      case .isBox(_, let state): states.append(("is_box", state))
      case .ikSch(_, let state): states.append(("ik_sch", state))
      case .ikAdd(_, let state): states.append(("ik_add", state))
      case .iStart(_, let state):
        end(with: state)
        states.append(("istart", state))
      case .output(let state), .iOutput(let state): end(with: state)
      }
    }
    if !rounds.isEmpty { rounds[rounds.count - 1].isLast = true }
    return rounds
  }

  private init(number: Int, isInverse: Bool, key: AES.State, result: AES.State) {
    self.number = number
    self.isInverse = isInverse
    self.key = key
    self.result = result
  }

  /// Each transformation with the state before and after it.
  var transformations: [(kind: Transformation, before: AES.State, after: AES.State)] {
    var transformations: [(kind: Transformation, before: AES.State, after: AES.State)] = []
    guard var state = states.first?.state else { return [] }
    for (name, next) in states.dropFirst() {
      let kind: Transformation? =
        switch name {
        case "s_box": .subBytes
        case "s_row": .shiftRows
        case "m_col": .mixColumns
        case "is_row": .invShiftRows
        case "is_box": .invSubBytes
        case "ik_add": .addRoundKey
        default: nil  // the key itself is no state
        }
      guard let kind else { continue }
      transformations.append((kind, state, next))
      state = next
    }
    let isMixedLast = isInverse && number > 0 && !isLast
    transformations.append((isMixedLast ? .invMixColumns : .addRoundKey, state, result))
    return transformations
  }

  /// The lines of NIST's examples for this round of Nr.
  ///
  /// They print InvSubBytes() before InvShiftRows(), which comes to the same, and number the rounds
  /// of the inverse cipher by their keys.
  func nist(of rounds: Int) -> [String] {
    if number == 0 { return [BlockNotation.block("KeyAddition", result)] }
    var lines: [String] = []
    if !isInverse, !isLast { lines.append("Round = \(number)") }
    for (kind, _, after) in transformations {
      switch kind {
      case .subBytes: lines.append(BlockNotation.block("Substitution", after))
      case .shiftRows: lines.append(BlockNotation.block("ShiftRow", after))
      case .mixColumns: lines.append(BlockNotation.block("MixColumn", after))
      case .invShiftRows: break
      case .invSubBytes:
        lines.append("Substitution " + BlockNotation.words(rowsShifted(after.bytes)))
        lines.append(BlockNotation.block("ShiftRow", after))
        if !isLast { lines.append("Round = \(rounds - number)") }
      case .invMixColumns: lines.append(BlockNotation.block("InvMixColumn", after))
      case .addRoundKey: lines.append(BlockNotation.block("KeyAddition", after))
      }
    }
    return lines
  }

  /// Rotates row r by r bytes to the left.
  private func rowsShifted(_ bytes: [UInt8]) -> [UInt8] {
    (0..<16).map { index in bytes[(index + 4 * (index % 4)) % 16] }
  }
}
