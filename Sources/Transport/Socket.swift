#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The calls of POSIX on TCP sockets, all of which return at once.
extension Descriptor {
  /// How an attempt to connect stands.
  enum Connecting: Equatable {
    case done
    case inProgress
    case failed(code: Int32)
  }

  /// What an attempt to accept gave.
  enum Accepting: Equatable {
    case connection(Descriptor, from: Endpoint)
    case nobody
    /// No descriptor or no memory is left for another connection.
    case exhausted
  }

  /// Opens a socket that listens.
  ///
  /// - Throws: `TransportError.system` naming the call that failed.
  static func listening(on address: SocketAddress) throws(TransportError) -> Descriptor {
    let socket = try Descriptor.socket(family: address.family)
    do throws(TransportError) {
      socket.setOption(SOL_SOCKET, SO_REUSEADDR)
      let bound = unsafe address.withSockaddr { unsafe bind(socket.number, $0, $1) }
      guard bound == 0 else { throw .system(call: "bind", code: errno) }
      guard listen(socket.number, SOMAXCONN) == 0 else {
        throw .system(call: "listen", code: errno)
      }
      return socket
    } catch {
      socket.close()
      throw error
    }
  }

  /// Opens a socket and begins to connect it.
  ///
  /// - Throws: `TransportError.system` naming the call that failed.
  static func connecting(
    to address: SocketAddress
  ) throws(TransportError) -> (Descriptor, Connecting) {
    let socket = try Descriptor.socket(family: address.family)
    socket.setUpConnection()
    let result = unsafe address.withSockaddr { unsafe connect(socket.number, $0, $1) }
    if result == 0 { return (socket, .done) }
    // An interrupted call goes on by itself.
    if errno == EINPROGRESS || errno == EINTR { return (socket, .inProgress) }
    let code = errno
    socket.close()
    throw .system(call: "connect", code: code)
  }

  /// How the attempt to connect ended, once the socket is writable.
  var connectResult: Connecting {
    var code: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    // The call fills in one integer of the size that is passed with it.
    let result = unsafe getsockopt(number, SOL_SOCKET, SO_ERROR, &code, &length)
    return result != 0 ? .failed(code: errno) : code != 0 ? .failed(code: code) : .done
  }

  /// Accepts one connection.
  func acceptConnection() -> Accepting {
    while true {
      var accepted: Int32 = -1
      // The closure only passes on what it is lent.
      let endpoint = unsafe SocketAddress.endpoint { address, length in
        unsafe accepted = accept(number, address, length)
        return accepted
      }
      if accepted >= 0 {
        let connection = Descriptor(accepted)
        connection.setNonBlocking()
        connection.setCloseOnExec()
        connection.setUpConnection()
        return .connection(connection, from: endpoint ?? Endpoint(host: "unknown", port: 0))
      }
      switch errno {
      case EINTR, ECONNABORTED: continue
      case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
      default: return .nobody
      }
    }
  }

  /// Where the socket itself is.
  var localEndpoint: Endpoint? {
    // The closure only passes on what it is lent.
    unsafe SocketAddress.endpoint { unsafe getsockname(number, $0, $1) }
  }

  /// Says that nothing more will be sent.
  func shutDownSending() {
    _ = shutdown(number, Int32(SHUT_WR))
  }

  private static func socket(family: Int32) throws(TransportError) -> Descriptor {
    #if canImport(Glibc)
      let number = Glibc.socket(family, streamSocketType, 0)
    #else
      let number = Darwin.socket(family, streamSocketType, 0)
    #endif
    guard number >= 0 else { throw .system(call: "socket", code: errno) }
    let socket = Descriptor(number)
    socket.setNonBlocking()
    socket.setCloseOnExec()
    return socket
  }

  /// Messages are short and wait for answers: they leave at once.
  private func setUpConnection() {
    setOption(Int32(IPPROTO_TCP), TCP_NODELAY)
  }

  private func setOption(_ level: Int32, _ name: Int32) {
    var on: Int32 = 1
    // One integer of the size that is passed with it.
    _ = unsafe setsockopt(number, level, name, &on, socklen_t(MemoryLayout<Int32>.size))
  }
}

/// Raises the number of descriptors that this process may have to what the system allows.
func raiseDescriptorLimit() {
  var limit = rlimit()
  #if canImport(Glibc)
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    let most = rlim_t.max
  #else
    let resource = RLIMIT_NOFILE
    let most = rlim_t(OPEN_MAX)
  #endif
  // One structure, which lives until the calls return.
  guard unsafe getrlimit(resource, &limit) == 0 else { return }
  limit.rlim_cur = min(limit.rlim_max, most)
  _ = unsafe setrlimit(resource, &limit)
}
