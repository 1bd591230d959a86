import PublicKey

/// What a student is told about the numbers and octet strings of RFC 8017.
enum RSAExplanations {
  /// The formula of an octet string, or what it is.
  static func label(of name: RSAStep.Name) -> String {
    switch name {
    case .lHash: "lHash = Hash(L)"
    case .ps: "PS, the padding string"
    case .db: "DB, the data block"
    case .seed: "seed, random octets"
    case .dbMask: "dbMask = MGF1(seed)"
    case .maskedDB: "maskedDB = DB ⊕ dbMask"
    case .seedMask: "seedMask = MGF1(maskedDB)"
    case .maskedSeed: "maskedSeed = seed ⊕ seedMask"
    case .em: "EM, the encoded message"
    case .mHash: "mHash = Hash(M)"
    case .salt: "salt, random octets"
    case .mPrime: "M' = 00 00 00 00 00 00 00 00 || mHash || salt"
    case .digest: "H, a digest"
    case .digestAgain: "H' = Hash(M'): is it H?"
    case .digestInfo: "T = DigestInfo in DER"
    case .message: "M, the message"
    case .kdk: "KDK = HMAC(SHA-256(d), C)"
    case .candidateLengths: "CL, candidates for a length"
    case .alternativeMessage: "AM, a message that nobody sent"
    case .c: "c = OS2IP(C)"
    case .m: "m = s^e mod n"
    case .s: "s = OS2IP(S)"
    case .base, .m1, .m2, .h, .result, .check: name.rawValue
    }
  }

  /// What changes and why.
  static func explanation(of name: RSAStep.Name) -> String {
    switch name {
    case .base: "What is raised to the private exponent."
    case .m1: "The power modulo p; by Fermat's theorem the exponent counts modulo p - 1 only."
    case .m2: "The power modulo q."
    case .h: "How many times q is missing, so that the result is right modulo p as well."
    case .result: "The one number below n that is right modulo p and modulo q."
    case .check:
      """
      Raised to the public exponent it must give the number from before. A fault in one half would \
      give a result that is right modulo one prime only, and with it the primes.
      """
    case .lHash: "Binds the ciphertext to a label, which is empty as a rule."
    case .ps: "Fills what is left to the length of the modulus."
    case .db: "What is hidden under the mask."
    case .seed: "Makes every encryption of one message another one."
    case .dbMask: "A hash function with a counter makes a mask of any length."
    case .maskedDB: "Looks random to whoever does not know the mask."
    case .seedMask: "A mask made of the whole masked block."
    case .maskedSeed:
      """
      Now each part hides the other: who misses one bit of the masked block does not find the \
      seed, and without the seed not the data.
      """
    case .em: "The octets that become a number below n."
    case .mHash: "However long the message is, from here on only its digest counts."
    case .salt: "Makes every signature of one message another one."
    case .mPrime: "Eight zero octets, the digest and the salt: what is hashed once more."
    case .digest: "The digest that the signature is about."
    case .digestAgain: "The verifier computes the digest again, from the message and the salt."
    case .digestInfo: "Names the hash function, so that no other one can be put in its place."
    case .message: "What the padding leaves."
    case .kdk: "A key that depends on private key and ciphertext, the same each time."
    case .candidateLengths, .alternativeMessage:
      """
      Computed each time, used when the padding is wrong: so nobody learns from the answer whether \
      it was (Bleichenbacher's attack).
      """
    case .c, .s: "The octets as one number, the first octet the highest."
    case .m: "The public operation undoes the private one, if this key belongs to that."
    }
  }
}
