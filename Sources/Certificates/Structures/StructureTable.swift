/// The structures of keys, certificates, requests, lists and signatures, in the notation of
/// `StructureParser`.
///
/// RFC 5280 (certificates and lists), RFC 2986 (requests), RFC 5958 and 8018 (PKCS #8 and #5),
/// RFC 8017 (RSA), RFC 5480, 5915 and 3279 (curves), X9.62 (curves given by numbers).
enum StructureTable {
  /// The table.
  static let text = """
    Certificate ::= SEQUENCE {
      tbsCertificate TBSCertificate,
      signatureAlgorithm AlgorithmIdentifier,
      signatureValue BIT STRING CONTAINING BY signatureAlgorithm.algorithm IN SignatureValues }
    TBSCertificate ::= SEQUENCE {
      version [0] EXPLICIT Version DEFAULT v1,
      serialNumber INTEGER,
      signature AlgorithmIdentifier,
      issuer Name,
      validity Validity,
      subject Name,
      subjectPublicKeyInfo SubjectPublicKeyInfo,
      issuerUniqueID [1] IMPLICIT BIT STRING OPTIONAL,
      subjectUniqueID [2] IMPLICIT BIT STRING OPTIONAL,
      extensions [3] EXPLICIT Extensions OPTIONAL }
    Version ::= INTEGER { v1(0), v2(1), v3(2) }
    Validity ::= SEQUENCE { notBefore Time, notAfter Time }
    Time ::= CHOICE { UTCTime, GeneralizedTime }
    Name ::= SEQUENCE OF RelativeDistinguishedName
    RelativeDistinguishedName ::= SET OF AttributeTypeAndValue NAMED type
    AttributeTypeAndValue ::= SEQUENCE { type OBJECT IDENTIFIER, value ANY }
    SubjectPublicKeyInfo ::= SEQUENCE {
      algorithm AlgorithmIdentifier,
      subjectPublicKey BIT STRING CONTAINING BY algorithm.algorithm IN PublicKeys }
    Extensions ::= SEQUENCE OF Extension NAMED extnID
    Extension ::= SEQUENCE {
      extnID OBJECT IDENTIFIER,
      critical BOOLEAN DEFAULT FALSE,
      extnValue OCTET STRING HOLDING BY extnID IN ExtensionValues }

    CertificateList ::= SEQUENCE {
      tbsCertList TBSCertList,
      signatureAlgorithm AlgorithmIdentifier,
      signatureValue BIT STRING CONTAINING BY signatureAlgorithm.algorithm IN SignatureValues }
    TBSCertList ::= SEQUENCE {
      version Version OPTIONAL,
      signature AlgorithmIdentifier,
      issuer Name,
      thisUpdate Time,
      nextUpdate Time OPTIONAL,
      revokedCertificates SEQUENCE OF RevokedCertificate OPTIONAL,
      crlExtensions [0] EXPLICIT Extensions OPTIONAL }
    RevokedCertificate ::= SEQUENCE {
      userCertificate INTEGER,
      revocationDate Time,
      crlEntryExtensions Extensions OPTIONAL }

    CertificationRequest ::= SEQUENCE {
      certificationRequestInfo CertificationRequestInfo,
      signatureAlgorithm AlgorithmIdentifier,
      signature BIT STRING CONTAINING BY signatureAlgorithm.algorithm IN SignatureValues }
    CertificationRequestInfo ::= SEQUENCE {
      version INTEGER { v1(0) },
      subject Name,
      subjectPKInfo SubjectPublicKeyInfo,
      attributes [0] IMPLICIT Attributes OPTIONAL }
    Attributes ::= SET OF Attribute NAMED type
    Attribute ::= SEQUENCE {
      type OBJECT IDENTIFIER,
      values SET OF BY type IN AttributeValues }
    AttributeValues ::= TABLE { extensionRequest Extensions }

    PrivateKeyInfo ::= SEQUENCE {
      version INTEGER { v1(0), v2(1) },
      privateKeyAlgorithm AlgorithmIdentifier,
      privateKey OCTET STRING CONTAINING BY privateKeyAlgorithm.algorithm IN PrivateKeys,
      attributes [0] IMPLICIT Attributes OPTIONAL,
      publicKey [1] IMPLICIT BIT STRING OPTIONAL }
    EncryptedPrivateKeyInfo ::= SEQUENCE {
      encryptionAlgorithm AlgorithmIdentifier,
      encryptedData OCTET STRING }
    RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }
    RSAPrivateKey ::= SEQUENCE {
      version INTEGER { two-prime(0), multi(1) },
      modulus INTEGER,
      publicExponent INTEGER,
      privateExponent INTEGER,
      prime1 INTEGER,
      prime2 INTEGER,
      exponent1 INTEGER,
      exponent2 INTEGER,
      coefficient INTEGER,
      otherPrimeInfos SEQUENCE OF OtherPrimeInfo OPTIONAL }
    OtherPrimeInfo ::= SEQUENCE { prime INTEGER, exponent INTEGER, coefficient INTEGER }
    ECPrivateKey ::= SEQUENCE {
      version INTEGER { ecPrivkeyVer1(1) },
      privateKey OCTET STRING,
      parameters [0] EXPLICIT ECParameters OPTIONAL,
      publicKey [1] EXPLICIT BIT STRING OPTIONAL }
    ECDSA-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }
    PublicKeys ::= TABLE {
      rsaEncryption RSAPublicKey, id-RSASSA-PSS RSAPublicKey, id-dsa INTEGER, * RAW }
    PrivateKeys ::= TABLE {
      rsaEncryption RSAPrivateKey, id-RSASSA-PSS RSAPrivateKey, id-ecPublicKey ECPrivateKey,
      id-dsa INTEGER, id-Ed25519 OCTET STRING, id-Ed448 OCTET STRING, id-X25519 OCTET STRING,
      id-X448 OCTET STRING }
    SignatureValues ::= TABLE {
      ecdsa-with-SHA1 ECDSA-Sig-Value, ecdsa-with-SHA224 ECDSA-Sig-Value,
      ecdsa-with-SHA256 ECDSA-Sig-Value, ecdsa-with-SHA384 ECDSA-Sig-Value,
      ecdsa-with-SHA512 ECDSA-Sig-Value, id-dsa-with-sha1 ECDSA-Sig-Value, * RAW }

    AlgorithmIdentifier ::= SEQUENCE {
      algorithm OBJECT IDENTIFIER,
      parameters BY algorithm IN Parameters OPTIONAL }
    Parameters ::= TABLE {
      id-ecPublicKey ECParameters, id-dsa Dss-Parms, id-RSASSA-PSS RSASSA-PSS-params,
      id-RSAES-OAEP RSAES-OAEP-params, id-mgf1 AlgorithmIdentifier, id-PBES2 PBES2-params,
      id-pSpecified OCTET STRING, id-PBKDF2 PBKDF2-params, id-scrypt Scrypt-params,
      aes128-CBC-PAD OCTET STRING, aes192-CBC-PAD OCTET STRING, aes256-CBC-PAD OCTET STRING,
      des-EDE3-CBC OCTET STRING, desCBC OCTET STRING,
      pbeWithMD5AndDES-CBC PBEParameter, pbeWithSHA1AndDES-CBC PBEParameter }
    ECParameters ::= CHOICE {
      namedCurve OBJECT IDENTIFIER, implicitCurve NULL, specifiedCurve SpecifiedECDomain }
    SpecifiedECDomain ::= SEQUENCE {
      version INTEGER,
      fieldID FieldID,
      curve Curve,
      base OCTET STRING,
      order INTEGER,
      cofactor INTEGER OPTIONAL,
      hash AlgorithmIdentifier OPTIONAL }
    FieldID ::= SEQUENCE { fieldType OBJECT IDENTIFIER, parameters BY fieldType IN FieldTypes }
    FieldTypes ::= TABLE { prime-field INTEGER }
    Curve ::= SEQUENCE { a OCTET STRING, b OCTET STRING, seed BIT STRING OPTIONAL }
    Dss-Parms ::= SEQUENCE { p INTEGER, q INTEGER, g INTEGER }
    RSASSA-PSS-params ::= SEQUENCE {
      hashAlgorithm [0] EXPLICIT AlgorithmIdentifier DEFAULT sha1,
      maskGenAlgorithm [1] EXPLICIT AlgorithmIdentifier DEFAULT mgf1SHA1,
      saltLength [2] EXPLICIT INTEGER DEFAULT 20,
      trailerField [3] EXPLICIT INTEGER { trailerFieldBC(1) } DEFAULT 1 }
    RSAES-OAEP-params ::= SEQUENCE {
      hashAlgorithm [0] EXPLICIT AlgorithmIdentifier DEFAULT sha1,
      maskGenAlgorithm [1] EXPLICIT AlgorithmIdentifier DEFAULT mgf1SHA1,
      pSourceAlgorithm [2] EXPLICIT AlgorithmIdentifier DEFAULT pSpecifiedEmpty }
    PBES2-params ::= SEQUENCE {
      keyDerivationFunc AlgorithmIdentifier,
      encryptionScheme AlgorithmIdentifier }
    PBKDF2-params ::= SEQUENCE {
      salt CHOICE { specified OCTET STRING, otherSource AlgorithmIdentifier },
      iterationCount INTEGER,
      keyLength INTEGER OPTIONAL,
      prf AlgorithmIdentifier DEFAULT hmacWithSHA1 }
    Scrypt-params ::= SEQUENCE {
      salt OCTET STRING,
      costParameter INTEGER,
      blockSize INTEGER,
      parallelizationParameter INTEGER,
      keyLength INTEGER OPTIONAL }
    PBEParameter ::= SEQUENCE { salt OCTET STRING, iterationCount INTEGER }

    ExtensionValues ::= TABLE {
      subjectKeyIdentifier OCTET STRING, authorityKeyIdentifier AuthorityKeyIdentifier,
      keyUsage KeyUsage, extKeyUsage KeyPurposes, privateKeyUsagePeriod PrivateKeyUsagePeriod,
      subjectAltName GeneralNames, issuerAltName GeneralNames, certificateIssuer GeneralNames,
      basicConstraints BasicConstraints, nameConstraints NameConstraints,
      certificatePolicies CertificatePolicies, policyMappings PolicyMappings,
      policyConstraints PolicyConstraints, inhibitAnyPolicy INTEGER,
      cRLDistributionPoints DistributionPoints, freshestCRL DistributionPoints,
      issuingDistributionPoint IssuingDistributionPoint, cRLNumber INTEGER,
      deltaCRLIndicator INTEGER, cRLReason CRLReason, invalidityDate GeneralizedTime,
      authorityInfoAccess AccessDescriptions, subjectInfoAccess AccessDescriptions,
      subjectDirectoryAttributes DirectoryAttributes, tlsFeature Features,
      netscapeCertType NetscapeCertType, netscapeComment IA5String,
      signedCertificateTimestampList OCTET STRING, precertificatePoison NULL }
    AuthorityKeyIdentifier ::= SEQUENCE {
      keyIdentifier [0] IMPLICIT OCTET STRING OPTIONAL,
      authorityCertIssuer [1] IMPLICIT GeneralNames OPTIONAL,
      authorityCertSerialNumber [2] IMPLICIT INTEGER OPTIONAL }
    KeyUsage ::= BIT STRING {
      digitalSignature(0), nonRepudiation(1), keyEncipherment(2), dataEncipherment(3),
      keyAgreement(4), keyCertSign(5), cRLSign(6), encipherOnly(7), decipherOnly(8) }
    KeyPurposes ::= SEQUENCE OF OBJECT IDENTIFIER
    PrivateKeyUsagePeriod ::= SEQUENCE {
      notBefore [0] IMPLICIT GeneralizedTime OPTIONAL,
      notAfter [1] IMPLICIT GeneralizedTime OPTIONAL }
    GeneralNames ::= SEQUENCE OF GeneralName
    GeneralName ::= CHOICE {
      otherName [0] IMPLICIT OtherName,
      rfc822Name [1] IMPLICIT IA5String,
      dNSName [2] IMPLICIT IA5String,
      x400Address [3] IMPLICIT ANY,
      directoryName [4] EXPLICIT Name,
      ediPartyName [5] IMPLICIT EDIPartyName,
      uniformResourceIdentifier [6] IMPLICIT IA5String,
      iPAddress [7] IMPLICIT OCTET STRING,
      registeredID [8] IMPLICIT OBJECT IDENTIFIER }
    OtherName ::= SEQUENCE { type-id OBJECT IDENTIFIER, value [0] EXPLICIT ANY }
    EDIPartyName ::= SEQUENCE {
      nameAssigner [0] EXPLICIT ANY OPTIONAL,
      partyName [1] EXPLICIT ANY }
    BasicConstraints ::= SEQUENCE {
      cA BOOLEAN DEFAULT FALSE,
      pathLenConstraint INTEGER OPTIONAL }
    NameConstraints ::= SEQUENCE {
      permittedSubtrees [0] IMPLICIT GeneralSubtrees OPTIONAL,
      excludedSubtrees [1] IMPLICIT GeneralSubtrees OPTIONAL }
    GeneralSubtrees ::= SEQUENCE OF GeneralSubtree
    GeneralSubtree ::= SEQUENCE {
      base GeneralName,
      minimum [0] IMPLICIT INTEGER DEFAULT 0,
      maximum [1] IMPLICIT INTEGER OPTIONAL }
    CertificatePolicies ::= SEQUENCE OF PolicyInformation
    PolicyInformation ::= SEQUENCE {
      policyIdentifier OBJECT IDENTIFIER,
      policyQualifiers SEQUENCE OF PolicyQualifierInfo OPTIONAL }
    PolicyQualifierInfo ::= SEQUENCE {
      policyQualifierId OBJECT IDENTIFIER,
      qualifier BY policyQualifierId IN Qualifiers }
    Qualifiers ::= TABLE { id-qt-cps IA5String, id-qt-unotice UserNotice }
    UserNotice ::= SEQUENCE {
      noticeRef NoticeReference OPTIONAL,
      explicitText DisplayText OPTIONAL }
    NoticeReference ::= SEQUENCE {
      organization DisplayText,
      noticeNumbers SEQUENCE OF INTEGER }
    DisplayText ::= CHOICE { IA5String, VisibleString, BMPString, UTF8String }
    PolicyMappings ::= SEQUENCE OF PolicyMapping
    PolicyMapping ::= SEQUENCE {
      issuerDomainPolicy OBJECT IDENTIFIER,
      subjectDomainPolicy OBJECT IDENTIFIER }
    PolicyConstraints ::= SEQUENCE {
      requireExplicitPolicy [0] IMPLICIT INTEGER OPTIONAL,
      inhibitPolicyMapping [1] IMPLICIT INTEGER OPTIONAL }
    DistributionPoints ::= SEQUENCE OF DistributionPoint
    DistributionPoint ::= SEQUENCE {
      distributionPoint [0] EXPLICIT DistributionPointName OPTIONAL,
      reasons [1] IMPLICIT ReasonFlags OPTIONAL,
      cRLIssuer [2] IMPLICIT GeneralNames OPTIONAL }
    DistributionPointName ::= CHOICE {
      fullName [0] IMPLICIT GeneralNames,
      nameRelativeToCRLIssuer [1] IMPLICIT RelativeDistinguishedName }
    ReasonFlags ::= BIT STRING {
      unused(0), keyCompromise(1), cACompromise(2), affiliationChanged(3), superseded(4),
      cessationOfOperation(5), certificateHold(6), privilegeWithdrawn(7), aACompromise(8) }
    IssuingDistributionPoint ::= SEQUENCE {
      distributionPoint [0] EXPLICIT DistributionPointName OPTIONAL,
      onlyContainsUserCerts [1] IMPLICIT BOOLEAN DEFAULT FALSE,
      onlyContainsCACerts [2] IMPLICIT BOOLEAN DEFAULT FALSE,
      onlySomeReasons [3] IMPLICIT ReasonFlags OPTIONAL,
      indirectCRL [4] IMPLICIT BOOLEAN DEFAULT FALSE,
      onlyContainsAttributeCerts [5] IMPLICIT BOOLEAN DEFAULT FALSE }
    CRLReason ::= ENUMERATED {
      unspecified(0), keyCompromise(1), cACompromise(2), affiliationChanged(3), superseded(4),
      cessationOfOperation(5), certificateHold(6), removeFromCRL(8), privilegeWithdrawn(9),
      aACompromise(10) }
    AccessDescriptions ::= SEQUENCE OF AccessDescription
    AccessDescription ::= SEQUENCE {
      accessMethod OBJECT IDENTIFIER,
      accessLocation GeneralName }
    DirectoryAttributes ::= SEQUENCE OF Attribute NAMED type
    Features ::= SEQUENCE OF INTEGER
    NetscapeCertType ::= BIT STRING {
      sslClient(0), sslServer(1), smime(2), objectSigning(3), reserved(4), sslCA(5), smimeCA(6),
      objectSigningCA(7) }
    """
}
