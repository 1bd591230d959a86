/// The inversion in GF(2^8) as a circuit of 62 gates, up to a linear layer on either side.
///
/// An element is A Y^16 + B Y with A and B in GF(2^4), and its inverse is
///
///     (A Y^16 + B Y)^-1 = (θ B) Y^16 + (θ A) Y,   θ = (ν (A + B)^2 + A B)^-1
///
/// where ν = Y^17. A product in GF(2^4) takes nine products of bits: three in GF(2^2), each of
/// which takes three again. So the inputs are the sums of bits of A and of B that these products
/// need, and what is linear in ν (A + B)^2 comes as four sums of its own. The first linear layer
/// computes them all, and the last one adds up the 18 products of θ with B and with A. The
/// numbers of the wires are those of Boyar and Peralta's circuit of depth 16.
struct InversionCircuit {
  /// The sums of bits: y18 to y21 are those of ν (A + B)^2, each other one is a factor.
  var y1, y2, y3, y4, y5, y6, y7, y8, y9, y10, y11: UInt64
  var y12, y13, y14, y15, y16, y17, y18, y19, y20, y21, y22: UInt64

  /// The products that the bits of the inverse are sums of.
  struct Products {
    var z0, z1, z2, z3, z4, z5, z6, z7, z8: UInt64
    var z9, z10, z11, z12, z13, z14, z15, z16, z17: UInt64
  }

  /// Runs the circuit.
  @inline(__always)
  var products: Products {
    // A B, nine products of bits, of which the sums are shared.
    let t2 = y12 & y15
    let t7 = y13 & y16
    let t12 = y9 & y11
    let t4 = (y3 & y6) ^ t2
    let t6 = (y4 & y22) ^ t2
    let t9 = (y5 & y1) ^ t7
    let t11 = (y2 & y7) ^ t7
    let t14 = (y14 & y17) ^ t12
    let t16 = (y8 & y10) ^ t12

    // θ^-1 = ν (A + B)^2 + A B, four bits.
    let t21 = t4 ^ t14 ^ y20
    let t22 = t6 ^ t16 ^ y19
    let t23 = t9 ^ t14 ^ y21
    let t24 = t11 ^ t16 ^ y18

    // θ, the inverse in GF(2^4): bits t37, t33, t40 and t29.
    let t25 = t21 ^ t22
    let t26 = t21 & t23
    let t27 = t24 ^ t26
    let t29 = (t25 & t27) ^ t22
    let t30 = t23 ^ t24
    let t31 = t22 ^ t26
    let t33 = (t31 & t30) ^ t24
    let t34 = t23 ^ t33
    let t35 = t27 ^ t33
    let t36 = t24 & t35
    let t37 = t36 ^ t34
    let t38 = t27 ^ t36
    let t40 = t25 ^ (t29 & t38)

    // The sums of its bits that the last products need.
    let t41 = t40 ^ t37
    let t42 = t29 ^ t33
    let t43 = t29 ^ t40
    let t44 = t33 ^ t37
    let t45 = t42 ^ t41

    // θ times each half.
    return Products(
      z0: t44 & y15, z1: t37 & y6, z2: t33 & y22, z3: t43 & y16, z4: t40 & y1, z5: t29 & y7,
      z6: t42 & y11, z7: t45 & y17, z8: t41 & y10, z9: t44 & y12, z10: t37 & y3, z11: t33 & y4,
      z12: t43 & y13, z13: t40 & y5, z14: t29 & y2, z15: t42 & y9, z16: t45 & y14, z17: t41 & y8)
  }
}
