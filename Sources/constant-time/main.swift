// Runs one operation on a secret for a checker of constant time: under Valgrind with the secret
// undefined, or many times with a clock. scripts/constant-time calls it.

import Bytes
import Foundation
import Processor

private func operation(named name: String) throws -> SecretOperation {
  guard let found = SecretOperations.all.first(where: { $0.name == name }) else {
    throw CheckError.unknownOperation(name)
  }
  return found
}

/// Runs an operation on its sample, then on the sample made undefined; both must agree.
private func memcheck(_ operation: SecretOperation) throws {
  let expected = try operation.body(operation.sample)
  let result = try operation.body(Secret.octets(operation.sample))
  // What comes out goes to the caller, and is compared here.
  guard Secret.shown(result) == expected else { throw CheckError.differentResult(operation.name) }
}

private func timing(_ operation: SecretOperation, measurements: Int) throws {
  var test = TimingTest()
  try test.measure(operation, measurements: measurements)
  let verdict =
    abs(test.t) > TimingTest.threshold ? "the time depends on the secret" : "no leak seen"
  print("\(operation.name): t = \((test.t * 100).rounded() / 100), \(verdict)")
}

do {
  let arguments = Array(CommandLine.arguments.dropFirst())
  switch (arguments.first, arguments.count) {
  case ("--list", 1):
    for operation in SecretOperations.all {
      print(operation.isPlanted ? "planted" : "library", operation.name)
    }
  case ("--backend", 1):
    // By name: under Valgrind the processor offers less than it has.
    print(Backend.available.map(\.name).joined(separator: " "))
  case ("memcheck", 2):
    try memcheck(operation(named: arguments[1]))
  case ("timing", 2):
    try timing(operation(named: arguments[1]), measurements: 20_000)
  case ("timing", 3):
    guard let count = Int(arguments[2]), count >= 100 else { throw CheckError.usage }
    try timing(operation(named: arguments[1]), measurements: count)
  default:
    throw CheckError.usage
  }
} catch {
  print("error: \(error)")
  exit(1)
}
