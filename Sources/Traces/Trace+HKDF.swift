import Bytes
import Hashing

extension Trace {
  /// Traces HKDF (RFC 5869, section 2).
  ///
  /// - Parameters:
  ///   - hash: The hash function of the HMAC.
  ///   - inputKeyingMaterial: The secret IKM.
  ///   - salt: The salt; empty means a digest's length of zeros.
  ///   - info: What the key is for.
  ///   - length: The length L of the output in bytes.
  /// - Returns: The trace, whose result is the output keying material.
  /// - Throws: `HashingError` as `HKDF.deriveKey` does.
  public static func hkdf<H: HashFunction>(
    _ hash: H.Type = SHA256.self, inputKeyingMaterial: [UInt8], salt: [UInt8], info: [UInt8],
    length: Int
  ) throws(HashingError) -> Trace {
    var recorder = Recorder<HKDF<H>.Step>()
    let output = try HKDF<H>.deriveKey(
      inputKeyingMaterial: inputKeyingMaterial, salt: salt, info: info, length: length,
      observer: &recorder)
    let first = TraceStep(
      "Secret, salt and purpose",
      explanation: """
        HKDF makes keys of a secret that is random enough, but not evenly spread, such as the \
        result of a Diffie-Hellman exchange. It has two parts: extract, then expand.
        """,
      values: [
        TraceValue("IKM", Hex.encode(inputKeyingMaterial)), TraceValue("salt", Hex.encode(salt)),
        TraceValue("info", Hex.encode(info)), TraceValue("L", "\(length) bytes"),
      ],
      nist: ["HKDF-\(H.name)", "L = \(length)"] + NISTNotation.value("IKM", inputKeyingMaterial)
        + NISTNotation.value("salt", salt) + NISTNotation.value("info", info))
    return Trace(
      title: "HKDF-\(H.name)", citation: "RFC 5869, section 2",
      steps: [first] + recorder.steps.flatMap { hkdfSteps($0, H.self) },
      results: [TraceValue("OKM", Hex.encode(output))])
  }

  private static func hkdfSteps<H: HashFunction>(
    _ step: HKDF<H>.Step, _: H.Type
  ) -> [TraceStep] {
    switch step {
    case .pseudorandomKey(let bytes):
      return [
        TraceStep(
          "Extract: PRK",
          explanation: """
            PRK = HMAC(salt, IKM): the salt is the key here. What is random in the secret is now \
            packed into \(H.digestLength) evenly spread bytes.
            """,
          values: [TraceValue("PRK", Hex.encode(bytes))], nist: NISTNotation.value("PRK", bytes))
      ]
    case .t(let index, let message, let value):
      return [
        TraceStep(
          "Expand: message \(index)", depth: .rounds,
          explanation: index == 1 ? "T(i-1), which is empty for i = 1, then info, then i." : "",
          values: [TraceValue("T(\(index - 1)) || info || \(index)", Hex.encode(message))]),
        TraceStep(
          "Expand: T(\(index))",
          explanation: index == 1
            ? """
            T(i) = HMAC(PRK, T(i-1) || info || i). Another info gives unrelated output, so one \
            secret serves for many keys.
            """ : "",
          values: [TraceValue("T(\(index))", Hex.encode(value))],
          nist: NISTNotation.value("T(\(index))", value)),
      ]
    case .outputKeyingMaterial(let bytes):
      return [
        TraceStep(
          "Output keying material",
          explanation: "The T(i) one after the other, cut to \(bytes.count) bytes.",
          values: [TraceValue("OKM", Hex.encode(bytes))], nist: NISTNotation.value("OKM", bytes))
      ]
    }
  }
}
