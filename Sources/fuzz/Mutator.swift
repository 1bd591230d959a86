import Bytes

/// Makes inputs out of those that mean something.
struct Mutator {
  private let corpus: [[UInt8]]
  private let tokens: [[UInt8]]
  private let limit: Int

  /// Prepares to change the inputs of a target.
  init(_ target: any FuzzTarget) {
    corpus = target.corpus
    tokens = target.tokens.map { Array($0.utf8) }
    limit = target.longestInput
  }

  /// The input of a case: one that means something, more often one that was changed, sometimes
  /// octets out of nothing.
  func input(_ generator: inout CaseGenerator) -> [UInt8] {
    guard !corpus.isEmpty else { return random(&generator) }
    switch generator.number(below: 32) {
    case 0: return generator.one(of: corpus)
    case 1, 2: return random(&generator)
    default: break
    }
    var input = generator.one(of: corpus)
    for _ in 0...generator.length(upTo: 5) { mutate(&input, &generator) }
    if input.count > max(limit, corpus.map(\.count).max() ?? 0) {
      input.removeLast(input.count - limit)
    }
    return input
  }

  private func random(_ generator: inout CaseGenerator) -> [UInt8] {
    guard !tokens.isEmpty, generator.number(below: 2) == 0 else {
      return generator.generate(generator.length(upTo: limit))
    }
    return (0..<generator.length(upTo: 40)).flatMap { _ in generator.one(of: tokens) }
  }

  private func mutate(_ input: inout [UInt8], _ generator: inout CaseGenerator) {
    if !tokens.isEmpty, generator.number(below: 2) == 0 {
      TextMutation.apply(&input, tokens: tokens, &generator)
    } else {
      mutateOctets(&input, &generator)
    }
  }

  private func mutateOctets(_ input: inout [UInt8], _ generator: inout CaseGenerator) {
    let place = generator.number(below: input.count + 1)
    let range = generator.range(in: input.count)
    switch generator.number(below: 14) {
    case 0 where place < input.count, 1 where place < input.count:
      input[place] ^= 1 << UInt8(generator.number(below: 8))
    case 2 where place < input.count:
      input[place] = UInt8(truncatingIfNeeded: generator.word())
    case 3 where place < input.count:
      input[place] &+= UInt8(generator.number(below: 5)) &- 2
    case 4:
      input.removeLast(input.count - place)
    case 5:
      input.removeSubrange(range)
    case 6:
      input.insert(contentsOf: generator.generate(1 + generator.length(upTo: 16)), at: place)
    case 7:
      input.insert(contentsOf: Array(input[range]), at: place)
    case 8, 9:
      overwrite(&input, at: place, with: interesting(&generator))
    case 10:
      input.insert(contentsOf: interesting(&generator), at: place)
    case 11:
      let filling = generator.one(of: [0x00, 0xff, 0x80, 0x01] as [UInt8])
      overwrite(&input, at: range.lowerBound, with: Array(repeating: filling, count: range.count))
    case 12:
      let other = generator.one(of: corpus)
      input.replaceSubrange(place..., with: other[generator.number(below: other.count + 1)...])
    default:
      let other = generator.one(of: corpus)
      overwrite(&input, at: place, with: Array(other[generator.range(in: other.count)]))
    }
  }

  /// A number at which programs go wrong, in one of the widths of lengths.
  private func interesting(_ generator: inout CaseGenerator) -> [UInt8] {
    let width = generator.one(of: [1, 2, 3, 4, 8])
    let highest = UInt64.max >> UInt64(64 - 8 * width)
    let small = UInt64(generator.number(below: 6))
    let value = generator.one(
      of: [small, highest - small, highest >> 1 + small, 0x80 - small, 1 << (8 * width - 1)])
    return ByteWriter.integer(value & highest, length: width)
  }

  private func overwrite(_ input: inout [UInt8], at place: Int, with octets: [UInt8]) {
    let end = min(input.count, place + octets.count)
    input.replaceSubrange(place..<end, with: octets)
  }
}
