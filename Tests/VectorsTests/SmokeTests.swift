import Testing
import Foundation
@testable import Vectors
@Test func smoke() throws {
  let directory = ProcessInfo.processInfo.environment["VDIR"] ?? "vectors"
  let names = ProcessInfo.processInfo.environment["VNAMES"]?.split(separator: " ").map(String.init) ?? []
  let suite = try VectorSuite(directory: directory)
  var last = Date()
  let report = suite.run(matching: names) { r in
    let now = Date(); let t = now.timeIntervalSince(last); last = now
    if t > 0.3 { print(r.path, t) }
  }
  print(report.text())
}
