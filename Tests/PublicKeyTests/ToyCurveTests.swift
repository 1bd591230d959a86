import Arithmetic
import Bytes
import Hashing
import Testing

@testable import PublicKey

@Suite("Toy curves")
struct ToyCurveTests {
  /// A curve in plain integers, with the addition of every textbook; nil is infinity.
  struct Textbook {
    struct Point: Hashable {
      var x: Int
      var y: Int
    }

    var p: Int
    var a: Int
    var b: Int

    init<Curve: WeierstrassCurve>(_ curve: Curve.Type) {
      func integer(_ octets: [UInt8]) -> Int { octets.reduce(0) { $0 << 8 | Int($1) } }
      p = integer(curve.primeOctets)
      a = integer(curve.a.octets)
      b = integer(curve.b.octets)
    }

    func sum(_ left: Point?, _ right: Point?) -> Point? {
      guard let left else { return right }
      guard let right else { return left }
      if left.x == right.x && (left.y + right.y) % p == 0 { return nil }
      let (top, bottom) =
        left == right
        ? (3 * left.x * left.x + a, 2 * left.y) : (right.y - left.y, right.x - left.x)
      let inverse = (1..<p).first { $0 * residue(bottom) % p == 1 } ?? 0
      let slope = residue(top) * inverse % p
      let x = residue(slope * slope - left.x - right.x)
      return Point(x: x, y: residue(slope * (left.x - x) - left.y))
    }

    /// Every pair of numbers that satisfies the equation.
    var points: [Point] {
      (0..<p).flatMap { x in
        (0..<p).filter { ($0 * $0 - x * x * x - a * x - b) % p == 0 }.map { Point(x: x, y: $0) }
      }
    }

    private func residue(_ number: Int) -> Int { (number % p + p) % p }
  }

  static func affine(_ point: Textbook.Point?) -> AffinePoint {
    point.map { .coordinates(x: Natural(UInt64($0.x)), y: Natural(UInt64($0.y))) } ?? .infinity
  }

  @Test("all points are listed, infinity first, and their number is the prime order n")
  func points() {
    func check<Curve: WeierstrassCurve>(_ curve: Curve.Type) {
      let expected = Textbook(curve).points
      #expect(curve.points == [.infinity] + expected.map(Self.affine))
      #expect(Natural(UInt64(curve.points.count)) == curve.orderOfBase)
      #expect(curve.points.contains(curve.basePoint))
      var bases = SeededRandom(70)
      #expect(isProbablePrime(curve.orderOfBase, rounds: 10, using: &bases))
      #expect(isProbablePrime(curve.prime, rounds: 10, using: &bases))
      // An order equal to p would make the discrete logarithm easy, which toys need not have.
      #expect(curve.prime != curve.orderOfBase)
    }
    #expect(NamedCurve.toys.count == 7)
    for curve in NamedCurve.toys { check(curve) }
  }

