import ASN1
import Certificates

/// Paths of certificates that a CA who means ill has signed: any extension with any contents, on the
/// CA below the root and on the end entity, each with a valid signature; and changed ones without.
struct PathTarget: FuzzTarget {
  let name = "path"
  let cost = 60
  let longestInput = 400

  private typealias Sample = CertificateSamples

  /// What an input does to a certificate: extensions by their numbers, with their contents.
  let corpus: [[UInt8]] =
    [[], [0], [1], [2, 0, 1, 2]]
    + Sample.extensions.indices.flatMap { index -> [[UInt8]] in
      let value = Sample.extensions[index].value
      let change = [UInt8(index), UInt8(value.count >> 8), UInt8(value.count & 0xff)] + value
      return [[4, 1] + change, [4, 0, 1] + change, [5, 1] + change + [1] + change]
    }

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    let kind = script.octet()
    let isGenuine = kind & 4 == 0
    var (middle, leaf) = (Sample.middle, Sample.leaf)
    if isGenuine {
      // Nothing is signed again: whatever changes must be noticed.
      let changed = script.changed(kind & 1 == 0 ? leaf.der : middle.der)
      guard let certificate = try? Certificate(der: changed) else { return }
      if kind & 1 == 0 { leaf = certificate } else { middle = certificate }
    } else {
      guard let signed = try signed(&script) else { return }
      (middle, leaf) = signed
    }
    var validation = PathValidation(
      trustAnchors: [TrustAnchor(Sample.root)],
      store: CertificateStore(
        certificates: [middle, leaf, Sample.root], lists: [Sample.rootList, Sample.middleList]),
      time: Sample.now)
    validation.revocation = kind & 8 == 0 ? .whereListed : .required
    validation.initialExplicitPolicy = kind & 16 != 0
    validation.userInitialPolicySet =
      kind & 32 == 0 ? [.anyPolicy] : [ObjectIdentifier(2, 16, 840, 1)]
    let report = validation.validate(
      leaf, purpose: kind & 64 == 0 ? nil : .server,
      name: kind & 128 == 0 ? nil : .dns("alice.lab.example"))
    try check(report)
    if isGenuine, report.accepted != nil {
      try Claim.that(
        leaf == Sample.leaf && middle == Sample.middle, "a changed certificate is refused")
    }
  }

  /// The two certificates with extensions in place of their own, signed.
  private func signed(
    _ script: inout Script
  ) throws -> (Certificate, Certificate)? {
    var generator = Samples.generator("path")
    var (middle, leaf) = (Sample.middleTemplate, Sample.leafTemplate)
    middle.extensions = changed(middle.extensions, &script)
    leaf.extensions = changed(leaf.extensions, &script)
    let pair = try Claim.accepted { () throws(CertificateError) in
      (
        try middle.signed(by: Sample.rootKey, using: &generator),
        try leaf.signed(by: Sample.middleKey, using: &generator)
      )
    }
    return pair
  }

  private func changed(_ extensions: [Extension], _ script: inout Script) -> [Extension] {
    var extensions = extensions
    for _ in 0..<script.number(below: 4) {
      let sample = Sample.extensions[script.number(below: Sample.extensions.count)]
      let value = script.octets(Int(script.octet()) << 8 | Int(script.octet()))
      extensions.removeAll { $0.identifier == sample.identifier }
      extensions.append(
        Extension(
          identifier: sample.identifier, isCritical: sample.isCritical, value: value))
    }
    return extensions
  }

  /// A verdict has its reason, every step is a line, and no bound was crossed.
  private func check(_ report: PathReport) throws {
    let limits = ValidationLimits()
    try Claim.that((report.accepted == nil) == (report.refusal != nil), "a refusal has a reason")
    try Claim.that(report.signatureCount <= limits.signatures, "few signatures are verified")
    try Claim.that(report.attempts.count <= limits.paths, "few paths are tried")
    for attempt in report.attempts {
      try Claim.that(
        attempt.path.certificates.count <= limits.pathLength, "a path is not too long")
      try Claim.that(
        (attempt.steps.last?.outcome == .failed) == (attempt.accepted == nil),
        "the last step of a refused path failed, and no other")
    }
    for step in report.steps { try Claim.isLine(step.description, longest: 16_384) }
  }
}
