import Processor
import Testing
import Transport

@testable import ChatLab

@Suite("Benchmarks")
struct BenchTests {
  @Test("The result of 'openssl speed -mr' for digests, RSA, ECDSA and ECDH, or of something else")
  func speedResults() {
    #expect(
      OpenSSLRunner.numbers(in: "+H:8192\n+F:25:sha256:1649578666.67\n") == [1_649_578_666.67])
    #expect(
      OpenSSLRunner.numbers(in: "+R:1:AES:0.76\n+F2:2:2048:3355.5:61075.25\n") == [
        3355.5, 61075.25,
      ])
    #expect(OpenSSLRunner.numbers(in: "+F5:3:256:27271.2:0.000037") == [27271.2, 0.000037])
    #expect(OpenSSLRunner.numbers(in: "+F") == [])
    #expect(OpenSSLRunner.numbers(in: "no result") == [])
  }

  @Test("The median: the middle, or the mean of two")
  func median() {
    #expect(BenchmarkRow.median([]) == nil)
    #expect(BenchmarkRow.median([3]) == 3)
    #expect(BenchmarkRow.median([9, 1, 2]) == 2)
    #expect(BenchmarkRow.median([4, 1, 9, 2]) == 3)
  }

  private static let report = BenchmarkReport(
    rows: [
      BenchmarkRow(
        name: "sha-256", backend: "portable", unit: .megabytes(bytes: 8192), own: [50_000, 70_000],
        openSSL: [240_000], openSSLBasic: [60_000]),
      BenchmarkRow(
        name: "sha-256", backend: "auto", unit: .megabytes(bytes: 8192), own: [241_000],
        openSSL: [240_000]),
      BenchmarkRow(
        name: "rsa-2048-sign", backend: "auto", unit: .operations, own: [50.5], openSSL: [1000]),
    ], openSSL: "OpenSSL 3.0.0", rounds: 2)

  @Test("The table names a primitive once and fits 80 columns")
  func text() {
    #expect(
      Self.report.text == """
        Against OpenSSL 3.0.0, processor time on both sides.

        name                  backend   unit      rate   OpenSSL  ratio     basic  ratio
        sha-256               portable  MB/s     491.5      1966   0.25     491.5   1.00
                              auto      MB/s      1974      1966   1.00
        rsa-2048-sign         auto      op/s     50.50      1000   0.05

        With a ratio above 1, chat-lab is the faster one. Basic: OpenSSL without the
        instructions that only some processors have (OPENSSL_ia32cap=0:0).

        """)
    #expect(Runs.lines(Self.report.text).allSatisfy { $0.count <= 80 })
  }

  @Test("JSON: a schema, what was compared with, and a row for each backend")
  func json() throws {
    let line = Self.report.json.filter { !$0.isNewline }
    let json = try #require(JSONValue(line: line))
    #expect(json["schema"]?.string == "chat-lab.bench/1")
    #expect(json["against"]?.string == "OpenSSL 3.0.0")
    #expect(json["rounds"]?.integer == 2)
    let rows = try #require(json["rows"]?.elements)
    #expect(rows.map { $0["name"]?.string } == ["sha-256", "sha-256", "rsa-2048-sign"])
    #expect(rows.map { $0["backend"]?.string } == ["portable", "auto", "auto"])
    #expect(rows[0]["rate"] == .number(491.52) && rows[0]["openssl"] == .number(1966.08))
    #expect(rows[0]["ratio"] == .number(0.25) && rows[0]["ratioBasic"] == .number(1))
    #expect(rows[1]["opensslBasic"] == .null && rows[1]["ratioBasic"] == .null)
    #expect(rows[2]["unit"]?.string == "op/s" && rows[2]["ratio"] == .number(0.0505))
  }

  @Test("Every benchmark has its own name; a portable row is first, one for everything last")
  func catalogue() {
    let names = BenchmarkCatalogue.all.map(\.name)
    #expect(Set(names).count == names.count && names.count >= 18)
    for benchmark in BenchmarkCatalogue.all {
      let backends = benchmark.backends.map(\.name)
      #expect(backends.first == "portable" && Set(backends).count == backends.count)
      #expect(backends.count == 1 || backends.last == "auto")
      #expect(benchmark.openSSL?.command.isEmpty == false)
    }
  }

  @Test("A run prints the rows that were asked for, on the backend that was asked for")
  func run() throws {
    // The one that runs anyway: the choice holds for the whole process, with its other tests.
    let backend = Backend.current.name
    let line = ["bench", "hmac-sha-256", "--backend", backend, "--rounds", "1"]
    let text = ChatLabTests.run(line, of: .chatLab)
    #expect(text.status == .success && text.diagnostics.isEmpty)
    let lines = Runs.lines(text.output)
    #expect(lines.count == 2 && lines[1].hasPrefix("hmac-sha-256          \(backend) "))
    let json = ChatLabTests.run(line + ["--format", "json"], of: .chatLab)
    let value = try #require(JSONValue(line: json.output.filter { !$0.isNewline }))
    #expect(value["against"] == .null && value["rows"]?.elements?.count == 1)
    #expect(value["rows"]?.elements?[0]["openssl"] == .null)
  }

  @Test("The loop without an observer computes SHA-256: FIPS 180-4's message of three letters")
  func observerless() {
    let padded = Array("abc".utf8) + [0x80] + [UInt8](repeating: 0, count: 59) + [24]
    #expect(
      ObserverlessSHA256.hashValue(ofBlocks: padded) == [
        0xba78_16bf, 0x8f01_cfea, 0x4141_40de, 0x5dae_2223,
        0xb003_61a3, 0x9617_7a9c, 0xb410_ff61, 0xf200_15ad,
      ])
  }

  @Test("Bad usage is one line")
  func badUsage() {
    for (line, status, part) in [
      ("bench sha256", ExitStatus.usage, "did you mean 'sha-256'?"),
      ("bench --backend none", .usage, "one of auto, portable"),
      ("bench --against libressl", .usage, "is not one of openssl"),
      ("bench --rounds 0", .usage, "from 1 to 100"),
    ] {
      let outcome = ChatLabTests.run(line.split(separator: " ").map(String.init), of: .chatLab)
      #expect(outcome.status == status && outcome.output.isEmpty)
      #expect(outcome.diagnostics.contains(part) && Runs.lines(outcome.diagnostics).count == 1)
    }
  }
}
