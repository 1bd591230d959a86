import Bytes
import Hashing

/// Random choices that are the same in every run of a test.
struct SeededChoice {
  private var generator: HMACDRBG<SHA256>

  init(_ seed: String) {
    generator = HMACDRBG(
      entropyInput: Array(seed.utf8), nonce: [], personalizationString: Array("tests".utf8))
  }

  /// That many octets.
  mutating func octets(_ count: Int) -> [UInt8] { generator.generate(count) }

  /// A number below a bound of at most 2^16; how even it is does not matter here.
  mutating func number(below bound: Int) -> Int {
    let octets = octets(2)
    return (Int(octets[0]) << 8 | Int(octets[1])) % bound
  }

  /// One of some values, of which there is one at least.
  mutating func one<Value>(of values: [Value]) -> Value { values[number(below: values.count)] }

  /// Some octets with a few of them changed, one taken out or one put in.
  mutating func spoilt(_ octets: [UInt8]) -> [UInt8] {
    var octets = octets
    for _ in 0...number(below: 3) {
      let place = number(below: max(octets.count, 1))
      switch number(below: 4) {
      case 0 where !octets.isEmpty: octets.remove(at: place)
      case 1: octets.insert(self.octets(1)[0], at: min(place, octets.count))
      default: if !octets.isEmpty { octets[place] = self.octets(1)[0] }
      }
    }
    return octets
  }
}
