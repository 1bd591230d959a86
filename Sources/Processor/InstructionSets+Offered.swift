#if arch(x86_64)
  import _Builtin_intrinsics.intel.cpuid
  import _Builtin_intrinsics.intel
#endif

extension InstructionSets {
  /// The families that the processor has and the operating system lets programs use.
  public static let offered: InstructionSets = {
    #if arch(x86_64)
      identify()
    #else
      []
    #endif
  }()

  #if arch(x86_64)
    /// Asks the processor (Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2,
    /// instruction CPUID, and volume 1, sections 13.2 and 15.2).
    private static func identify() -> InstructionSets {
      var sets: InstructionSets = []
      let features = leaf(1)
      let extended = leaf(7)
      let hasSSE41 = features.ecx.bit(19) && features.ecx.bit(9)
      if hasSSE41, extended.ebx.bit(29) { sets.insert(.sha) }
      guard hasSSE41, features.ecx.bit(25) else { return sets }
      sets.insert(.aes)
      guard features.ecx.bit(27), savesVectorRegisters() else { return sets }
      let hasAVX512 = extended.ebx.bit(16) && extended.ebx.bit(30) && extended.ebx.bit(31)
      if hasAVX512, extended.ecx.bit(9) { sets.insert(.vectorAES) }
      if hasAVX512, extended.ebx.bit(21) { sets.insert(.ifma) }
      return sets
    }

    /// True when the operating system saves the 512-bit registers, without which they must not be
    /// used: XCR0 has the bits of SSE, AVX, the mask registers and both halves of the others.
    ///
    /// XGETBV reads XCR0 but is a macro in C, which Swift does not see. XSAVE shows the same bits:
    /// it stores, for each component that is enabled, whether it is in use, and leaves the bits of
    /// the others as they were, so what a bit was before shows through only where XCR0 has a 0.
    private static func savesVectorRegisters() -> Bool {
      let components: UInt64 = 0b1110_0110
      guard
        let used = componentsInUse(of: components, before: 0),
        let alsoUnused = componentsInUse(of: components, before: .max)
      else { return false }
      return (used | ~alsoUnused) & components == components
    }

    /// Saves the state of some components, and returns the bits that tell which are in use; nil when
    /// the processor's own length leaves no room for them.
    private static func componentsInUse(of components: UInt64, before bits: UInt64) -> UInt64? {
      let length = Int(leaf(0xd).ebx.bits)  // of the components that are enabled
      let header = 512  // the offset of XSTATE_BV, after the legacy region
      let area = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 64)
      defer {
        unsafe area.initializeMemory(as: UInt8.self, repeating: 0)
        unsafe area.deallocate()
      }
      guard length >= header + 64, let base = area.baseAddress else { return nil }
      // An area of the length that the processor asks for, aligned as it asks.
      unsafe area.initializeMemory(as: UInt8.self, repeating: 0)
      unsafe base.storeBytes(of: bits, toByteOffset: header, as: UInt64.self)
      unsafe _xsave64(base, components)
      return unsafe base.load(fromByteOffset: header, as: UInt64.self)
    }

    /// What the processor says about one leaf; zeros when it has no such leaf.
    private static func leaf(_ number: UInt32) -> (ebx: Register, ecx: Register) {
      var (eax, ebx, ecx, edx): (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
      // Four variables of this function, of the width that the call writes.
      let isKnown = unsafe __get_cpuid_count(number, 0, &eax, &ebx, &ecx, &edx)
      return isKnown == 1 ? (Register(bits: ebx), Register(bits: ecx)) : (Register(), Register())
    }

    /// A register of flags.
    private struct Register {
      var bits: UInt32 = 0

      func bit(_ index: UInt32) -> Bool { bits >> index & 1 == 1 }
    }
  #endif
}
