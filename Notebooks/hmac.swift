// A script that imports the toolkit in Swift's immediate mode, without a project of its own:
//
//     swift build --product ChatLabKit
//     swift -I .build/debug/Modules -L .build/debug -lChatLabKit Notebooks/hmac.swift
//
// It makes one value as a term, and reads it in all ways.
import Bytes
import Hashing
import Terms

let key = Term.text("key", "5597332014816835")
let message = Term.text("message", "hello")
let mac = try Term("mac", HMACSHA256Code(key: key, message: message))

print("value     \(Hex.encode(mac.bytes))")
print("formula   \(mac.name) = \(mac.formula)")
if let operation = mac.operation {
  print("citation  \(operation.citation)")
  print("cost      \(operation.cost.compressions) compressions")
  print("proof     \(operation.proof?.line ?? "none")")
}

// The library by itself gives the same.
let code = HMAC<SHA256>.authenticationCode(for: Array("hello".utf8), key: key.bytes)
print("equal     \(code == mac.bytes)")
