extension P256Coordinate {
  /// The inverse a^(p - 2) by an addition chain; zero for zero.
  ///
  /// p - 2 in hexadecimal is ffffffff 00000001 00000000 00000000 00000000 ffffffff ffffffff
  /// fffffffd: a run of ones of length n is made of two of half the length.
  public var inverse: P256Coordinate {
    let ones2 = squared * self
    let ones3 = ones2.squared * self
    let ones6 = ones3.squaredRepeatedly(3) * ones3
    let ones12 = ones6.squaredRepeatedly(6) * ones6
    let ones15 = ones12.squaredRepeatedly(3) * ones3
    let ones30 = ones15.squaredRepeatedly(15) * ones15
    let ones32 = ones30.squaredRepeatedly(2) * ones2
    var power = ones32.squaredRepeatedly(32) * self  // ffffffff 00000001
    power = power.squaredRepeatedly(128) * ones32  // 00000000 00000000 00000000 ffffffff
    power = power.squaredRepeatedly(32) * ones32  // ffffffff
    power = power.squaredRepeatedly(30) * ones30  // the 30 ones of fffffffd
    return power.squaredRepeatedly(2) * self  // 01
  }

  /// The power with 2^count.
  @inline(__always)
  private func squaredRepeatedly(_ count: Int) -> P256Coordinate {
    var power = self
    for _ in 0..<count { power = power.squared }
    return power
  }
}
