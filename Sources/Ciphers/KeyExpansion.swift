import Bytes

/// Expands a key into 4 (Nr + 1) words (FIPS 197, section 5.2, algorithm 2).
func keyExpansion(
  _ key: [UInt8], rounds: Int, observer: inout some Observer<AES.Step>
) -> [UInt32] {
  let nk = key.count / 4
  var w: [UInt32] = []
  w.reserveCapacity(4 * (rounds + 1))  // never grows, so no other copy stays behind unwiped
  for i in 0..<nk {
    w.append(key[4 * i..<4 * i + 4].reduce(0) { $0 << 8 | UInt32($1) })
    observer.observe(.keyWord(index: i, value: w[i]))
  }
  for i in nk..<4 * (rounds + 1) {
    var word = AES.ExpandedWord(index: i, temp: w[i - 1])
    var temp = w[i - 1]
    if i % nk == 0 {
      let rotated = rotWord(temp)
      let substituted = subWord(rotated)
      let constant = rcon(i / nk)
      temp = substituted ^ constant
      (word.afterRotWord, word.afterSubWord) = (rotated, substituted)
      (word.rcon, word.afterRcon) = (constant, temp)
    } else if nk > 6, i % nk == 4 {
      temp = subWord(temp)
      word.afterSubWord = temp
    }
    w.append(w[i - nk] ^ temp)
    (word.before, word.value) = (w[i - nk], w[i])
    observer.observe(.expandedWord(word))
  }
  return w
}

/// Rotates the bytes of a word to the left by one (FIPS 197, section 5.2).
private func rotWord(_ word: UInt32) -> UInt32 {
  word << 8 | word >> 24
}

/// Replaces each byte of a word by that of the S-box (FIPS 197, section 5.2).
private func subWord(_ word: UInt32) -> UInt32 {
  var bytes = FieldElements.zero
  for index in 0..<4 { bytes[index] = UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32(index))) }
  bytes = sBox(bytes)
  return UInt32(bytes[0]) << 24 | UInt32(bytes[1]) << 16 | UInt32(bytes[2]) << 8 | UInt32(bytes[3])
}

/// Returns round constant j, which is x^(j-1) in the first byte (FIPS 197, section 5.2).
private func rcon(_ j: Int) -> UInt32 {
  var power = FieldElements(repeating: 1)
  for _ in 1..<j { power = xTimes(power) }
  return UInt32(power[0]) << 24
}
