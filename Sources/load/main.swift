import Foundation

// Many users of a lab in one process, who talk in pairs through a server that runs already. Prints
// one line of JSON; scripts/load says what it means.

do {
  let options = try Options(CommandLine.arguments.dropFirst())
  print(try Swarm(options).run())
} catch let error as Options.Unusable {
  FileHandle.standardError.write(Data("error: \(error.text)\n".utf8))
  exit(64)
} catch {
  FileHandle.standardError.write(Data("error: \(error)\n".utf8))
  exit(1)
}
