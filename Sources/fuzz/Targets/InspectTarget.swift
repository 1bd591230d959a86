import ChatLab
import Transport

/// Files of DER and PEM, shown with what each element means.
struct InspectTarget: FuzzTarget {
  let name = "inspect"
  let cost = 100
  let longestInput = 512
  let corpus: [[UInt8]] = KeyFileTarget().corpus + DERTarget().corpus + PEMTarget().corpus

  func run(_ input: [UInt8]) throws {
    let path = try Scratch.write(input, name: "encoding")
    try Rehearsed.checkText(["inspect", path], statuses: [0, 1])
    let json = Program.rehearse(["inspect", path, "--format", "json"])
    guard json.status == 0 else { return }
    try Claim.that(JSONValue(parsing: json.output) != nil, "the JSON form is JSON")
  }
}
