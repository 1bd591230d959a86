/// The object identifiers that keys, certificates and their standards use, and their names there.
extension ObjectIdentifier {
  // Public keys and curves (RFC 8017, appendix A.1; RFC 5480, section 2.1; RFC 8410, section 3).

  /// `rsaEncryption`, 1.2.840.113549.1.1.1.
  public static let rsaEncryption = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 1)
  /// `id-ecPublicKey`, 1.2.840.10045.2.1.
  public static let ecPublicKey = ObjectIdentifier(1, 2, 840, 10045, 2, 1)
  /// `id-ecDH`, 1.3.132.1.12.
  public static let ecDH = ObjectIdentifier(1, 3, 132, 1, 12)
  /// `id-dsa`, 1.2.840.10040.4.1.
  public static let dsa = ObjectIdentifier(1, 2, 840, 10040, 4, 1)
  /// `dhpublicnumber`, 1.2.840.10046.2.1.
  public static let dhPublicNumber = ObjectIdentifier(1, 2, 840, 10046, 2, 1)
  /// `prime-field`, 1.2.840.10045.1.1.
  public static let primeField = ObjectIdentifier(1, 2, 840, 10045, 1, 1)
  /// `secp256r1`, 1.2.840.10045.3.1.7.
  public static let secp256r1 = ObjectIdentifier(1, 2, 840, 10045, 3, 1, 7)
  /// `secp384r1`, 1.3.132.0.34.
  public static let secp384r1 = ObjectIdentifier(1, 3, 132, 0, 34)
  /// `secp521r1`, 1.3.132.0.35.
  public static let secp521r1 = ObjectIdentifier(1, 3, 132, 0, 35)
  /// `secp224r1`, 1.3.132.0.33.
  public static let secp224r1 = ObjectIdentifier(1, 3, 132, 0, 33)
  /// `secp192r1`, 1.2.840.10045.3.1.1.
  public static let secp192r1 = ObjectIdentifier(1, 2, 840, 10045, 3, 1, 1)
  /// `secp256k1`, 1.3.132.0.10.
  public static let secp256k1 = ObjectIdentifier(1, 3, 132, 0, 10)
  /// `id-X25519`, 1.3.101.110.
  public static let x25519 = ObjectIdentifier(1, 3, 101, 110)
  /// `id-X448`, 1.3.101.111.
  public static let x448 = ObjectIdentifier(1, 3, 101, 111)
  /// `id-Ed25519`, 1.3.101.112.
  public static let ed25519 = ObjectIdentifier(1, 3, 101, 112)
  /// `id-Ed448`, 1.3.101.113.
  public static let ed448 = ObjectIdentifier(1, 3, 101, 113)

  // Signatures (RFC 8017, appendix A.2; RFC 5758, sections 3.1 and 3.2; RFC 3279, section 2.2).

  /// `md5WithRSAEncryption`, 1.2.840.113549.1.1.4.
  public static let md5WithRSAEncryption = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 4)
  /// `sha1WithRSAEncryption`, 1.2.840.113549.1.1.5.
  public static let sha1WithRSAEncryption = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 5)
  /// `id-RSAES-OAEP`, 1.2.840.113549.1.1.7.
  public static let rsaesOAEP = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 7)
  /// `id-mgf1`, 1.2.840.113549.1.1.8.
  public static let mgf1 = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 8)
  /// `id-pSpecified`, 1.2.840.113549.1.1.9.
  public static let pSpecified = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 9)
  /// `id-RSASSA-PSS`, 1.2.840.113549.1.1.10.
  public static let rsassaPSS = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 10)
  /// `sha256WithRSAEncryption`, 1.2.840.113549.1.1.11.
  public static let sha256WithRSAEncryption = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 11)
  /// `sha384WithRSAEncryption`, 1.2.840.113549.1.1.12.
  public static let sha384WithRSAEncryption = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 12)
  /// `sha512WithRSAEncryption`, 1.2.840.113549.1.1.13.
  public static let sha512WithRSAEncryption = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 13)
  /// `sha224WithRSAEncryption`, 1.2.840.113549.1.1.14.
  public static let sha224WithRSAEncryption = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 14)
  /// `id-dsa-with-sha1`, 1.2.840.10040.4.3.
  public static let dsaWithSHA1 = ObjectIdentifier(1, 2, 840, 10040, 4, 3)
  /// `ecdsa-with-SHA1`, 1.2.840.10045.4.1.
  public static let ecdsaWithSHA1 = ObjectIdentifier(1, 2, 840, 10045, 4, 1)
  /// `ecdsa-with-SHA224`, 1.2.840.10045.4.3.1.
  public static let ecdsaWithSHA224 = ObjectIdentifier(1, 2, 840, 10045, 4, 3, 1)
  /// `ecdsa-with-SHA256`, 1.2.840.10045.4.3.2.
  public static let ecdsaWithSHA256 = ObjectIdentifier(1, 2, 840, 10045, 4, 3, 2)
  /// `ecdsa-with-SHA384`, 1.2.840.10045.4.3.3.
  public static let ecdsaWithSHA384 = ObjectIdentifier(1, 2, 840, 10045, 4, 3, 3)
  /// `ecdsa-with-SHA512`, 1.2.840.10045.4.3.4.
  public static let ecdsaWithSHA512 = ObjectIdentifier(1, 2, 840, 10045, 4, 3, 4)

  // Hash functions (RFC 8017, appendix B.1).

  /// `id-md5`, 1.2.840.113549.2.5.
  public static let md5 = ObjectIdentifier(1, 2, 840, 113549, 2, 5)
  /// `id-sha1`, 1.3.14.3.2.26.
  public static let sha1 = ObjectIdentifier(1, 3, 14, 3, 2, 26)
  /// `id-sha256`, 2.16.840.1.101.3.4.2.1.
  public static let sha256 = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 1)
  /// `id-sha384`, 2.16.840.1.101.3.4.2.2.
  public static let sha384 = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 2)
  /// `id-sha512`, 2.16.840.1.101.3.4.2.3.
  public static let sha512 = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 3)
  /// `id-sha224`, 2.16.840.1.101.3.4.2.4.
  public static let sha224 = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 4)
  /// `id-sha512-224`, 2.16.840.1.101.3.4.2.5.
  public static let sha512With224Bits = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 5)
  /// `id-sha512-256`, 2.16.840.1.101.3.4.2.6.
  public static let sha512With256Bits = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 6)

  // Encryption under a password (RFC 8018, appendices A and B).

  /// `pbeWithMD5AndDES-CBC`, 1.2.840.113549.1.5.3.
  public static let pbeWithMD5AndDES = ObjectIdentifier(1, 2, 840, 113549, 1, 5, 3)
  /// `pbeWithSHA1AndDES-CBC`, 1.2.840.113549.1.5.10.
  public static let pbeWithSHA1AndDES = ObjectIdentifier(1, 2, 840, 113549, 1, 5, 10)
  /// `pbeWithSHAAnd3-KeyTripleDES-CBC`, 1.2.840.113549.1.12.1.3.
  public static let pbeWithSHA1And3KeyTripleDES = ObjectIdentifier(1, 2, 840, 113549, 1, 12, 1, 3)
  /// `id-PBKDF2`, 1.2.840.113549.1.5.12.
  public static let pbkdf2 = ObjectIdentifier(1, 2, 840, 113549, 1, 5, 12)
  /// `id-PBES2`, 1.2.840.113549.1.5.13.
  public static let pbes2 = ObjectIdentifier(1, 2, 840, 113549, 1, 5, 13)
  /// `id-scrypt`, 1.3.6.1.4.1.11591.4.11.
  public static let scrypt = ObjectIdentifier(1, 3, 6, 1, 4, 1, 11591, 4, 11)
  /// `id-hmacWithSHA1`, 1.2.840.113549.2.7.
  public static let hmacWithSHA1 = ObjectIdentifier(1, 2, 840, 113549, 2, 7)
  /// `id-hmacWithSHA224`, 1.2.840.113549.2.8.
  public static let hmacWithSHA224 = ObjectIdentifier(1, 2, 840, 113549, 2, 8)
  /// `id-hmacWithSHA256`, 1.2.840.113549.2.9.
  public static let hmacWithSHA256 = ObjectIdentifier(1, 2, 840, 113549, 2, 9)
  /// `id-hmacWithSHA384`, 1.2.840.113549.2.10.
  public static let hmacWithSHA384 = ObjectIdentifier(1, 2, 840, 113549, 2, 10)
  /// `id-hmacWithSHA512`, 1.2.840.113549.2.11.
  public static let hmacWithSHA512 = ObjectIdentifier(1, 2, 840, 113549, 2, 11)
  /// `desCBC`, 1.3.14.3.2.7.
  public static let desCBC = ObjectIdentifier(1, 3, 14, 3, 2, 7)
  /// `des-EDE3-CBC`, 1.2.840.113549.3.7.
  public static let desEDE3CBC = ObjectIdentifier(1, 2, 840, 113549, 3, 7)
  /// `rc2CBC`, 1.2.840.113549.3.2.
  public static let rc2CBC = ObjectIdentifier(1, 2, 840, 113549, 3, 2)
  /// `aes128-CBC-PAD`, 2.16.840.1.101.3.4.1.2.
  public static let aes128CBC = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 1, 2)
  /// `aes192-CBC-PAD`, 2.16.840.1.101.3.4.1.22.
  public static let aes192CBC = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 1, 22)
  /// `aes256-CBC-PAD`, 2.16.840.1.101.3.4.1.42.
  public static let aes256CBC = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 1, 42)

  // Attributes of names (RFC 5280, appendix A.1; RFC 4519, section 2).

  /// `commonName`, 2.5.4.3.
  public static let commonName = ObjectIdentifier(2, 5, 4, 3)
  /// `surname`, 2.5.4.4.
  public static let surname = ObjectIdentifier(2, 5, 4, 4)
  /// `serialNumber`, 2.5.4.5.
  public static let serialNumber = ObjectIdentifier(2, 5, 4, 5)
  /// `countryName`, 2.5.4.6.
  public static let countryName = ObjectIdentifier(2, 5, 4, 6)
  /// `localityName`, 2.5.4.7.
  public static let localityName = ObjectIdentifier(2, 5, 4, 7)
  /// `stateOrProvinceName`, 2.5.4.8.
  public static let stateOrProvinceName = ObjectIdentifier(2, 5, 4, 8)
  /// `streetAddress`, 2.5.4.9.
  public static let streetAddress = ObjectIdentifier(2, 5, 4, 9)
  /// `organizationName`, 2.5.4.10.
  public static let organizationName = ObjectIdentifier(2, 5, 4, 10)
  /// `organizationalUnitName`, 2.5.4.11.
  public static let organizationalUnitName = ObjectIdentifier(2, 5, 4, 11)
  /// `title`, 2.5.4.12.
  public static let title = ObjectIdentifier(2, 5, 4, 12)
  /// `postalCode`, 2.5.4.17.
  public static let postalCode = ObjectIdentifier(2, 5, 4, 17)
  /// `name`, 2.5.4.41.
  public static let nameAttribute = ObjectIdentifier(2, 5, 4, 41)
  /// `givenName`, 2.5.4.42.
  public static let givenName = ObjectIdentifier(2, 5, 4, 42)
  /// `initials`, 2.5.4.43.
  public static let initials = ObjectIdentifier(2, 5, 4, 43)
  /// `generationQualifier`, 2.5.4.44.
  public static let generationQualifier = ObjectIdentifier(2, 5, 4, 44)
  /// `dnQualifier`, 2.5.4.46.
  public static let dnQualifier = ObjectIdentifier(2, 5, 4, 46)
  /// `pseudonym`, 2.5.4.65.
  public static let pseudonym = ObjectIdentifier(2, 5, 4, 65)
  /// `organizationIdentifier`, 2.5.4.97.
  public static let organizationIdentifier = ObjectIdentifier(2, 5, 4, 97)
  /// `userID`, 0.9.2342.19200300.100.1.1.
  public static let userID = ObjectIdentifier(0, 9, 2342, 19_200_300, 100, 1, 1)
  /// `domainComponent`, 0.9.2342.19200300.100.1.25.
  public static let domainComponent = ObjectIdentifier(0, 9, 2342, 19_200_300, 100, 1, 25)
  /// `emailAddress`, 1.2.840.113549.1.9.1.
  public static let emailAddress = ObjectIdentifier(1, 2, 840, 113549, 1, 9, 1)

  // Attributes of requests and of keys (RFC 2985, section 5.4).

  /// `unstructuredName`, 1.2.840.113549.1.9.2.
  public static let unstructuredName = ObjectIdentifier(1, 2, 840, 113549, 1, 9, 2)
  /// `challengePassword`, 1.2.840.113549.1.9.7.
  public static let challengePassword = ObjectIdentifier(1, 2, 840, 113549, 1, 9, 7)
  /// `extensionRequest`, 1.2.840.113549.1.9.14.
  public static let extensionRequest = ObjectIdentifier(1, 2, 840, 113549, 1, 9, 14)
  /// `friendlyName`, 1.2.840.113549.1.9.20.
  public static let friendlyName = ObjectIdentifier(1, 2, 840, 113549, 1, 9, 20)
  /// `localKeyID`, 1.2.840.113549.1.9.21.
  public static let localKeyID = ObjectIdentifier(1, 2, 840, 113549, 1, 9, 21)

  // Extensions of certificates and of lists of revoked ones (RFC 5280, sections 4.2, 5.2 and 5.3).

  /// `subjectDirectoryAttributes`, 2.5.29.9.
  public static let subjectDirectoryAttributes = ObjectIdentifier(2, 5, 29, 9)
  /// `subjectKeyIdentifier`, 2.5.29.14.
  public static let subjectKeyIdentifier = ObjectIdentifier(2, 5, 29, 14)
  /// `keyUsage`, 2.5.29.15.
  public static let keyUsage = ObjectIdentifier(2, 5, 29, 15)
  /// `privateKeyUsagePeriod`, 2.5.29.16.
  public static let privateKeyUsagePeriod = ObjectIdentifier(2, 5, 29, 16)
  /// `subjectAltName`, 2.5.29.17.
  public static let subjectAltName = ObjectIdentifier(2, 5, 29, 17)
  /// `issuerAltName`, 2.5.29.18.
  public static let issuerAltName = ObjectIdentifier(2, 5, 29, 18)
  /// `basicConstraints`, 2.5.29.19.
  public static let basicConstraints = ObjectIdentifier(2, 5, 29, 19)
  /// `cRLNumber`, 2.5.29.20.
  public static let cRLNumber = ObjectIdentifier(2, 5, 29, 20)
  /// `cRLReason`, 2.5.29.21.
  public static let reasonCode = ObjectIdentifier(2, 5, 29, 21)
  /// `invalidityDate`, 2.5.29.24.
  public static let invalidityDate = ObjectIdentifier(2, 5, 29, 24)
  /// `deltaCRLIndicator`, 2.5.29.27.
  public static let deltaCRLIndicator = ObjectIdentifier(2, 5, 29, 27)
  /// `issuingDistributionPoint`, 2.5.29.28.
  public static let issuingDistributionPoint = ObjectIdentifier(2, 5, 29, 28)
  /// `certificateIssuer`, 2.5.29.29.
  public static let certificateIssuer = ObjectIdentifier(2, 5, 29, 29)
  /// `nameConstraints`, 2.5.29.30.
  public static let nameConstraints = ObjectIdentifier(2, 5, 29, 30)
  /// `cRLDistributionPoints`, 2.5.29.31.
  public static let cRLDistributionPoints = ObjectIdentifier(2, 5, 29, 31)
  /// `certificatePolicies`, 2.5.29.32.
  public static let certificatePolicies = ObjectIdentifier(2, 5, 29, 32)
  /// `anyPolicy`, 2.5.29.32.0.
  public static let anyPolicy = ObjectIdentifier(2, 5, 29, 32, 0)
  /// `policyMappings`, 2.5.29.33.
  public static let policyMappings = ObjectIdentifier(2, 5, 29, 33)
  /// `authorityKeyIdentifier`, 2.5.29.35.
  public static let authorityKeyIdentifier = ObjectIdentifier(2, 5, 29, 35)
  /// `policyConstraints`, 2.5.29.36.
  public static let policyConstraints = ObjectIdentifier(2, 5, 29, 36)
  /// `extKeyUsage`, 2.5.29.37.
  public static let extKeyUsage = ObjectIdentifier(2, 5, 29, 37)
  /// `anyExtendedKeyUsage`, 2.5.29.37.0.
  public static let anyExtendedKeyUsage = ObjectIdentifier(2, 5, 29, 37, 0)
  /// `freshestCRL`, 2.5.29.46.
  public static let freshestCRL = ObjectIdentifier(2, 5, 29, 46)
  /// `inhibitAnyPolicy`, 2.5.29.54.
  public static let inhibitAnyPolicy = ObjectIdentifier(2, 5, 29, 54)
  /// `authorityInfoAccess`, 1.3.6.1.5.5.7.1.1.
  public static let authorityInfoAccess = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 1, 1)
  /// `subjectInfoAccess`, 1.3.6.1.5.5.7.1.11.
  public static let subjectInfoAccess = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 1, 11)
  /// `tlsFeature`, 1.3.6.1.5.5.7.1.24.
  public static let tlsFeature = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 1, 24)
  /// `netscapeCertType`, 2.16.840.1.113730.1.1.
  public static let netscapeCertType = ObjectIdentifier(2, 16, 840, 1, 113730, 1, 1)
  /// `netscapeComment`, 2.16.840.1.113730.1.13.
  public static let netscapeComment = ObjectIdentifier(2, 16, 840, 1, 113730, 1, 13)
  /// `signedCertificateTimestampList`, 1.3.6.1.4.1.11129.2.4.2.
  public static let signedCertificateTimestampList = ObjectIdentifier(
    1, 3, 6, 1, 4, 1, 11129, 2, 4, 2)
  /// `precertificatePoison`, 1.3.6.1.4.1.11129.2.4.3.
  public static let precertificatePoison = ObjectIdentifier(1, 3, 6, 1, 4, 1, 11129, 2, 4, 3)

  // Qualifiers of policies, purposes of keys, methods of access (RFC 5280, sections 4.2.1.4,
  // 4.2.1.12 and 4.2.2).

  /// `id-qt-cps`, 1.3.6.1.5.5.7.2.1.
  public static let cps = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 2, 1)
  /// `id-qt-unotice`, 1.3.6.1.5.5.7.2.2.
  public static let unotice = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 2, 2)
  /// `serverAuth`, 1.3.6.1.5.5.7.3.1.
  public static let serverAuth = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 1)
  /// `clientAuth`, 1.3.6.1.5.5.7.3.2.
  public static let clientAuth = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 2)
  /// `codeSigning`, 1.3.6.1.5.5.7.3.3.
  public static let codeSigning = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 3)
  /// `emailProtection`, 1.3.6.1.5.5.7.3.4.
  public static let emailProtection = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 4)
  /// `timeStamping`, 1.3.6.1.5.5.7.3.8.
  public static let timeStamping = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 8)
  /// `OCSPSigning`, 1.3.6.1.5.5.7.3.9.
  public static let ocspSigning = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 9)
  /// `ocsp`, 1.3.6.1.5.5.7.48.1.
  public static let ocsp = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 48, 1)
  /// `caIssuers`, 1.3.6.1.5.5.7.48.2.
  public static let caIssuers = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 48, 2)
  /// `timeStamping (access)`, 1.3.6.1.5.5.7.48.3.
  public static let timeStampingAccess = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 48, 3)
  /// `caRepository`, 1.3.6.1.5.5.7.48.5.
  public static let caRepository = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 48, 5)
}

