extension Montgomery {
  /// Returns the Montgomery form a R mod m of a number of any length, for a factor that is used
  /// often.
  package func form(of number: Natural) -> [UInt64] {
    let workspace = workspace(residues: 3)
    setMontgomeryForm(of: number, in: workspace, 0, 1, 2)
    return workspace.get(0)
  }

  /// Returns a b mod m, where a is less than m and b is given in Montgomery form: one Montgomery
  /// multiplication.
  package func multiply(_ a: Natural, form b: [UInt64]) -> Natural {
    let workspace = workspace(residues: 2)
    workspace.set(0, a.words(count: m.count))
    workspace.set(1, b)
    workspace.multiply(0, 1, into: 0)
    return Natural(words: workspace.get(0))
  }

  /// Returns (a - b) c mod m, where a is less than m, b has any length and c is given in Montgomery
  /// form: two Montgomery multiplications, unless b has more words than m.
  package func multiplyDifference(_ a: Natural, _ b: Natural, form c: [UInt64]) -> Natural {
    let workspace = workspace(residues: 3)
    workspace.set(0, a.words(count: m.count))
    // A number of n words need not be less than m, as long as the other factor is.
    workspace.set(1, (b.words.count <= m.count ? b : reduce(b)).words(count: m.count))
    workspace.set(2, c)
    workspace.multiply(0, 2, into: 0)
    workspace.multiply(1, 2, into: 1)
    workspace.subtract(0, 1, into: 0)
    return Natural(words: workspace.get(0))
  }

  /// Returns the Montgomery form of the square of a number in Montgomery form.
  package func square(form: [UInt64]) -> [UInt64] {
    let workspace = workspace(residues: 1)
    workspace.set(0, form)
    workspace.square(0, into: 0)
    return workspace.get(0)
  }
}
