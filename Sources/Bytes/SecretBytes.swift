/// Octets of a secret: cannot be copied or printed, and are wiped when their owner lets go.
///
/// What Swift cannot promise is in docs/limits.md: the compiler may have spilled parts of a
/// secret to the stack or to registers before they got here.
@safe
public struct SecretBytes: ~Copyable, @unchecked Sendable {
  private let storage: UnsafeMutableBufferPointer<UInt8>

  /// The number of octets, which is public.
  public var count: Int { unsafe storage.count }

  /// Creates a secret from a copy of some bytes; the caller's own copy stays the caller's.
  public init(copying bytes: some Collection<UInt8>) {
    unsafe storage = .allocate(capacity: bytes.count)
    // Allocated a line above with this very capacity, so every element is in bounds.
    _ = unsafe storage.initialize(from: bytes)
  }

  /// Lends the octets for the length of a call.
  public borrowing func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result
  {
    // The buffer lives as long as self, which is borrowed here.
    try body(unsafe Span(_unsafeElements: storage))
  }

  deinit {
    unsafe wipe(UnsafeMutableRawBufferPointer(storage))
    unsafe storage.deallocate()
  }
}