extension ObjectIdentifier {
  /// The name in the standard that defines it; nil for one that is not in this table.
  public var name: String? { Self.names[self] }

  /// The identifier with such a name; nil when this table has none.
  public init?(named name: String) {
    guard let identifier = Self.identifiers[name] else { return nil }
    self = identifier
  }

  private static let identifiers: [String: ObjectIdentifier] = Dictionary(
    names.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })

  private static let names: [ObjectIdentifier: String] = [
    .rsaEncryption: "rsaEncryption",
    .ecPublicKey: "id-ecPublicKey",
    .ecDH: "id-ecDH",
    .dsa: "id-dsa",
    .dhPublicNumber: "dhpublicnumber",
    .primeField: "prime-field",
    .secp256r1: "secp256r1",
    .secp384r1: "secp384r1",
    .secp521r1: "secp521r1",
    .secp224r1: "secp224r1",
    .secp192r1: "secp192r1",
    .secp256k1: "secp256k1",
    .x25519: "id-X25519",
    .x448: "id-X448",
    .ed25519: "id-Ed25519",
    .ed448: "id-Ed448",
    .md5WithRSAEncryption: "md5WithRSAEncryption",
    .sha1WithRSAEncryption: "sha1WithRSAEncryption",
    .rsaesOAEP: "id-RSAES-OAEP",
    .mgf1: "id-mgf1",
    .pSpecified: "id-pSpecified",
    .rsassaPSS: "id-RSASSA-PSS",
    .sha256WithRSAEncryption: "sha256WithRSAEncryption",
    .sha384WithRSAEncryption: "sha384WithRSAEncryption",
    .sha512WithRSAEncryption: "sha512WithRSAEncryption",
    .sha224WithRSAEncryption: "sha224WithRSAEncryption",
    .dsaWithSHA1: "id-dsa-with-sha1",
    .ecdsaWithSHA1: "ecdsa-with-SHA1",
    .ecdsaWithSHA224: "ecdsa-with-SHA224",
    .ecdsaWithSHA256: "ecdsa-with-SHA256",
    .ecdsaWithSHA384: "ecdsa-with-SHA384",
    .ecdsaWithSHA512: "ecdsa-with-SHA512",
    .md5: "id-md5",
    .sha1: "id-sha1",
    .sha256: "id-sha256",
    .sha384: "id-sha384",
    .sha512: "id-sha512",
    .sha224: "id-sha224",
    .sha512With224Bits: "id-sha512-224",
    .sha512With256Bits: "id-sha512-256",
    .pbeWithMD5AndDES: "pbeWithMD5AndDES-CBC",
    .pbeWithSHA1AndDES: "pbeWithSHA1AndDES-CBC",
    .pbeWithSHA1And3KeyTripleDES: "pbeWithSHAAnd3-KeyTripleDES-CBC",
    .pbkdf2: "id-PBKDF2",
    .pbes2: "id-PBES2",
    .scrypt: "id-scrypt",
    .hmacWithSHA1: "id-hmacWithSHA1",
    .hmacWithSHA224: "id-hmacWithSHA224",
    .hmacWithSHA256: "id-hmacWithSHA256",
    .hmacWithSHA384: "id-hmacWithSHA384",
    .hmacWithSHA512: "id-hmacWithSHA512",
    .desCBC: "desCBC",
    .desEDE3CBC: "des-EDE3-CBC",
    .rc2CBC: "rc2CBC",
    .aes128CBC: "aes128-CBC-PAD",
    .aes192CBC: "aes192-CBC-PAD",
    .aes256CBC: "aes256-CBC-PAD",
    .commonName: "commonName",
    .surname: "surname",
    .serialNumber: "serialNumber",
    .countryName: "countryName",
    .localityName: "localityName",
    .stateOrProvinceName: "stateOrProvinceName",
    .streetAddress: "streetAddress",
    .organizationName: "organizationName",
    .organizationalUnitName: "organizationalUnitName",
    .title: "title",
    .postalCode: "postalCode",
    .nameAttribute: "name",
    .givenName: "givenName",
    .initials: "initials",
    .generationQualifier: "generationQualifier",
    .dnQualifier: "dnQualifier",
    .pseudonym: "pseudonym",
    .organizationIdentifier: "organizationIdentifier",
    .userID: "userID",
    .domainComponent: "domainComponent",
    .emailAddress: "emailAddress",
    .unstructuredName: "unstructuredName",
    .challengePassword: "challengePassword",
    .extensionRequest: "extensionRequest",
    .friendlyName: "friendlyName",
    .localKeyID: "localKeyID",
    .subjectDirectoryAttributes: "subjectDirectoryAttributes",
    .subjectKeyIdentifier: "subjectKeyIdentifier",
    .keyUsage: "keyUsage",
    .privateKeyUsagePeriod: "privateKeyUsagePeriod",
    .subjectAltName: "subjectAltName",
    .issuerAltName: "issuerAltName",
    .basicConstraints: "basicConstraints",
    .cRLNumber: "cRLNumber",
    .reasonCode: "cRLReason",
    .invalidityDate: "invalidityDate",
    .deltaCRLIndicator: "deltaCRLIndicator",
    .issuingDistributionPoint: "issuingDistributionPoint",
    .certificateIssuer: "certificateIssuer",
    .nameConstraints: "nameConstraints",
    .cRLDistributionPoints: "cRLDistributionPoints",
    .certificatePolicies: "certificatePolicies",
    .anyPolicy: "anyPolicy",
    .policyMappings: "policyMappings",
    .authorityKeyIdentifier: "authorityKeyIdentifier",
    .policyConstraints: "policyConstraints",
    .extKeyUsage: "extKeyUsage",
    .anyExtendedKeyUsage: "anyExtendedKeyUsage",
    .freshestCRL: "freshestCRL",
    .inhibitAnyPolicy: "inhibitAnyPolicy",
    .authorityInfoAccess: "authorityInfoAccess",
    .subjectInfoAccess: "subjectInfoAccess",
    .tlsFeature: "tlsFeature",
    .netscapeCertType: "netscapeCertType",
    .netscapeComment: "netscapeComment",
    .signedCertificateTimestampList: "signedCertificateTimestampList",
    .precertificatePoison: "precertificatePoison",
    .cps: "id-qt-cps",
    .unotice: "id-qt-unotice",
    .serverAuth: "serverAuth",
    .clientAuth: "clientAuth",
    .codeSigning: "codeSigning",
    .emailProtection: "emailProtection",
    .timeStamping: "timeStamping",
    .ocspSigning: "OCSPSigning",
    .ocsp: "ocsp",
    .caIssuers: "caIssuers",
    .timeStampingAccess: "timeStamping (access)",
    .caRepository: "caRepository",
  ]
}
