/// An input read as a list of choices: every octet string is one, and a change of an octet is a
/// change of one choice.
struct Script {
  private var rest: ArraySlice<UInt8>

  /// Begins with the first octet.
  init(_ input: [UInt8]) {
    rest = input[...]
  }

  /// Whether all choices are made.
  var isOver: Bool { rest.isEmpty }

  /// The next octet; 0 when none is left.
  mutating func octet() -> UInt8 { rest.popFirst() ?? 0 }

  /// A number from 0 to `bound` - 1, at most 256 of them.
  mutating func number(below bound: Int) -> Int { Int(octet()) % bound }

  /// The next octets, fewer when so many are not left.
  mutating func octets(_ count: Int) -> [UInt8] {
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// All that is left.
  mutating func remainder() -> [UInt8] {
    defer { rest = [] }
    return Array(rest)
  }

  /// The octets of a message, cut into pieces as the choices say.
  mutating func pieces(of message: [UInt8]) -> [[UInt8]] {
    var left = message[...]
    var pieces: [[UInt8]] = []
    while !left.isEmpty {
      let count = isOver ? left.count : number(below: 97)
      pieces.append(Array(left.prefix(count)))
      left = left.dropFirst(count)
    }
    return pieces
  }

  /// A message with some of its octets changed, as the choices say; it may stay as it was.
  mutating func changed(_ message: [UInt8]) -> [UInt8] {
    var message = message
    for _ in 0..<number(below: 4) where !message.isEmpty {
      let place = (Int(octet()) << 8 | Int(octet())) % message.count
      switch number(below: 4) {
      case 0: message[place] ^= octet()
      case 1: message.removeLast(message.count - place)
      case 2: message.insert(contentsOf: octets(number(below: 16)), at: place)
      default: message[place] = octet()
      }
    }
    return message
  }
}
