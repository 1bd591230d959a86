import ASN1
import Arithmetic
import Bytes
import Ciphers
import Hashing
import Processor
import PublicKey

/// All benchmarks, in the order of their table.
enum BenchmarkCatalogue {
  static let all: [Benchmark] =
    hashing + ciphers + rsa + elliptic(P256.self, name: "p256") + elliptic(P384.self, name: "p384")

  /// The length of a long message: `openssl speed` has a column for it.
  private static let length = 8192

  /// Not random, so that every run does the same.
  private static func octets(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: 7 &+ 31 &* $0) }
  }

  /// Returns what must succeed with the keys and messages of this file.
  private static func must<Value, Failure>(_ body: () throws(Failure) -> Value) -> Value
  where Value: ~Copyable {
    do {
      return try body()
    } catch {
      preconditionFailure("the values of a benchmark are right: \(error)")
    }
  }
}

// MARK: - Hash functions and ciphers

extension BenchmarkCatalogue {
  private static var hashing: [Benchmark] {
    [
      hash(SHA256.self, "sha-256", families: .sha),
      Benchmark(
        name: "sha-256-no-observer", unit: .megabytes(bytes: length), families: [],
        openSSL: .bytes("-evp sha256", each: length), needsRelease: true
      ) {
        let message = octets(length)
        return { count in
          for _ in 0..<count { _ = ObserverlessSHA256.hashValue(ofBlocks: message) }
        }
      },
      hash(SHA512.self, "sha-512", families: []),
      Benchmark(
        name: "hmac-sha-256", unit: .operations, families: .sha,
        openSSL: .bytes("-hmac sha256", each: 32)
      ) {
        // OpenSSL's loop reads the key once, too.
        let keyed = HMAC<SHA256>(key: octets(32))
        let message = octets(32)
        return { count in
          for _ in 0..<count {
            var code = keyed
            code.update(message)
            _ = code.finalize()
          }
        }
      },
      Benchmark(
        name: "pbkdf2-hmac-sha-256", unit: .operations, families: .sha,
        openSSL: pbkdf2Time
      ) {
        let password = octets(16)
        let salt = octets(16)
        return { count in
          for _ in 0..<count {
            _ = must { () throws(HashingError) in
              try PBKDF2<SHA256>.deriveKey(
                password: password, salt: salt, iterations: 100_000, length: 32)
            }
          }
        }
      },
    ]
  }

  private static func hash<H: HashFunction>(
    _ function: H.Type, _ name: String, families: InstructionSets
  ) -> Benchmark {
    Benchmark(
      name: name, unit: .megabytes(bytes: length), families: families,
      openSSL: .bytes("-evp \(name.filter { $0 != "-" })", each: length)
    ) {
      let message = octets(length)
      return { count in for _ in 0..<count { _ = H.hash(message) } }
    }
  }

  /// A million iterations, which are ten derivations of ours, against one iteration.
  private static var pbkdf2Time: OpenSSLMeasurement {
    func command(_ iterations: Int) -> String {
      "kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt hexpass:\(Hex.encode(octets(16)))"
        + " -kdfopt hexsalt:\(Hex.encode(octets(16))) -kdfopt iter:\(iterations) PBKDF2"
    }
    return .time(command(1_000_000), operations: 10, idle: command(1))
  }

  private static var ciphers: [Benchmark] {
    [128, 256].flatMap { bits in
      let key = octets(bits / 8)
      let message = octets(length)
      let iv = octets(AES.blockLength)
      return [
        Benchmark(
          name: "aes-\(bits)-cbc-encrypt", unit: .megabytes(bytes: length), families: .aes,
          openSSL: .bytes("-evp aes-\(bits)-cbc", each: length)
        ) {
          // OpenSSL's loop expands the key once, too. A closure cannot hold what is not copied.
          { count in
            let aes = must { () throws(CipherError) in try AES(key: key) }
            for _ in 0..<count {
              _ = must { () throws(CipherError) in try CBC.encrypt(message, aes, iv: iv) }
            }
          }
        },
        Benchmark(
          name: "aes-\(bits)-cbc-decrypt", unit: .megabytes(bytes: length),
          families: [.aes, .vectorAES],
          openSSL: .bytes("-decrypt -evp aes-\(bits)-cbc", each: length)
        ) {
          // OpenSSL's loop expands the key once, too. A closure cannot hold what is not copied.
          { count in
            let aes = must { () throws(CipherError) in try AES(key: key) }
            for _ in 0..<count {
              _ = must { () throws(CipherError) in try CBC.decrypt(message, aes, iv: iv) }
            }
          }
        },
      ]
    }
  }
}

// MARK: - RSA

