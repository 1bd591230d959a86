#if COVERAGE
  import Transport

  #if canImport(Glibc)
    import Glibc
  #endif

  /// A target under libFuzzer, which keeps the inputs that reach something new and changes those.
  enum CoverageRun {
    /// The target, set once before libFuzzer runs: it takes a function without a context.
    nonisolated(unsafe) private static var target: (any FuzzTarget)?

    /// Runs a target for some seconds, with inputs from and to a directory, and ends the process.
    static func start(_ target: any FuzzTarget, corpus directory: String, seconds: Int) {
      unsafe self.target = target
      let words = [
        "fuzz", directory, "-max_total_time=\(seconds)", "-timeout=\(FuzzRun.longestCase)",
        "-max_len=\(max(target.longestInput, target.corpus.map(\.count).max() ?? 0))",
        "-print_final_stats=1", "-artifact_prefix=\(directory)/failed-",
      ]
      for (index, input) in target.corpus.enumerated() {
        try? Files.write(input, to: "\(directory)/own-\(index)")
      }
      // libFuzzer keeps the words, so they are never given back.
      var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
      let status = unsafe arguments.withUnsafeMutableBufferPointer { words in
        var count = Int32(words.count - 1)
        var first: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = words.baseAddress
        return unsafe runDriver(&count, &first) { octets, count in
          // The octets are libFuzzer's, lent until the call returns.
          CoverageRun.run(unsafe Array(UnsafeBufferPointer(start: octets, count: count)))
        }
      }
      exit(status)
    }

    /// Runs one input; libFuzzer keeps it when the process aborts.
    private static func run(_ input: [UInt8]) -> Int32 {
      do {
        try unsafe target?.run(input)
      } catch {
        print("violated: \(error)")
        abort()
      }
      return 0
    }
  }

  /// The entry of libFuzzer (compiler-rt/lib/fuzzer/FuzzerInterface.h), which the compiler links.
  @_silgen_name("LLVMFuzzerRunDriver")
  private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ run: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
  ) -> Int32
#endif