  @Test("the multiples of G are those of the textbook, and each point once")
  func multiples() {
    func check<Curve: WeierstrassCurve>(_ curve: Curve.Type) throws {
      let book = Textbook(curve)
      let base = try #require(book.points.first { Self.affine($0) == curve.basePoint })
      var (expected, multiple) = ([AffinePoint.infinity], Textbook.Point?.some(base))
      while multiple != nil {
        expected.append(Self.affine(multiple))
        multiple = book.sum(multiple, base)
      }
      #expect(curve.multiplesOfBase == expected)
      #expect(Set(expected) == Set(curve.points))
      for point in expected {
        #expect(try curve.order(of: point) == (point == .infinity ? 1 : curve.orderOfBase))
      }
    }
    for curve in NamedCurve.toys { #expect(throws: Never.self) { try check(curve) } }
  }

  @Test("every pair of points adds up as in the textbook, for each kind of a")
  func everyPair() throws {
    func check<Curve: WeierstrassCurve>(_ curve: Curve.Type) throws {
      let book = Textbook(curve)
      let points: [Textbook.Point?] = [nil] + book.points
      for p in points {
        let left = try ProjectivePoint<Curve>(Self.affine(p))
        #expect(left.doubled.affinePoint == Self.affine(book.sum(p, p)))
        for q in points {
          let right = try ProjectivePoint<Curve>(Self.affine(q))
          // With Z other than 1 too: a sum of two other points.
          let sum = (left + .base) + (right + ProjectivePoint.base.negated)
          #expect((left + right).affinePoint == Self.affine(book.sum(p, q)))
          #expect(sum.affinePoint == Self.affine(book.sum(p, q)))
        }
      }
    }
    try check(Toy17.self)
    try check(Toy43.self)
    try check(Toy61.self)
    try check(Toy67.self)
  }

  @Test("every scalar times every point, by the generic multiplication")
  func everyMultiple() throws {
    func check<Curve: WeierstrassCurve>(_ curve: Curve.Type) throws {
      let multiples = curve.multiplesOfBase
      let n = multiples.count
      for k in 0..<n {
        let scalar = Curve.Scalar(reducing: [UInt8(k)])
        #expect(curve.multipleOfBase(scalar).affinePoint == multiples[k])
        for i in 0..<n {
          let point = try ProjectivePoint<Curve>(multiples[i])
          #expect(point.multiplied(by: scalar).affinePoint == multiples[k * i % n])
        }
      }
    }
    try check(Toy17.self)
    try check(Toy43.self)
  }

  @Test("the textbook's curve: 2 (5, 1) = (6, 3) and 19 points")
  func textbook() throws {
    #expect(Toy17.equation == "y^2 = x^3 + 2 x + 2 modulo 17")
    #expect(Toy17.multiplesOfBase[2] == .coordinates(x: 6, y: 3))
    #expect(Toy17.multiplesOfBase[18] == .coordinates(x: 5, y: 16))
    #expect(Toy17.multiplesOfBase.count == 19)
    let sum = try Toy17.sum(.coordinates(x: 5, y: 1), .coordinates(x: 6, y: 3))
    #expect(sum == .coordinates(x: 10, y: 6))
    #expect(throws: PublicKeyError.pointNotOnCurve) {
      try Toy17.sum(.coordinates(x: 5, y: 2), .infinity)
    }
    #expect(throws: PublicKeyError.coordinateOutOfRange) {
      try Toy17.order(of: .coordinates(x: 22, y: 1))
    }
    #expect(throws: PublicKeyError.coordinateOutOfRange) {
      try Toy17.order(of: .coordinates(x: Natural.one << 100, y: 1))
    }
  }

  @Test("equations are written as people write them")
  func equations() {
    #expect(Toy43.equation == "y^2 = x^3 + 7 modulo 43")
    #expect(Toy61.equation == "y^2 = x^3 + x + 9 modulo 61")
    #expect(Toy67.equation == "y^2 = x^3 - 3 x + 8 modulo 67")
    #expect(P256.equation == "y^2 = x^3 - 3 x + b modulo p")
    #expect(P384.equation == "y^2 = x^3 - 3 x + b modulo p")
  }

  @Test("curves are found by all their names")
  func names() {
    for curve in NamedCurve.all { #expect(NamedCurve.named(curve.name) == curve) }
    for name in ["P-256", "p-256", "P256", "secp256r1", "prime256v1"] {
      #expect(NamedCurve.named(name) == P256.self)
    }
    for name in ["P-384", "p384", "secp384r1"] { #expect(NamedCurve.named(name) == P384.self) }
    for name in ["", "P-521", "toy", "toy-18"] { #expect(NamedCurve.named(name) == nil) }
  }

  @Test("keys and points of two bytes, and scalars of one: toy-257")
  func lengths() throws {
    var random = SeededRandom(71)
    for _ in 0..<20 {
      let key = try ECPrivateKey<Toy257>.generate(using: &random)
      #expect(key.octets.count == 1)
      #expect(key.publicKey.encoded.count == 5)
      #expect(
        try ECPublicKey<Toy257>(encoded: key.publicKey.encodedCompressed) == key.publicKey)
      let signature = try ECDSA.sign(message: [9], key: key, hash: SHA256.self)
      #expect(
        ECDSA.verify(signature: signature, message: [9], key: key.publicKey, hash: SHA256.self))
    }
  }

  @Test("a point of every toy is read back from its compressed form, also where p is 1 modulo 4")
  func compression() throws {
    func check<Curve: WeierstrassCurve>(_ curve: Curve.Type) throws {
      for point in curve.points.dropFirst() {
        let key = try ECPublicKey(ProjectivePoint<Curve>(point))
        #expect(try ECPublicKey<Curve>(encoded: key.encodedCompressed) == key)
      }
    }
    for curve in NamedCurve.toys { try check(curve) }
  }

  @Test("r = 0 is refused: k = 0, and a k whose point has the x-coordinate 0")
  func zeroR() throws {
    let key = try ECPrivateKey<Toy17>(octets: [3])
    func sign(_ k: UInt8) throws(PublicKeyError) -> ECDSASignature<Toy17> {
      try ECDSA.sign(digest: [0x90], key: key, hash: SHA256.self, nonce: .explicit([k]))
    }
    let zeros = Toy17.multiplesOfBase.enumerated().compactMap { k, point in
      if case .coordinates(let x, _) = point, x.isZero { UInt8(k) } else { nil }
    }
    #expect(zeros.count == 2)  // (0, 6) and (0, 11)
    for k in [0] + zeros {
      #expect(throws: PublicKeyError.unusableNonce) { try sign(k) }
    }
    #expect(throws: PublicKeyError.unusableNonce) { try sign(19) }
    #expect(throws: PublicKeyError.unusableNonce) { try sign(255) }
  }

  @Test("s = 0 is refused: the k with e + r d = 0 modulo n, and no other")
  func zeroS() throws {
    let (n, d, e) = (19, 3, 0x90 >> 3)  // the leftmost five bits of the digest 90
    let key = try ECPrivateKey<Toy17>(octets: [UInt8(d)])
    var refused: [Int] = []
    var expected: [Int] = []
    for (k, point) in Toy17.multiplesOfBase.enumerated().dropFirst() {
      guard case .coordinates(let x, _) = point, let octet = x.bigEndianBytes.first else {
        continue
      }
      let r = Int(octet) % n
      if r != 0, (e + r * d) % n == 0 { expected.append(k) }
      do throws(PublicKeyError) {
        let signature = try ECDSA.sign(
          digest: [0x90], key: key, hash: SHA256.self, nonce: .explicit([UInt8(k)]))
        #expect(signature.r == Natural(UInt64(r)))
        #expect(ECDSA.verify(signature: signature, digest: [0x90], key: key.publicKey))
      } catch {
        #expect(error == .unusableNonce)
        refused.append(k)
      }
    }
    #expect(refused == expected)
    #expect(!expected.isEmpty)
  }

  @Test("every pair (r, s) is valid exactly if the textbook says so")
  func everySignature() throws {
    let n = 19
    let key = try ECPublicKey(ProjectivePoint<Toy17>(Toy17.multiplesOfBase[7]))
    let digest: [UInt8] = [0xb8]  // e = 10111b = 23
    for r in 1..<n {
      for s in 1..<n {
        let signature = try ECDSASignature<Toy17>(
          r: Natural(UInt64(r)), s: Natural(UInt64(s)))
        let inverse = (1..<n).first { $0 * s % n == 1 } ?? 0
        let index = (23 * inverse + r * inverse * 7) % n  // u G + v Q is that multiple of G
        var isValid = false
        if case .coordinates(let x, _) = Toy17.multiplesOfBase[index] {
          isValid = x % 19 == Natural(UInt64(r))
        }
        #expect(ECDSA.verify(signature: signature, digest: digest, key: key) == isValid)
      }
    }
    for (r, s) in [(0, 1), (1, 0), (19, 1), (1, 19), (31, 1)] as [(Natural, Natural)] {
      #expect(throws: PublicKeyError.scalarOutOfRange) { try ECDSASignature<Toy17>(r: r, s: s) }
    }
  }
}
