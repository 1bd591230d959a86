extension CommandGroup {
  /// `chat-lab certificate`: commands about certificates of X.509.
  static let certificate = CommandGroup(
    name: "certificate", abstract: "Make, show and check certificates.",
    discussion: """
      The files are those of OpenSSL: certificates, requests and lists of revoked certificates, as \
      PEM or DER. A CA can keep what it issues in a directory of the layout that 'openssl ca' has, \
      the one that 'chat-lab serve certified-peers --state' keeps too. The document \
      docs/certificates.md has the details.
      """,
    subcommands: [
      CertificateSelfSignCommand(), CertificateRequestCommand(), CertificateIssueCommand(),
      CertificateShowCommand(), CertificateVerifyCommand(), CertificateAuthorityCommand(),
      CertificateRevokeCommand(), CertificateListCommand(),
    ])
}
