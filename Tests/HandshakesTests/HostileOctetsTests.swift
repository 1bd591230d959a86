import Bytes
import Handshakes
import Rendering
import Terms
import Testing
import Transcripts

/// Octets in whatever pieces, and octets that are no message.
@Suite struct HostileOctetsTests {
  // MARK: Pieces

  /// How what is on its way to a user arrives.
  enum Pieces: String, Sendable, CaseIterable {
    case messages, singleOctets, everythingAtOnce
  }

  /// Everything that a user put out in a run, as text.
  private func outputs(_ mode: Mode, arrivingAs pieces: Pieces) -> [[String]] {
    var pair = HeldPair(LabSettings(mode: mode, size: .toy))
    func run() {
      while let user = [1, 0].first(where: { !pair.inFlight[$0].isEmpty }) {
        switch pieces {
        case .messages: pair.deliverNext(to: user)
        case .singleOctets:
          for octet in pair.inFlight[user].removeFirst() { pair.give([octet], to: user) }
        case .everythingAtOnce:
          let all = pair.inFlight[user].flatMap { $0 }
          pair.inFlight[user] = []
          pair.give(all, to: user)
        }
      }
    }
    run()
    for text in ["one", "", "three"] { pair.say(text, 0) }
    run()
    pair.say("and back", 1)
    pair.give(.submit(.quit), to: 1)
    run()
    return pair.seen.map { seen in
      var renderer = JSONLinesRenderer()
      return seen.stages.map { renderer.line($0) }
        + ["\(seen.deliveries) \(seen.established) \(String(describing: seen.ending))"]
    }
  }

  @Test(arguments: Mode.allCases)
  func piecesOfAnySizeGiveTheSameRun(mode: Mode) {
    let whole = outputs(mode, arrivingAs: .messages)
    #expect(whole[0].count > 10)
    #expect(outputs(mode, arrivingAs: .singleOctets) == whole)
    #expect(outputs(mode, arrivingAs: .everythingAtOnce) == whole)
  }

  // MARK: Cut off, too long

