import Certificates
import Testing

@Suite("Certificates with a bit flipped")
struct FlippedCertificateTests {
  private typealias Sample = SampleAuthority

  private func flips(of der: [UInt8], _ body: ([UInt8], String) -> Void) {
    for index in der.indices {
      for bit in 0..<8 {
        var changed = der
        changed[index] ^= 1 << UInt8(bit)
        body(changed, "byte \(index), bit \(bit)")
      }
    }
  }

  @Test("of an end entity, are refused, whichever bit of whichever byte it is")
  func endEntity() {
    #expect(Sample.validation.validate(Sample.leaf).accepted != nil)
    var readable = 0
    flips(of: Sample.leaf.der) { changed, place in
      guard let certificate = try? Certificate(der: changed) else { return }
      readable += 1
      #expect(Sample.validation.validate(certificate).accepted == nil, "\(place)")
    }
    // Most flips leave something that can be read, so that it is the validation that refuses.
    #expect(readable > Sample.leaf.der.count)
  }

  @Test("of a CA in between, are refused")
  func middle() {
    flips(of: Sample.middle.der) { changed, place in
      guard let certificate = try? Certificate(der: changed) else { return }
      var validation = Sample.validation
      validation.store = CertificateStore(certificates: [certificate])
      #expect(validation.validate(Sample.leaf).accepted == nil, "\(place)")
    }
  }

  @Test("of a list, lead to no certificate's being accepted")
  func list() {
    let list = RevocationTests.list(of: Sample.middle, by: Sample.middleKey, revoked: [])
    var validation = Sample.validation
    validation.revocation = .whereListed
    validation.store.add(list)
    #expect(validation.validate(Sample.leaf).accepted != nil)
    validation.revocation = .required
    let root = RevocationTests.list(of: Sample.root, by: Sample.rootKey, revoked: [])
    flips(of: list.der) { changed, place in
      guard let changed = try? CertificateList(der: changed) else { return }
      validation.store = CertificateStore(certificates: [Sample.middle], lists: [root, changed])
      #expect(validation.validate(Sample.leaf).accepted == nil, "\(place)")
    }
  }
}
