#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A socket address of any family, as the operating system's calls take it.
struct SocketAddress: Sendable {
  /// `AF_INET` or `AF_INET6`.
  let family: Int32
  private let bytes: [UInt8]

  /// Returns the addresses of an endpoint, the preferred one first.
  ///
  /// Blocks while the name is looked up; the text of an address needs no looking up.
  ///
  /// - Throws: `TransportError.unknownHost`.
  static func resolve(
    _ endpoint: Endpoint, toListen: Bool
  ) throws(TransportError) -> [SocketAddress] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_family = AF_UNSPEC
    unsafe hints.ai_socktype = streamSocketType
    unsafe hints.ai_flags = AI_NUMERICSERV | (toListen ? AI_PASSIVE : 0)
    var list: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(endpoint.host, String(endpoint.port), &hints, &list) == 0 else {
      throw .unknownHost(endpoint.host)
    }
    // The list is the call's own until it is given back here.
    defer { unsafe freeaddrinfo(list) }
    var addresses: [SocketAddress] = []
    var entry = unsafe list
    while let current = unsafe entry?.pointee {
      if let address = unsafe current.ai_addr {
        let raw = unsafe UnsafeRawBufferPointer(start: address, count: Int(current.ai_addrlen))
        addresses.append(SocketAddress(family: unsafe current.ai_family, bytes: unsafe Array(raw)))
      }
      unsafe entry = current.ai_next
    }
    return addresses
  }

  /// Lends the address to a call of the operating system.
  func withSockaddr(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    // The bytes came from such a structure, and live until the call returns.
    unsafe bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return -1 }
      return unsafe body(start.assumingMemoryBound(to: sockaddr.self), socklen_t(buffer.count))
    }
  }

  /// Returns the endpoint that a call fills in: the socket's own address, or its peer's.
  static func endpoint(
    filledBy call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) -> Endpoint? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    // The storage is large and aligned enough for every family.
    return unsafe withUnsafeMutablePointer(to: &storage) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe call(address, &length) >= 0 ? unsafe endpoint(address, length) : nil
      }
    }
  }

  /// Returns the numeric form of an address.
  private static func endpoint(
    _ address: UnsafePointer<sockaddr>, _ length: socklen_t
  ) -> Endpoint? {
    var host = [CChar](repeating: 0, count: 256)
    var port = [CChar](repeating: 0, count: 16)
    let flags = NI_NUMERICHOST | NI_NUMERICSERV
    // Both arrays take at most the size that is passed with them, and are ended by a zero.
    guard
      unsafe getnameinfo(
        address, length, &host, socklen_t(host.count), &port, socklen_t(port.count), flags) == 0,
      let number = UInt16(text(port))
    else { return nil }
    return Endpoint(host: text(host), port: number)
  }

  private static func text(_ characters: [CChar]) -> String {
    String(
      decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

#if canImport(Glibc)
  let streamSocketType = Int32(SOCK_STREAM.rawValue)
#else
  let streamSocketType = SOCK_STREAM
#endif
