/// The S-box and its inverse as circuits of gates.
///
/// A byte is inverted in GF(2^8) as a polynomial of degree 1 over GF(2^4), whose halves are again of
/// degree 1 over GF(2^2) (see `InversionCircuit`). The change of basis there and back is linear, as
/// is the affine transformation of the S-box, so both are one layer of exclusive ors before the
/// inversion and one behind it. The layers were found by a search for few gates: the S-box has 113
/// gates, its inverse 114.
///
/// The constant {63} is not here: the round keys contain it (see `BitslicedKeys`).
extension BitPlanes {
  /// SUBBYTES() without the constant {63}, which is to be added to the next round key
  /// (FIPS 197, section 5.1.1).
  @inline(__always)
  mutating func substitute() {
    let x = self
    let y22 = x.b0
    let y8 = x.b2 ^ x.b7
    let y9 = x.b4 ^ x.b7
    let y13 = x.b1 ^ x.b7
    let y14 = x.b2 ^ x.b4
    let y12 = y14 ^ y13
    let s0 = y12 ^ x.b3
    let y15 = s0 ^ x.b2
    let y6 = y15 ^ x.b0
    let y20 = s0 ^ x.b6
    let y11 = y20 ^ y9
    let y7 = y11 ^ x.b0
    let s1 = x.b5 ^ x.b6
    let y1 = s1 ^ x.b0
    let y2 = y1 ^ x.b7
    let y4 = y1 ^ x.b4
    let y3 = y4 ^ y12
    let y5 = y1 ^ x.b1
    let y10 = s1 ^ y15
    let y16 = s1 ^ y11
    let y17 = y10 ^ y11
    let y18 = y2 ^ y7
    let y19 = y10 ^ y8
    let y21 = y16 ^ y13
    let z = InversionCircuit(
      y1: y1, y2: y2, y3: y3, y4: y4, y5: y5, y6: y6, y7: y7, y8: y8, y9: y9, y10: y10, y11: y11,
      y12: y12, y13: y13, y14: y14, y15: y15, y16: y16, y17: y17, y18: y18, y19: y19, y20: y20,
      y21: y21, y22: y22
    ).products
    let t0 = z.z10 ^ z.z16
    let t1 = z.z9 ^ z.z15
    let t2 = t0 ^ t1
    let t3 = z.z0 ^ z.z3
    let t4 = z.z1 ^ z.z4
    let t5 = t3 ^ t4
    let t6 = t2 ^ t5
    let t7 = z.z7 ^ z.z4
    let t8 = z.z6 ^ z.z3
    let t9 = t7 ^ t8
    let t10 = t2 ^ t9
    let t11 = z.z12 ^ z.z15
    let t12 = z.z2 ^ t3
    let t13 = z.z8 ^ t7
    let t14 = t12 ^ t13
    let t15 = z.z14 ^ t11
    let t16 = t15 ^ t14
    let t17 = z.z5 ^ t12
    let t18 = z.z13 ^ z.z16
    let t19 = t11 ^ t18
    let t20 = t19 ^ t17
    let t21 = t5 ^ t10
    let t22 = z.z17 ^ t9
    let t23 = t22 ^ t16
    let t24 = t6 ^ t17
    let t25 = z.z11 ^ t0
    let t26 = t25 ^ t16
    let t27 = t14 ^ t20
    b0 = t20
    b1 = t27
    b2 = t26
    b3 = t24
    b4 = t6
    b5 = t23
    b6 = t21
    b7 = t10
  }

  /// INVSUBBYTES() on bytes to which the constant {63} was added already (FIPS 197, section
  /// 5.3.2).
  @inline(__always)
  mutating func invSubstitute() {
    let x = self
    let y3 = x.b4 ^ x.b7
    let y5 = x.b4 ^ x.b6
    let y6 = y3 ^ x.b6
    let y8 = x.b6 ^ x.b7
    let y9 = x.b3 ^ x.b4
    let y1 = y9 ^ x.b0
    let y10 = y1 ^ y6
    let y13 = y1 ^ x.b1
    let y2 = y13 ^ y5
    let y4 = y2 ^ y9
    let y7 = y4 ^ x.b5
    let y12 = y4 ^ y3
    let y14 = y6 ^ x.b3
    let y16 = y7 ^ y1
    let y18 = y9 ^ x.b5
    let y19 = x.b0 ^ x.b3
    let y21 = y7 ^ x.b1
    let s0 = x.b2 ^ x.b7
    let y11 = s0 ^ y4
    let y17 = y11 ^ y10
    let y15 = y17 ^ y16
    let y20 = s0 ^ y2
    let y22 = s0 ^ x.b5
    let z = InversionCircuit(
      y1: y1, y2: y2, y3: y3, y4: y4, y5: y5, y6: y6, y7: y7, y8: y8, y9: y9, y10: y10, y11: y11,
      y12: y12, y13: y13, y14: y14, y15: y15, y16: y16, y17: y17, y18: y18, y19: y19, y20: y20,
      y21: y21, y22: y22
    ).products
    let t0 = z.z12 ^ z.z16
    let t1 = z.z6 ^ z.z15
    let t2 = z.z13 ^ t0
    let t3 = t1 ^ t2
    let t4 = z.z5 ^ z.z3
    let t5 = z.z8 ^ t4
    let t6 = t5 ^ t3
    let t7 = z.z0 ^ t4
    let t8 = z.z2 ^ t7
    let t9 = z.z10 ^ z.z11
    let t10 = t9 ^ t8
    let t11 = z.z4 ^ z.z3
    let t12 = t11 ^ t3
    let t13 = z.z1 ^ z.z8
    let t14 = t13 ^ t7
    let t15 = t14 ^ t12
    let t16 = z.z14 ^ t10
    let t17 = t15 ^ t16
    let t18 = z.z9 ^ z.z17
    let t19 = z.z11 ^ t18
    let t20 = z.z7 ^ t12
    let t21 = t0 ^ t19
    let t22 = t21 ^ t17
    let t23 = z.z13 ^ t17
    let t24 = t8 ^ t6
    let t25 = z.z16 ^ z.z17
    let t26 = t25 ^ t10
    let t27 = t20 ^ t26
    let t28 = z.z15 ^ t19
    b0 = t28
    b1 = t20
    b2 = t15
    b3 = t27
    b4 = t24
    b5 = t23
    b6 = t22
    b7 = t6
  }
}
