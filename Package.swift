// swift-tools-version: 6.2
import PackageDescription

/// Every target: Swift 6, strict memory safety, and a warning stops the build.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// Arithmetic is optimised in debug builds too, or a newcomer who types plain `swift run` or
/// `swift test` waits fifty times as long (docs/decisions/0001-optimised-debug-arithmetic.md).
let optimised: [SwiftSetting] =
  strict + [
    .unsafeFlags(
      ["-O", "-wmo", "-num-threads", "1", "-disable-batch-mode"],
      .when(configuration: .debug))
  ]

/// Lets a target use instructions that not every processor has.
///
/// The flags are those of the C compiler, whose intrinsics Swift takes. They hold for a whole
/// target, so such a target has its loops and no more (docs/decisions/0005-instructions-in-small-targets.md).
func instructions(_ flags: [String]) -> [SwiftSetting] {
  #if arch(x86_64)
    return optimised + [.unsafeFlags(flags.flatMap { ["-Xcc", $0] })]
  #else
    return optimised
  #endif
}

/// The modules in their order: each may import only those above it (Tests/ArchitectureTests).
let package = Package(
  name: "chat-lab",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "chat-lab", targets: ["chat-lab"]),
    // Dynamic, so that scripts and notebooks can import it in Swift's immediate mode.
    .library(
      name: "ChatLabKit", type: .dynamic,
      targets: [
        "Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey", "ASN1", "Certificates", "Traces",
        "Terms", "Transcripts", "Handshakes", "Rendering",
      ]),
  ],
  targets: [
    .target(name: "Processor", swiftSettings: instructions(["-mxsave"])),
    .target(name: "SHAInstructions", swiftSettings: instructions(["-msha", "-msse4.1"])),
    .target(name: "AESInstructions", swiftSettings: instructions(["-maes", "-msse4.1"])),
    .target(
      name: "VectorAESInstructions",
      swiftSettings: instructions(["-mvaes", "-maes", "-mavx512f", "-mavx512bw", "-mavx512vl"])),
    .target(
      name: "IFMAInstructions",
      swiftSettings: instructions(["-mavx512ifma", "-mavx512f", "-mavx512bw", "-mavx512vl"])),
    .target(name: "Bytes", swiftSettings: optimised),
    .target(
      name: "Arithmetic", dependencies: ["Processor", "IFMAInstructions", "Bytes"],
      swiftSettings: optimised),
    .target(
      name: "Hashing", dependencies: ["Processor", "SHAInstructions", "Bytes"],
      swiftSettings: optimised),
    .target(
      name: "Ciphers",
      dependencies: [
        "Processor", "AESInstructions", "VectorAESInstructions", "Bytes", "Hashing",
      ],
      swiftSettings: optimised),
    .target(
      name: "PublicKey", dependencies: ["Processor", "Bytes", "Arithmetic", "Hashing"],
      swiftSettings: optimised),
    .target(name: "ASN1", dependencies: ["Bytes", "Arithmetic"], swiftSettings: strict),
    .target(
      name: "Certificates",
      dependencies: ["Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey", "ASN1"],
      swiftSettings: strict),
    .target(
      name: "Traces",
      dependencies: ["Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey", "ASN1"],
      swiftSettings: strict),
    .target(
      name: "Terms",
      dependencies: [
        "Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey", "ASN1", "Certificates", "Traces",
      ], swiftSettings: strict),
    .target(name: "Transcripts", dependencies: ["Bytes", "Terms"], swiftSettings: strict),
    .target(
      name: "Handshakes",
      dependencies: [
        "Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey", "ASN1", "Certificates", "Terms",
        "Transcripts",
      ], swiftSettings: strict),
    .target(
      name: "Rendering",
      dependencies: ["Bytes", "Arithmetic", "PublicKey", "Traces", "Terms", "Transcripts"],
      swiftSettings: strict),
    .target(
      name: "Transport",
      dependencies: ["Bytes", "Terms", "Transcripts", "Handshakes", "Rendering"],
      swiftSettings: strict),
    .target(
      name: "Vectors",
      dependencies: [
        "Processor", "Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey", "ASN1",
        "Certificates", "Transport",
      ],
      swiftSettings: strict),
    .target(
      name: "ChatLab",
      dependencies: [
        "Processor", "Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey", "ASN1",
        "Certificates", "Traces", "Terms", "Transcripts", "Handshakes", "Rendering", "Transport",
        "Vectors",
      ], swiftSettings: strict),
    .executableTarget(name: "chat-lab", dependencies: ["ChatLab"], swiftSettings: strict),
    // Runs operations on secrets for scripts/constant-time; no part of the program.
    .executableTarget(
      name: "constant-time",
      dependencies: ["Processor", "Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey"],
      swiftSettings: optimised),
    // Many users in one process, for scripts/load; no part of the program.
    .executableTarget(
      name: "load", dependencies: ["Bytes", "Terms", "Handshakes", "Transport"],
      swiftSettings: strict),
    // Gives hostile input to parsers and verifiers for scripts/fuzz; no part of the program.
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "Processor", "Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey", "ASN1",
        "Certificates", "Terms", "Transcripts", "Handshakes", "Rendering", "Transport", "Vectors",
        "ChatLab",
      ], swiftSettings: optimised),

    .testTarget(name: "ProcessorTests", dependencies: ["Processor"], swiftSettings: strict),
    .testTarget(name: "BytesTests", dependencies: ["Bytes"], swiftSettings: strict),
    .testTarget(
      name: "ArithmeticTests", dependencies: ["Arithmetic", "Processor", "Bytes", "Hashing"],
      swiftSettings: strict),
    .testTarget(
      name: "HashingTests", dependencies: ["Hashing", "Processor", "Bytes"], swiftSettings: strict),
    .testTarget(
      name: "CiphersTests", dependencies: ["Ciphers", "Processor", "Hashing", "Bytes"],
      swiftSettings: strict),
    .testTarget(
      name: "PublicKeyTests",
      dependencies: ["PublicKey", "Processor", "Arithmetic", "Hashing", "Bytes"],
      swiftSettings: strict),
    .testTarget(
      name: "ASN1Tests", dependencies: ["ASN1", "Arithmetic", "Bytes"], swiftSettings: strict),
    .testTarget(
      name: "CertificatesTests",
      dependencies: [
        "Certificates", "ASN1", "PublicKey", "Ciphers", "Hashing", "Arithmetic", "Bytes",
      ], swiftSettings: strict),
    .testTarget(
      name: "TracesTests",
      dependencies: [
        "Traces", "Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey", "ASN1",
      ], swiftSettings: strict),
    .testTarget(
      name: "TermsTests", dependencies: ["Terms", "Bytes", "Hashing"], swiftSettings: strict),
    .testTarget(
      name: "HandshakesTests",
      dependencies: ["Handshakes", "Terms", "Transcripts", "Rendering", "Bytes", "Hashing"],
      swiftSettings: strict),
    .testTarget(
      name: "RenderingTests",
      dependencies: [
        "Rendering", "Traces", "Terms", "Transcripts", "PublicKey", "Arithmetic", "Bytes",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TransportTests", dependencies: ["Transport", "Handshakes", "Bytes"],
      swiftSettings: strict),
    .testTarget(
      name: "VectorsTests",
      dependencies: ["Vectors", "Certificates", "ASN1", "Hashing", "Bytes", "Processor"],
      exclude: ["Samples"], swiftSettings: strict),
    .testTarget(
      name: "ChatLabTests",
      dependencies: [
        "ChatLab", "Certificates", "ASN1", "Processor", "Transport", "Rendering", "Handshakes",
        "Transcripts", "Terms", "Bytes",
      ],
      swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
  ]
)
