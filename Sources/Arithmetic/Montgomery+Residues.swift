extension Montgomery {
  /// True when a number is less than m; the result alone shows, and the length in words.
  public func isReduced(_ number: Natural) -> Bool {
    number.words.count <= m.count
      && Words.isLess(number.words(count: m.count), than: m).declassified
  }

  /// Returns a number of any length modulo m, in time that depends on its length in words.
  public func reduce(_ number: Natural) -> Natural {
    let workspace = workspace(residues: 3)
    setMontgomeryForm(of: number, in: workspace, 0, 1, 2)
    return natural(0, in: workspace)
  }

  /// Returns a + b mod m.
  public func add(_ a: Natural, _ b: Natural) -> Natural {
    combine(a, b) { $0.add(0, 1, into: 0) }
  }

  /// Returns a - b mod m.
  public func subtract(_ a: Natural, _ b: Natural) -> Natural {
    combine(a, b) { $0.subtract(0, 1, into: 0) }
  }

  /// Returns a b mod m.
  public func multiply(_ a: Natural, _ b: Natural) -> Natural {
    combine(a, b) { $0.multiply(0, 1, into: 0) }
  }

  /// Brings two numbers into Montgomery form, in residues 0 and 1, and returns what becomes of
  /// residue 0.
  private func combine(
    _ a: Natural, _ b: Natural, _ operation: (borrowing MontgomeryWorkspace) -> Void
  ) -> Natural {
    let workspace = workspace(residues: 4)
    setMontgomeryForm(of: a, in: workspace, 0, 2, 3)
    setMontgomeryForm(of: b, in: workspace, 1, 2, 3)
    operation(workspace)
    return natural(0, in: workspace)
  }

  /// Sets a residue to a R mod m for a number a of any length: Horner's rule in base R.
  ///
  /// - Parameters:
  ///   - number: The number a.
  ///   - workspace: The working memory.
  ///   - target: The residue that is set.
  ///   - factor: A residue that ends as R^2.
  ///   - digit: A residue that is used up.
  func setMontgomeryForm(
    of number: Natural, in workspace: borrowing MontgomeryWorkspace,
    _ target: Int, _ factor: Int, _ digit: Int
  ) {
    let count = m.count
    let digits = max(1, (number.words.count + count - 1) / count)
    let words = number.words(count: digits * count)
    workspace.set(factor, rSquared)
    for position in (0..<digits).reversed() {
      workspace.set(digit, words, from: position * count)
      // The digit need not be less than m, as long as the other factor is.
      guard position < digits - 1 else {
        workspace.multiply(digit, factor, into: target)
        continue
      }
      workspace.multiply(digit, factor, into: digit)
      workspace.multiply(target, factor, into: target)
      workspace.add(target, digit, into: target)
    }
  }

  /// Returns the number whose Montgomery form a residue is, which is used up.
  func natural(_ residue: Int, in workspace: borrowing MontgomeryWorkspace) -> Natural {
    workspace.reduce(residue, into: residue)
    return Natural(words: workspace.get(residue))
  }
}
