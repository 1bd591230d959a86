/// What went wrong at the edge of the program: sockets, terminals, files, other programs.
///
/// `code` is an `errno` value (POSIX.1-2017, `<errno.h>`).
public enum TransportError: Error, Equatable, Sendable {
  /// Text that is not `HOST:PORT`.
  case malformedEndpoint(String)
  /// A host name that does not resolve to an address.
  case unknownHost(String)
  /// Another program listens on this address already.
  case addressInUse(Endpoint)
  /// This address cannot be listened on.
  case cannotListen(Endpoint, code: Int32)
  /// Nobody listens on this address.
  case refused(Endpoint)
  /// This address did not answer in time.
  case timedOut(Endpoint)
  /// This address cannot be reached.
  case unreachable(Endpoint, code: Int32)
  /// A file that cannot be read.
  case unreadable(path: String, code: Int32)
  /// A file with more bytes than its reader allows.
  case tooLarge(path: String, limit: Int)
  /// A file that cannot be written.
  case unwritable(path: String, code: Int32)
  /// A file that is there already, and may not be replaced.
  case exists(path: String)
  /// A directory that another process uses.
  case inUse(path: String)
  /// The reader of a pipe has gone.
  case outputClosed
  /// A program that is not in the search path.
  case missingProgram(String)
  /// A call of the operating system that failed and has no case of its own.
  case system(call: String, code: Int32)
}

extension TransportError: CustomStringConvertible {
  /// One line: what is wrong, where, and what was expected.
  public var description: String {
    switch self {
    case .malformedEndpoint(let text):
      "'\(text)' is not an address, expected HOST:PORT with a port from 0 to 65535"
    case .unknownHost(let host):
      "\(host): no such host"
    case .addressInUse(let endpoint):
      "\(endpoint): another program listens there already"
    case .cannotListen(let endpoint, let code):
      "\(endpoint): cannot listen there: \(systemMessage(code))"
    case .refused(let endpoint):
      "\(endpoint): connection refused, nobody listens there"
    case .timedOut(let endpoint):
      "\(endpoint): no answer in time"
    case .unreachable(let endpoint, let code):
      "\(endpoint): cannot be reached: \(systemMessage(code))"
    case .unreadable(let path, let code):
      "\(path): cannot be read: \(systemMessage(code))"
    case .tooLarge(let path, let limit):
      "\(path): more than \(limit) bytes"
    case .unwritable(let path, let code):
      "\(path): cannot be written: \(systemMessage(code))"
    case .exists(let path):
      "\(path): is there already, expected a new path"
    case .inUse(let path):
      "\(path): in use by another chat-lab, expected a directory of one's own"
    case .outputClosed:
      "the reader of the output has gone"
    case .missingProgram(let name):
      "\(name): not found in PATH"
    case .system(let call, let code):
      "\(call): \(systemMessage(code))"
    }
  }
}
