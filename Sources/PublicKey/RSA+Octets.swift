import Arithmetic

extension RSA.PublicKey {
  /// RSAEP on octet strings of the length of the modulus: OS2IP, RSAEP, I2OSP.
  ///
  /// - Throws: `PublicKeyError.representativeOutOfRange` when the number is not below the modulus.
  public func rsaep(octets message: [UInt8]) throws(PublicKeyError) -> [UInt8] {
    try rsaep(Natural(bigEndian: message)).octets(modulusLength)
  }
}

extension RSA.PrivateKey {
  /// RSADP on octet strings of the length of the modulus: OS2IP, RSADP, I2OSP.
  ///
  /// - Throws: What `rsadp` throws.
  public func rsadp(octets ciphertext: [UInt8]) throws(PublicKeyError) -> [UInt8] {
    try rsadp(Natural(bigEndian: ciphertext)).octets(publicKey.modulusLength)
  }
}

extension Natural {
  /// I2OSP for a number that is known to fit.
  func octets(_ count: Int) throws(PublicKeyError) -> [UInt8] {
    do throws(ArithmeticError) {
      return try bigEndianBytes(count: count)
    } catch {
      throw .representativeOutOfRange
    }
  }
}
