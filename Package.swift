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
        "Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey", "ASN1", "Terms", "Transcripts",
        "Handshakes", "Rendering",
      ]),
  ],
  targets: [
    .target(name: "Bytes", swiftSettings: optimised),
    .target(name: "Arithmetic", dependencies: ["Bytes"], swiftSettings: optimised),
    .target(name: "Hashing", dependencies: ["Bytes"], swiftSettings: optimised),
    .target(name: "Ciphers", dependencies: ["Bytes", "Hashing"], swiftSettings: optimised),
    .target(
      name: "PublicKey", dependencies: ["Bytes", "Arithmetic", "Hashing"],
      swiftSettings: optimised),
    .target(name: "ASN1", dependencies: ["Bytes", "Arithmetic"], swiftSettings: strict),
    .target(
      name: "Terms",
      dependencies: ["Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey", "ASN1"],
      swiftSettings: strict),
    .target(name: "Transcripts", dependencies: ["Bytes", "Terms"], swiftSettings: strict),
    .target(
      name: "Handshakes",
      dependencies: [
        "Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey", "ASN1", "Terms", "Transcripts",
      ], swiftSettings: strict),
    .target(
      name: "Rendering", dependencies: ["Bytes", "Terms", "Transcripts"], swiftSettings: strict),
    .target(
      name: "Transport",
      dependencies: ["Bytes", "Terms", "Transcripts", "Handshakes", "Rendering"],
      swiftSettings: strict),
    .target(
      name: "Vectors",
      dependencies: [
        "Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey", "ASN1", "Transport",
      ],
      swiftSettings: strict),
    .target(
      name: "ChatLab",
      dependencies: [
        "Bytes", "Arithmetic", "Hashing", "Ciphers", "PublicKey", "ASN1", "Terms", "Transcripts",
        "Handshakes", "Rendering", "Transport", "Vectors",
      ], swiftSettings: strict),
    .executableTarget(name: "chat-lab", dependencies: ["ChatLab"], swiftSettings: strict),

    .testTarget(name: "BytesTests", dependencies: ["Bytes"], swiftSettings: strict),
    .testTarget(
      name: "ArithmeticTests", dependencies: ["Arithmetic", "Bytes", "Hashing"],
      swiftSettings: strict),
    .testTarget(name: "HashingTests", dependencies: ["Hashing", "Bytes"], swiftSettings: strict),
    .testTarget(name: "CiphersTests", dependencies: ["Ciphers", "Bytes"], swiftSettings: strict),
    .testTarget(
      name: "PublicKeyTests", dependencies: ["PublicKey", "Arithmetic", "Hashing", "Bytes"],
      swiftSettings: strict),
    .testTarget(
      name: "ASN1Tests", dependencies: ["ASN1", "Arithmetic", "Bytes"], swiftSettings: strict),
    .testTarget(
      name: "TermsTests", dependencies: ["Terms", "Bytes", "Hashing"], swiftSettings: strict),
    .testTarget(
      name: "HandshakesTests",
      dependencies: ["Handshakes", "Terms", "Transcripts", "Rendering", "Bytes", "Hashing"],
      swiftSettings: strict),
    .testTarget(
      name: "RenderingTests", dependencies: ["Rendering", "Terms", "Transcripts", "Bytes"],
      swiftSettings: strict),
    .testTarget(
      name: "TransportTests", dependencies: ["Transport", "Handshakes", "Bytes"],
      swiftSettings: strict),
    .testTarget(
      name: "VectorsTests", dependencies: ["Vectors", "Hashing", "Bytes"], swiftSettings: strict),
    .testTarget(
      name: "ChatLabTests",
      dependencies: ["ChatLab", "Transport", "Rendering", "Handshakes", "Bytes"],
      swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
  ]
)
