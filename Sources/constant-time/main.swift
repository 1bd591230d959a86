// Runs one operation on a secret for a checker of constant time: under Valgrind with the secret
// undefined, or many times with a clock. scripts/constant-time calls it.

import Bytes
import Processor

// Not Foundation, which takes a checker longer to load than all operations together.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

private func operation(named name: String) throws -> SecretOperation {
  guard let found = SecretOperations.all.first(where: { $0.name == name }) else {
    throw CheckError.unknownOperation(name)
  }
  return found
}

/// Runs operations on their samples, then on the samples made undefined; both must agree.
///
/// A line before each says which it is, where the checker writes too.
private func memcheck(_ operations: [SecretOperation]) throws {
  for operation in operations {
    let expected = try operation.body(operation.sample)
    writeError("operation \(operation.name)\n")
    let result = try operation.body(Secret.octets(operation.sample))
    // What comes out goes to the caller, and is compared here.
    guard Secret.shown(result) == expected else { throw CheckError.differentResult(operation.name) }
    writeError("finished \(operation.name)\n")
  }
}

private func writeError(_ text: String) {
  let octets = [UInt8](text.utf8)
  // As many octets as the array has.
  _ = unsafe write(STDERR_FILENO, octets, octets.count)
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
  case ("memcheck", 2...):
    try memcheck(arguments.dropFirst().map(operation(named:)))
  case ("timing", 2):
    try timing(operation(named: arguments[1]), measurements: 20_000)
  case ("timing", 3):
    guard let count = Int(arguments[2]), count >= 100 else { throw CheckError.usage }
    try timing(operation(named: arguments[1]), measurements: count)
  default:
    throw CheckError.usage
  }
} catch {
  writeError("error: \(error)\n")
  exit(1)
}
