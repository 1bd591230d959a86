import Ciphers

extension AESVectors {
  /// One checkpoint of the Monte Carlo test for CBC (AESAVS, section 6.4.2): a thousand blocks, in
  /// which each output becomes an input two steps later.
  ///
  /// The key and the vector of the next checkpoint follow from the last two outputs; that the file
  /// has them is checked as well.
  mutating func monteCarlo(_ vector: VectorCase) throws(VectorError) -> Verdict {
    let encrypts = try encrypts(vector)
    let (key, iv) = (try vector.bytes("KEY"), try vector.bytes("IV", count: AES.blockLength))
    let (input, output) = encrypts ? ("PLAINTEXT", "CIPHERTEXT") : ("CIPHERTEXT", "PLAINTEXT")
    let first = try vector.bytes(input, count: AES.blockLength)
    let expected = try vector.bytes(output, count: AES.blockLength)
    if let next, next.section == vector.sections {
      let verdict = Verdict.all(
        .comparing(next.key, with: key, field: "KEY"), .comparing(next.iv, with: iv, field: "IV"))
      guard verdict == .passed else { return verdict }
    }

    var (block, chain, before, last) = (first, iv, iv, iv)
    for _ in 0..<1000 {
      let result = try transform(block, key: key, iv: chain, encrypts: encrypts)
      chain = encrypts ? result : block
      block = last
      (before, last) = (last, result)
    }
    guard last == expected else { return .comparing(last, with: expected, field: output) }
    let nextKey = zip(key, (before + last).suffix(key.count)).map { $0 ^ $1 }
    next = (vector.sections, nextKey, last)
    return .passed
  }
}