extension BenchmarkCatalogue {
  private static var rsa: [Benchmark] {
    [
      Benchmark(
        name: "rsa-2048-sign", unit: .operations, families: .ifma,
        openSSL: .operations("rsa2048", place: 0)
      ) {
        let key = rsaKey
        let message = octets(32)
        return { count in
          for _ in 0..<count {
            _ = must { () throws(PublicKeyError) in
              try PKCS1v15.sign(message: message, key: key, hash: SHA256.self)
            }
          }
        }
      },
      Benchmark(
        name: "rsa-2048-verify", unit: .operations, families: .ifma,
        openSSL: .operations("rsa2048", place: 1)
      ) {
        let key = rsaKey
        let message = octets(32)
        let signature = must { () throws(PublicKeyError) in
          try PKCS1v15.sign(message: message, key: key, hash: SHA256.self)
        }
        let publicKey = key.publicKey
        return { count in
          for _ in 0..<count {
            let isValid = PKCS1v15.verify(
              signature: signature, message: message, key: publicKey, hash: SHA256.self)
            precondition(isValid, "the signature of a benchmark is valid")
          }
        }
      },
      Benchmark(
        name: "rsa-2048-generate", unit: .operations, families: .ifma,
        openSSL: .time("genrsa -out /dev/null 2048", operations: 1, idle: "rand -hex 1"),
        isSingle: true
      ) {
        { count in
          for _ in 0..<count {
            _ = must { () throws(PublicKeyError) in
              var random = SystemRandom()
              return try RSA.generate(bitWidth: 2048, using: &random)
            }
          }
        }
      },
    ]
  }

  /// A new key of 2048 bits.
  private static var rsaKey: RSA.PrivateKey {
    must { () throws(PublicKeyError) in
      var random = SystemRandom()
      return try RSA.generate(bitWidth: 2048, using: &random)
    }
  }
}

// MARK: - Elliptic curves

extension BenchmarkCatalogue {
  /// Signatures in DER, as they stand in certificates, and the shared secret.
  private static func elliptic<Curve: WeierstrassCurve>(
    _ curve: Curve.Type, name: String
  ) -> [Benchmark] {
    [
      Benchmark(
        // Most of the hashing is that of the nonce.
        name: "ecdsa-\(name)-sign", unit: .operations, families: .sha,
        openSSL: .operations("ecdsa\(name)", place: 0)
      ) {
        let key: ECPrivateKey<Curve> = newKey()
        let message = octets(32)
        return { count in for _ in 0..<count { _ = signature(of: message, key: key) } }
      },
      Benchmark(
        name: "ecdsa-\(name)-verify", unit: .operations, families: [],
        openSSL: .operations("ecdsa\(name)", place: 1)
      ) {
        let key: ECPrivateKey<Curve> = newKey()
        let message = octets(32)
        let encoded = signature(of: message, key: key)
        let publicKey = key.publicKey
        return { count in
          for _ in 0..<count {
            precondition(
              verify(encoded, of: message, key: publicKey),
              "the signature of a benchmark is valid")
          }
        }
      },
      Benchmark(
        name: "ecdh-\(name)", unit: .operations, families: [],
        openSSL: .operations("ecdh\(name)", place: 0)
      ) {
        let key: ECPrivateKey<Curve> = newKey()
        let other: ECPrivateKey<Curve> = newKey()
        let publicKey = other.publicKey
        return { count in
          for _ in 0..<count {
            _ = must { () throws(PublicKeyError) in
              try ECDH.sharedSecret(privateKey: key, publicKey: publicKey)
            }
          }
        }
      },
    ]
  }

  private static func newKey<Curve: WeierstrassCurve>() -> ECPrivateKey<Curve> {
    must { () throws(PublicKeyError) in
      var random = SystemRandom()
      return try ECPrivateKey<Curve>.generate(using: &random)
    }
  }

  private static func signature<Curve: WeierstrassCurve>(
    of message: [UInt8], key: borrowing ECPrivateKey<Curve>
  ) -> [UInt8] {
    do {
      let signature = try ECDSA.sign(message: message, key: key, hash: SHA256.self)
      return DER.sequence(DER.integer(signature.r), DER.integer(signature.s))
    } catch {
      preconditionFailure("a deterministic signature never fails: \(error)")
    }
  }

  private static func verify<Curve: WeierstrassCurve>(
    _ encoded: [UInt8], of message: [UInt8], key: ECPublicKey<Curve>
  ) -> Bool {
    var reader = DER.Reader(encoded)
    guard
      var sequence = try? reader.readSequence(),
      let r = try? sequence.readNaturalOctets(), let s = try? sequence.readNaturalOctets(),
      let signature = try? ECDSASignature<Curve>(
        r: Natural(bigEndian: r), s: Natural(bigEndian: s))
    else { return false }
    return ECDSA.verify(signature: signature, message: message, key: key, hash: SHA256.self)
  }
}
