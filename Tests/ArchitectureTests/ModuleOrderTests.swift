import Testing

/// The modules in their order: each may import only those above it.
private let order = [
  "Processor", "SHAInstructions", "AESInstructions", "VectorAESInstructions", "IFMAInstructions",
  "Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey", "ASN1", "Certificates", "Traces",
  "Terms", "Transcripts", "Handshakes", "TLS", "Rendering", "Transport", "Vectors", "ChatLab",
  "chat-lab", "constant-time", "fuzz", "load",
]

/// The only modules that may import the compiler's intrinsics, and nothing else but them.
private let instructionModules: Set<String> = [
  "Processor", "SHAInstructions", "AESInstructions", "VectorAESInstructions", "IFMAInstructions",
]

/// The modules of the operating system that may be imported at the edge of the program.
private let system: Set<String> = [
  "Darwin", "Dispatch", "Foundation", "Glibc", "Musl", "Synchronization",
]

/// Where the edge begins.
private let edge = "Transport"

/// The files above the edge that call the operating system, and what they may import for that.
private let exceptions: [String: Set<String>] = [
  "Bytes/Wiping.swift": ["Glibc", "Musl", "Darwin"],
  "Processor/Backend.swift": ["Glibc", "Musl", "Darwin", "Synchronization"],
  "PublicKey/BlindingPair.swift": ["Synchronization"],
]

/// Why a module may not import another; nil when it may.
private func objection(to imported: String, in path: String, of module: String) -> String? {
  guard let position = order.firstIndex(of: module) else { return "\(module) has no place" }
  if system.contains(imported) {
    let isAtEdge = order.firstIndex(of: edge).map { position >= $0 } ?? false
    let isException = exceptions[path]?.contains(imported) ?? false
    return isAtEdge || isException ? nil : "\(imported) is for \(edge) and below"
  }
  if imported == "_Builtin_intrinsics" {
    return instructionModules.contains(module) ? nil : "\(imported) is for small targets"
  }
  guard let other = order.firstIndex(of: imported) else { return "\(imported) is not ours" }
  return other < position ? nil : "\(imported) is not above \(module)"
}

@Suite("Module order")
struct ModuleOrderTests {
  @Test("the sources are found")
  func sourcesAreFound() {
    #expect(SourceTree.files.count > 20)
    #expect(SourceTree.files.contains { $0.path == "Bytes/Wiping.swift" })
    #expect(!SourceTree.manifest.isEmpty)
  }

  @Test("every file imports only modules above its own", arguments: SourceTree.files)
  func imports(file: SourceTree.File) {
    for module in SourceScanner.imports(of: file.text) {
      let found = objection(to: module, in: file.path, of: file.module)
      #expect(found == nil, "\(file.path) imports \(module)")
    }
  }

  @Test("every module has its place in the order")
  func modulesHavePlaces() {
    #expect(Set(SourceTree.files.map(\.module)).isSubset(of: order))
  }

  @Test("the manifest's dependencies follow the order")
  func manifest() {
    let targets = Manifest.targets(in: SourceTree.manifest)
    #expect(targets.count == Set(SourceTree.files.map(\.module)).count)
    for (name, dependencies) in targets {
      for dependency in dependencies {
        let found = objection(to: dependency, in: "Package.swift", of: name)
        #expect(found == nil, "\(name) depends on \(dependency)")
      }
    }
  }

  @Test("the manifest declares what the sources import", arguments: SourceTree.files)
  func declarations(file: SourceTree.File) {
    let dependencies = Manifest.targets(in: SourceTree.manifest)[file.module] ?? []
    for module in SourceScanner.imports(of: file.text) where order.contains(module) {
      #expect(dependencies.contains(module), "\(file.path) imports \(module)")
    }
  }

  @Test("the rules object to every forbidden arrow")
  func objections() {
    #expect(objection(to: "Hashing", in: "Ciphers/AES.swift", of: "Ciphers") == nil)
    #expect(objection(to: "Ciphers", in: "Hashing/HMAC.swift", of: "Hashing") != nil)
    #expect(objection(to: "Hashing", in: "Hashing/HMAC.swift", of: "Hashing") != nil)
    #expect(objection(to: "Foundation", in: "Handshakes/Party.swift", of: "Handshakes") != nil)
    #expect(objection(to: "Foundation", in: "Transport/Relay.swift", of: "Transport") == nil)
    #expect(objection(to: "Glibc", in: "Bytes/Wiping.swift", of: "Bytes") == nil)
    #expect(objection(to: "Foundation", in: "Bytes/Wiping.swift", of: "Bytes") != nil)
    #expect(objection(to: "Glibc", in: "Bytes/Hex.swift", of: "Bytes") != nil)
    #expect(objection(to: "CryptoKit", in: "ChatLab/Hash.swift", of: "ChatLab") != nil)
    #expect(objection(to: "Bytes", in: "Nowhere/File.swift", of: "Nowhere") != nil)
  }

  @Test("imports are found in every spelling, and not in comments")
  func spellings() {
    let source = """
      // import Comment
      /// import Documentation
      import Plain
      @testable import Tested
        import Indented  // import Trailing
      public import Exported
      @_spi(Testing) @preconcurrency internal import Attributed
      import struct Part.Value
      import class Whole.Thing
      let text = "import Text"
      """
    #expect(
      SourceScanner.imports(of: source) == [
        "Plain", "Tested", "Indented", "Exported", "Attributed", "Part", "Whole",
      ])
  }

  @Test("targets are read off a manifest, those of tests left out")
  func manifestText() {
    let targets = Manifest.targets(
      in: """
        .target(name: "First", swiftSettings: strict),
        .target(
          name: "Second", dependencies: ["First"],
          swiftSettings: strict),
        .executableTarget(name: "tool", dependencies: [
          "First", "Second",
        ]),
        .testTarget(name: "Tests", dependencies: ["First"]),
        """)
    #expect(targets == ["First": [], "Second": ["First"], "tool": ["First", "Second"]])
  }
}

/// What can be read off Package.swift.
private enum Manifest {
  /// The names of the targets with those of their dependencies.
  static func targets(in manifest: String) -> [String: [String]] {
    let target =
      /\.(?:target|executableTarget)\(\s*name:\s*"([^"]+)"(?:,\s*dependencies:\s*\[([^\]]*)\])?/
    var targets: [String: [String]] = [:]
    for match in manifest.matches(of: target) {
      targets[String(match.1)] = (match.2 ?? "").matches(of: /"([^"]+)"/).map { String($0.1) }
    }
    return targets
  }
}
