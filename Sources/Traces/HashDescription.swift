import Hashing

/// What a trace says to a student about a hash function.
struct HashDescription<H: HashFunction> {
  private let bits = H.Value.Word.bitWidth
  private let isSHA1 = H.self is SHA1.Type

  init(_: H.Type) {}

  /// The standard and the section that describes the function.
  var citation: String {
    let section =
      switch H.name {
      case SHA1.name: "6.1"
      case SHA224.name: "6.3"
      case SHA256.name: "6.2"
      case SHA384.name: "6.5"
      case SHA512.name: "6.4"
      case SHA512_224.name: "6.6"
      default: "6.7"
      }
    return "FIPS 180-4, section \(section)"
  }

  /// How a message becomes blocks.
  var padding: String {
    """
    The message is filled up to whole blocks of \(H.blockLength) bytes: a bit 1 (the byte 80), as \
    few zeros as fit, and the length of the message in bits in the last \(H.lengthFieldLength) \
    bytes. So no two messages become the same blocks.
    """
  }

  /// Where the computation starts.
  var initialHashValue: String {
    let origin =
      switch H.name {
      case SHA1.name: "their bytes, read backwards in each word, count 01 23 45 … and down again"
      case SHA224.name:
        "the second 32 bits of the fractional parts of the square roots of the 9th to 16th primes"
      case SHA256.name:
        "the first 32 bits of the fractional parts of the square roots of the first eight primes"
      case SHA384.name:
        "the first 64 bits of the fractional parts of the square roots of the 9th to 16th primes"
      case SHA512.name:
        "the first 64 bits of the fractional parts of the square roots of the first eight primes"
      default:
        "what SHA-512, from a changed start, gives for the name \(H.name) itself"
      }
    return """
      Every message starts from the same words: \(origin). Numbers with such an origin leave \
      nobody the choice of a weakness.
      """
  }

  /// What a block is.
  var block: String {
    """
    The block is read as sixteen words of \(bits) bits. They are the first words W[t] of the \
    message schedule, which gives each round a word.
    """
  }

  /// What a round does to the working variables.
  var round: String {
    if isSHA1 {
      return """
        The working variables begin as the words of the hash value. In each round they move on by \
        one place: b takes a, c takes b rotated by 30 bits, d takes c, e takes d. The new a is T, \
        into which the word W[t] of the message goes.
        """
    }
    return """
      The working variables begin as the words of the hash value. In each round they move on by \
      one place, and two are new: a = T1 + T2 and e = d + T1. The word W[t] of the message goes \
      into T1, so after a few rounds it has changed all variables.
      """
  }

  /// What the terms of a round are.
  var terms: String {
    if isSHA1 {
      return """
        T = ROTL5(a) + f(b, c, d) + e + K[t] + W[t], modulo 2^32. The function f is Ch in rounds 0 \
        to 19, Maj in rounds 40 to 59, and Parity in all others.
        """
    }
    return """
      T1 = h + Σ1(e) + Ch(e, f, g) + K[t] + W[t] and T2 = Σ0(a) + Maj(a, b, c), modulo 2^\(bits). \
      Ch takes each bit from f or g, as e says; Maj takes the bit that most of a, b, c have. These \
      two make the function non-linear: no system of linear equations leads back. Σ mixes the bits \
      of one word: \(capitalSigmas).
      """
  }

  private var capitalSigmas: String {
    bits == 32
      ? """
      Σ0(x) = ROTR2(x) ⊕ ROTR13(x) ⊕ ROTR22(x), and Σ1 has the rotations 6, 11 and 25
      """
      : """
      Σ0(x) = ROTR28(x) ⊕ ROTR34(x) ⊕ ROTR39(x), and Σ1 has the rotations 14, 18 and 41
      """
  }

  private var smallSigmas: String {
    bits == 32
      ? """
      σ0(x) = ROTR7(x) ⊕ ROTR18(x) ⊕ SHR3(x) and σ1(x) = ROTR17(x) ⊕ ROTR19(x) ⊕ SHR10(x)
      """
      : """
      σ0(x) = ROTR1(x) ⊕ ROTR8(x) ⊕ SHR7(x) and σ1(x) = ROTR19(x) ⊕ ROTR61(x) ⊕ SHR6(x)
      """
  }

  /// Where the words from 16 on come from.
  var schedule: String {
    if isSHA1 {
      return """
        From W[16] on, a word is made of earlier ones: W[t] = ROTL1(W[t-3] ⊕ W[t-8] ⊕ W[t-14] ⊕ \
        W[t-16]). So one changed bit of the block changes many rounds.
        """
    }
    return """
      From W[16] on, a word is made of earlier ones: W[t] = σ1(W[t-2]) + W[t-7] + σ0(W[t-15]) + \
      W[t-16], modulo 2^\(bits), with \(smallSigmas). So one changed bit of the block changes many \
      rounds.
      """
  }

  /// Why the old hash value is added.
  var sum: String {
    """
    Each word of the hash value before the block is added to a working variable, modulo 2^\(bits). \
    Every round alone can be undone by whoever knows the block; this sum cannot, since one would \
    have to know the old hash value already.
    """
  }
}