  @Test(arguments: Mode.allCases)
  func aMessageThatIsCutOffDoesNothingUntilTheWireEnds(mode: Mode) {
    for moment in HeldPair.moments(mode) {
      let hasLeft = moment.name == "bye" && moment.receiver == 0
      for count in 0..<moment.message.count {
        var pair = moment.pair
        #expect(pair.give(Array(moment.message.prefix(count)), to: moment.receiver).isEmpty)
        pair.give(.closed(HeldPair.link(moment.receiver)), to: moment.receiver)
        #expect(
          pair.seen[moment.receiver].ending
            == (hasLeft ? .goodbye(from: Actor("alice")) : .serverGone))
      }
    }
  }

  @Test(arguments: Mode.allCases)
  func aLengthAboveTheLimitIsRefusedBeforeAnythingFollows(mode: Mode) {
    for moment in HeldPair.moments(mode) {
      for length in [65_537, 0xFF_FFFF] {
        var pair = moment.pair
        let type = moment.message[0]
        pair.give([type] + ByteWriter.integer(UInt64(length), length: 3), to: moment.receiver)
        #expect(
          pair.seen[moment.receiver].ending
            == .failed(.frame(.tooLong(type: type, length: length, limit: 65_536))))
      }
    }
  }

  @Test(arguments: Mode.allCases)
  func aVectorLongerThanItsMessageIsRefusedNamingTheField(mode: Mode) {
    var count = 0
    for moment in HeldPair.moments(mode) {
      for field in moment.pair.fields(of: moment.message).dropFirst(2) where field.isStructure {
        var message = moment.message
        for place in 0..<field.length { message[field.offset + place] = 0xFF }
        var pair = moment.pair
        pair.give(message, to: moment.receiver)
        guard case .failed(.malformed(let error)) = pair.seen[moment.receiver].ending else {
          Issue.record("\(moment.name).\(field.name) is accepted")
          continue
        }
        let vector = field.name.dropLast(" length".count)
        #expect(error.description.hasPrefix("\(moment.name) \(vector): "), "\(error)")
        count += 1
      }
    }
    #expect(count > 10)
  }

  // MARK: Garbage

  /// Octets that a hostile wire might send where a message was awaited.
  private func garbage(
    insteadOf message: [UInt8], _ types: [UInt8], _ choice: inout SeededChoice
  ) -> [UInt8] {
    switch choice.number(below: 4) {
    case 0: choice.octets(choice.number(below: 200))
    case 1:
      Frame(type: choice.one(of: types), body: choice.octets(choice.number(below: 200))).encoded
    case 2: Frame(type: message[0], body: choice.spoilt(Array(message.dropFirst(4)))).encoded
    default: choice.spoilt(message)
    }
  }

  /// After garbage a user has failed with an error that says so, waits for more, or goes on.
  @Test(arguments: Mode.allCases)
  func garbageIsAnErrorAndNeverATrap(mode: Mode) {
    var choice = SeededChoice("garbage for \(mode)")
    let moments = HeldPair.moments(mode)
    let types = (NonceRelay.Layouts.withRelay + NonceRelay.Layouts.betweenUsers(mode)).map(\.type)
    var failures = 0
    for _ in 0..<500 {
      let moment = choice.one(of: moments)
      var pair = moment.pair
      pair.inFlight[moment.receiver][0] = garbage(insteadOf: moment.message, types, &choice)
      pair.run()
      pair.say("still here", 0)
      pair.run()
      pair.give(.submit(.quit), to: 1)
      pair.run()
      guard case .failed(let error) = pair.seen[moment.receiver].ending else { continue }
      #expect(!error.description.isEmpty)
      failures += 1
    }
    #expect(failures > 250)
  }

  /// A listener believes nothing that it reads.
  @Test(arguments: NonceRelayTests.allSettings.filter { $0.size == .toy })
  func aWiretapSurvivesWhateverUsersSend(settings: LabSettings) {
    var choice = SeededChoice("garbage for a wiretap of \(settings)")
    let layouts = NonceRelay.Layouts.betweenUsers(settings.mode)
    let messages = HeldPair.moments(settings.mode).filter { moment in
      layouts.contains { $0.type == moment.message[0] }
    }
    var observed = 0
    for _ in 0..<60 {
      var wiretap = NonceRelay.Wiretap(settings)
      for (ordinal, moment) in messages.enumerated() {
        let octets = choice.number(below: 2) == 0 ? moment.message : choice.spoilt(moment.message)
        let id = MessageID(wire: "tapped", sendingEnd: 1 - moment.receiver, ordinal: ordinal)
        let names = HeldPair.names.map { Actor($0) }
        guard
          let message = try? layouts.first(where: { $0.type == octets.first })?.read(
            octets, id: id, from: names[1 - moment.receiver], to: names[moment.receiver])
        else { continue }
        for finding in wiretap.observe(message) { #expect(!finding.secret.name.isEmpty) }
        observed += 1
      }
    }
    #expect(observed > 300)
  }

  /// A modulus of two equal factors, of three, of none, or an exponent without inverse is no key,
  /// and nothing is found out with it.
  @Test func aWiretapSurvivesEveryNumberThatIsNoModulus() throws {
    let settings = LabSettings(mode: .original, size: .toy)
    func message(_ layout: MessageLayout, _ from: Int, _ fields: [[UInt8]]) throws -> Message {
      try layout.write(
        fields.map { Term.constant("field", $0) },
        id: MessageID(wire: "tapped", sendingEnd: from, ordinal: Int(layout.type)),
        from: Actor(HeldPair.names[from]), to: Actor(HeldPair.names[1 - from]))
    }
    for n in 0..<1_000 {
      var wiretap = NonceRelay.Wiretap(settings)
      let octets = ByteWriter.integer(UInt64(n), length: 2)
      for exponent: UInt8 in [0, 1, 3] {
        _ = wiretap.observe(
          try message(NonceRelay.Layouts.publicKey, 0, [[0], [1], octets, [exponent]]))
        _ = wiretap.observe(
          try message(NonceRelay.Layouts.sealedKey, 1, [[UInt8](repeating: 1, count: 32)]))
      }
      _ = wiretap.observe(
        try message(
          NonceRelay.Layouts.chat, 1,
          [
            [UInt8](repeating: 2, count: 16), [UInt8](repeating: 3, count: 16),
            [UInt8](repeating: 4, count: 32),
          ]))
    }
  }
}
