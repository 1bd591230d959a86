import Terms
import Transcripts

// Bringing users together, and judging certificates in the original.
extension CertifiedPeers.Registry {
  mutating func takeRequest(
    _ arrival: Arrival, _ guest: Guest, _ link: Link, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try arrival.read(
      as: Layouts.request, from: Actor(guest.name), to: actor, while: "a request is awaited",
      among: Layouts.withServer(configuration.settings.mode))
    func text(_ field: String) -> String { String(decoding: message[field].bytes, as: UTF8.self) }
    let wanted = text("wanted")
    guard wanted.isEmpty || UserName.isValid(wanted) else {
      throw .field("request wanted", expected: "empty, or \(UserName.expectation)")
    }
    let address = text("address")
    guard address.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw .field("request address", expected: "HOST:PORT")
    }
    var guest = guest
    guest.request = Request(wanted: wanted, address: address, ordinal: requestCount)
    requestCount += 1
    reception[link] = guest
    let record = wanted.isEmpty ? nil : records[wanted]
    if let objection = record?.objection(at: now) { throw .refused(objection) }
    let whom = wanted.isEmpty ? "anybody" : wanted
    var stage = Stage(
      .connection, actor, "\(guest.name) asks for \(whom)",
      values: message.contents.map(\.term), messages: [.received(message)])
    guard let other = partner(of: link, guest) else {
      guard !wanted.isEmpty else {
        outputs.append(.stage(stage))
        return
      }
      let reason = Term.text(
        "reason",
        record == nil ? "no certificate was issued to \(wanted)" : "\(wanted) is not here")
      stage.explanation = "\(guest.name) hears so, and waits."
      stage.values.append(reason)
      return try send(Layouts.absent, [reason], to: link, stage, &outputs)
    }
    outputs.append(.stage(stage))
    try introduce(link, other, &outputs)
  }

  /// The one among those who wait, the longest waiting first, whom a guest wants and who wants it.
  private func partner(of link: Link, _ guest: Guest) -> Link? {
    reception.users.filter { $0.link != link && $0.user.request != nil && !$0.user.isIntroduced }
      .sorted { ($0.user.request?.ordinal ?? 0) < ($1.user.request?.ordinal ?? 0) }
      .first { wants(guest, $0.user) && wants($0.user, guest) }?.link
  }

  private func wants(_ guest: Guest, _ other: Guest) -> Bool {
    guard let wanted = guest.request?.wanted else { return false }
    return wanted.isEmpty || wanted == other.name
  }

  /// Tells both where the other is; who asked for the other by name connects, and if both did or
  /// neither, who asked first.
  private mutating func introduce(
    _ late: Link, _ early: Link, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let lateGuest = reception[late], let earlyGuest = reception[early],
      let lateRequest = lateGuest.request, let earlyRequest = earlyGuest.request
    else { return }
    let lateIsFirst = !lateRequest.wanted.isEmpty && earlyRequest.wanted.isEmpty
    let pair = lateIsFirst ? [(late, early), (early, late)] : [(early, late), (late, early)]
    var listValues: [Term] = []
    if !isOriginal { listValues = try revocationList(&outputs) }
    for (role, (here, there)) in pair.enumerated() {
      guard let own = reception[here], let other = reception[there], let request = other.request
      else { continue }
      reception[here]?.isIntroduced = true
      let values =
        [
          Term.constant("role", [UInt8(role)]), .text("peer name", other.name),
          .text("peer address", addressForAll ?? request.address),
        ] + listValues
      let stage = Stage(
        .connection, actor, "the server tells \(own.name) where \(other.name) is",
        explanation: role == 0
          ? "\(own.name) is to connect. What the two say to each other does not pass the server."
          : "",
        values: values)
      let layout = Layouts.choose(
        configuration.settings.mode, Layouts.rendezvous, Layouts.rendezvousWithList)
      try send(layout, values, to: here, stage, &outputs)
    }
  }

  /// What the original asks of the server: whether it has issued a certificate, and still stands
  /// by it.
  mutating func judge(
    _ arrival: Arrival, _ guest: Guest, _ link: Link, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try arrival.read(
      as: Layouts.check, from: Actor(guest.name), to: actor, while: "a certificate is awaited",
      among: Layouts.withServer(configuration.settings.mode))
    let certificate = message["certificate"]
    let record = records.record(of: certificate.bytes)
    let objection = record?.objection(at: now)
    let verdict = Term.text(
      "verdict",
      record == nil ? "fail: it was not issued here" : objection.map { "fail: \($0)" } ?? "pass")
    let stage = Stage(
      .handshake, actor, "the server judges a certificate for \(guest.name)",
      explanation: "It looks whether it has issued this certificate. The answer is one word, and"
        + " nothing shows that it is the server's.",
      values: [certificate, verdict], messages: [.received(message)],
      checks: [Check("it is one of the server's, and good", record != nil && objection == nil)],
      weaknesses: ["F7"])
    try send(Layouts.verdict, [verdict], to: link, stage, &outputs)
  }
}
