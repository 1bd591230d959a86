import Arithmetic
import Bytes

extension RSA {
  /// The secret numbers of a private key, overwritten when the last owner lets go.
  final class PrivateNumbers: @unchecked Sendable {
    // Variables only for deinit, which runs when nobody else can see them.
    private(set) var d: Natural
    private(set) var dP: Natural
    private(set) var dQ: Natural
    private(set) var qInv: Natural
    /// qInv in the Montgomery form modulo p, as every operation needs it.
    private(set) var qInvForm: [UInt64]
    private(set) var moduloP: Montgomery
    private(set) var moduloQ: Montgomery
    /// What blinds the operations with these numbers.
    let blinding = BlindingPairs()

    /// Computes dP, dQ and qInv, and compares them with d; all in constant time.
    ///
    /// - Throws: `PublicKeyError.inconsistentPrivateKey`.
    init(e: Natural, d: Natural, p: Natural, q: Natural) throws(PublicKeyError) {
      guard !Natural.areEqual(p, q).declassified else { throw .inconsistentPrivateKey }
      do throws(ArithmeticError) {
        moduloP = try Montgomery(modulus: p.copied())
        moduloQ = try Montgomery(modulus: q.copied())
      } catch {
        throw .inconsistentPrivateKey
      }
      let (p1, q1) = (p - .one, q - .one)
      guard
        let dP = Natural.inverse(ofPublic: e, modulo: p1),
        let dQ = Natural.inverse(ofPublic: e, modulo: q1),
        let qInv = PrivateNumbers.inverse(of: q, modulo: moduloP),
        Natural.areEqual(d.quotientAndRemainderInConstantTime(dividingBy: p1).remainder, dP)
          .declassified,
        Natural.areEqual(d.quotientAndRemainderInConstantTime(dividingBy: q1).remainder, dQ)
          .declassified
      else { throw .inconsistentPrivateKey }
      (self.dP, self.dQ, self.qInv) = (dP, dQ, qInv)
      qInvForm = moduloP.form(of: qInv)
      self.d = d.copied()
    }

    /// Takes numbers as they are, right or wrong: a test puts a fault into them.
    init(
      d: Natural, dP: Natural, dQ: Natural, qInv: Natural, moduloP: Montgomery,
      moduloQ: Montgomery
    ) {
      (self.d, self.dP, self.dQ, self.qInv) = (d, dP, dQ, qInv)
      (self.moduloP, self.moduloQ) = (moduloP, moduloQ)
      qInvForm = moduloP.form(of: qInv)
    }

    /// q^-1 mod p: by Fermat's theorem as q^(p - 2), which is fast, or by Euclid's algorithm where
    /// p turns out not to be prime.
    private static func inverse(of q: Natural, modulo p: Montgomery) -> Natural? {
      let power = p.power(q, p.modulus - 2, exponentBitWidth: p.bitWidth)
      if Natural.areEqual(p.multiply(power, q), .one).declassified { return power }
      return Natural.inverse(of: p.reduce(q), modulo: p.modulus)
    }

    deinit {
      d.wipe()
      dP.wipe()
      dQ.wipe()
      qInv.wipe()
      wipe(&qInvForm)
      moduloP.wipe()
      moduloQ.wipe()
    }
  }
}
