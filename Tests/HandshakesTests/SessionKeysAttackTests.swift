import Handshakes
import Terms
import Testing
import Transcripts

/// What happens when somebody in the server's place changes, repeats, drops or makes up messages.
@Suite struct SessionKeysAttackTests {
  /// The moments of honest runs, computed once a mode.
  private static let moments = Dictionary(
    uniqueKeysWithValues: Mode.allCases.map { ($0, Company.moments($0)) })

  /// A run in which one bit of one field was flipped, at its end, after more was said.
  private func flipped(
    _ moment: Company.Moment, _ field: Field, octet: Int, bit: Int
  ) -> Company {
    var company = moment.company
    company.inFlight[moment.receiver][0][field.offset + octet] ^= 1 << UInt8(bit)
    return goOn(company)
  }

  private func goOn(_ company: Company) -> Company {
    var company = company
    company.run()
    company.say("after all", 0, to: "bob")
    company.say("after all", 1, to: "alice")
    company.run()
    for user in 0...1 { company.give(.tick(seconds: 60), to: user) }
    company.run()
    return company
  }

  /// Two bits of each octet of a short field; three of a long one.
  private func places(_ field: Field) -> [(octet: Int, bit: Int)] {
    field.length <= 4
      ? (0..<field.length).flatMap { [(octet: $0, bit: 0), (octet: $0, bit: 7)] }
      : [(0, 7), (field.length / 2, 3), (field.length - 1, 0)]
  }

  private static let honest = Set(Company.lines + ["after all"])
  private static let handshake: Set<String> = ["nonce", "public-key", "session-keys", "finished"]

  @Test func inHardenedNoChangedFieldOfAMessageBetweenUsersPasses() {
    var count = 0
    for moment in Self.moments[.hardened, default: []] {
      for field in moment.fields where !field.isStructure {
        for (octet, bit) in places(field) {
          let company = flipped(moment, field, octet: octet, bit: bit)
          let place = "\(moment.name).\(field.name)"
          for user in 0...1 {
            #expect(company.texts(user).allSatisfy(Self.honest.contains), "\(place)")
            #expect(company.seen[user].deliveries.allSatisfy { $0.isVerified })
          }
          if Self.handshake.contains(moment.name) {
            let bothUp = company.seen[0].established.count + company.seen[1].established.count
            #expect(bothUp < 2, "\(place)")
            count += 1
          }
          if moment.name == "chat" {
            let line = Company.lines[moment.receiver == 1 ? 0 : 1]
            #expect(!company.texts(moment.receiver).contains(line), "\(place)")
            count += 1
          }
        }
      }
    }
    #expect(count > 50)
  }

  /// The list of weaknesses, field by field: what the code or a signature covers is noticed, and
  /// nothing else.
  @Test func inOriginalOnlyWhatIsCoveredIsNoticed() {
    var changed: Set<String> = []
    for moment in Self.moments[.original, default: []] {
      for field in moment.fields where !field.isStructure {
        for (octet, bit) in places(field) {
          let company = flipped(moment, field, octet: octet, bit: bit)
          let place = "\(moment.name).\(field.name)"
          let texts = company.texts(0) + company.texts(1)
          if texts.contains(where: { !Self.honest.contains($0) }) { changed.insert(place) }
          switch place {
          case "public-key.public_key", "public-key.signature":
            #expect(company.seen[0].established.isEmpty, "\(place)")
          case "session-keys.sealed_keys", "session-keys.signature":
            // F11: who sealed the keys takes the session for established.
            #expect(company.seen[1].established.isEmpty, "\(place)")
            #expect(company.seen[0].established == ["bob"], "\(place)")
          case "chat.ciphertext", "chat.mac":
            #expect(!company.texts(moment.receiver).contains(Company.lines[1 - moment.receiver]))
          case "chat.to":
            // F2: nothing covers the receiver.
            let line = Company.lines[1 - moment.receiver]
            #expect(company.texts(moment.receiver).contains(line), "\(place)")
          case "session-keys.to":
            #expect(company.seen[1].established == ["alice"], "\(place)")
          default: break
          }
        }
      }
    }
    // F1: the IV is the one field whose change is shown as verified.
    #expect(changed == ["chat.iv"])
  }

  @Test(arguments: Mode.allCases)
  func changedTypesAndLengthsNeverPass(mode: Mode) {
    for moment in Self.moments[mode, default: []] {
      for field in moment.fields where field.isStructure {
        for (octet, bit) in places(field) {
          let company = flipped(moment, field, octet: octet, bit: bit)
          for user in 0...1 {
            #expect(
              company.texts(user).allSatisfy(Self.honest.contains),
              "\(moment.name).\(field.name)")
          }
        }
      }
    }
  }

  /// F2: a line is shown as often as it arrives; in hardened once.
  @Test(arguments: Mode.allCases)
  func aRepeatedLine(mode: Mode) throws {
    let moment = try #require(Self.moments[mode]?.first { $0.name == "chat" })
    var company = moment.company
    company.inFlight[moment.receiver] += [moment.message]
    company.run()
    #expect(company.texts(1) == (mode == .original ? ["pay 100", "pay 100"] : ["pay 100"]))
    let refusal =
      "refused a message of alice: message replayed, dropped or reordered:"
      + " sequence number 1 expected"
    #expect(company.seen[1].notices.contains(refusal) == (mode == .hardened))
    company.give(.submit(.quit), to: 1)
    #expect(
      company.seen[1].ending
        == (mode == .original
          ? .goodbye(from: Actor("bob")) : .failed(.sequence(expected: 1))))
  }

  @Test(arguments: Mode.allCases)
  func aDroppedLineShowsAsAGapInHardened(mode: Mode) throws {
    let moment = try #require(Self.moments[mode]?.first { $0.name == "chat" })
    var company = moment.company
    company.inFlight[1].removeFirst()
    company.say("second", 0, to: "bob")
    company.say("third", 0, to: "bob")
    company.inFlight[1].removeFirst()
    company.run()
    #expect(company.texts(1) == ["third"])
    let gap = "2 of alice's messages did not arrive"
    #expect(company.seen[1].notices.contains(gap) == (mode == .hardened))
    company.give(.submit(.quit), to: 1)
    #expect(company.seen[1].ending == .goodbye(from: Actor("bob")))
  }

  /// In each state the others' other messages break what these two have; the user stays.
  @Test(arguments: Mode.allCases)
  func everyMessageInEveryState(mode: Mode) {
    let moments = Self.moments[mode, default: []]
    let between = Set(SessionKeysLab.Layouts.betweenUsers(mode).map(\.name))
    for moment in moments where between.contains(moment.name) {
      for other in moments
      where between.contains(other.name) && other.receiver == moment.receiver
        && other.name != moment.name
      {
        var company = moment.company
        company.inFlight[moment.receiver][0] = other.message
        company.deliverNext(to: moment.receiver)
        let seen = company.seen[moment.receiver]
        #expect(seen.ending == nil, "\(other.name) instead of \(moment.name)")
        #expect(seen.deliveries.allSatisfy { Self.honest.contains(text($0)) })
        // A newcomer's key is heard at any time in the original, and a line of the chat or a
        // goodbye is legal as soon as the session is up.
        let isLegal =
          mode == .original && other.name == "public-key"
          || ["chat", "bye"].contains(other.name) && ["chat", "bye"].contains(moment.name)
        let hasNotice = seen.notices.contains {
          $0.hasPrefix("no session with") || $0.hasPrefix("refused")
        }
        #expect(hasNotice || isLegal, "\(other.name) instead of \(moment.name)")
      }
    }
  }

  @Test(arguments: Mode.allCases)
  func everyOtherTypeEndsTheRunAsTheServersFault(mode: Mode) {
    let known = Set(Company.layouts(mode).map(\.type))
    for moment in Self.moments[mode, default: []] {
      for type in UInt8.min...UInt8.max {
        var company = moment.company
        company.give(
          .received(Frame(type: type, body: []).encoded, on: company.link(moment.receiver)),
          to: moment.receiver)
        let ending = company.seen[moment.receiver].ending
        if !known.contains(type) {
          guard case .failed(.unexpected) = ending else {
            Issue.record("type \(type) instead of \(moment.name): \(String(describing: ending))")
            continue
          }
        } else if type != SessionKeysLab.Layouts.occupied.type {
          #expect(ending != nil, "type \(type) without fields instead of \(moment.name)")
        }
      }
    }
  }

  @Test(arguments: Mode.allCases)
  func afterTheEndNothingComesOut(mode: Mode) {
    for moment in Self.moments[mode, default: []] {
      var company = moment.company
      company.give(
        .received([99, 0, 0, 0], on: company.link(moment.receiver)), to: moment.receiver)
      let before = company.seen[moment.receiver]
      company.deliverNext(to: moment.receiver)
      company.say("more", moment.receiver, to: "bob")
      company.give(.submit(.quit), to: moment.receiver)
      company.give(.tick(seconds: 10_000), to: moment.receiver)
      company.give(.closed(company.link(moment.receiver)), to: moment.receiver)
      #expect(company.seen[moment.receiver].notices == before.notices)
      #expect(company.seen[moment.receiver].ending == before.ending)
    }
  }

  @Test(arguments: Mode.allCases)
  func octetByOctetIsTheSame(mode: Mode) {
    let (whole, slow) = (talk(mode, isSlow: false), talk(mode, isSlow: true))
    #expect(whole.stages.count == slow.stages.count)
    for (left, right) in zip(whole.stages, slow.stages) {
      #expect(left.title == right.title)
      #expect(left.values.map(\.bytes) == right.values.map(\.bytes))
    }
    #expect(slow.texts(1) == ["pay 100"])
    #expect(slow.texts(0) == ["Grüße"])
  }

  private func talk(_ mode: Mode, isSlow: Bool) -> Company {
    var company = Company(mode, users: ["alice", "bob", "carol"])
    company.isSlow = isSlow
    company.startAll()
    company.say("pay 100", 0, to: "bob")
    company.say("Grüße", 2, to: "alice")
    company.run()
    return company
  }

  @Test(arguments: Mode.allCases)
  func hostileOctetsAreAnErrorAndNeverATrap(mode: Mode) {
    var choice = SeededChoice("hostile octets for session-keys")
    let moments = Self.moments[mode, default: []]
    for _ in 0..<300 {
      let moment = choice.one(of: moments)
      var company = moment.company
      let octets =
        choice.number(below: 3) == 0
        ? choice.spoilt(choice.one(of: moments).message) : choice.spoilt(moment.message)
      company.inFlight[moment.receiver][0] = octets
      company = goOn(company)
      // The server, too, hears what no client of ours says.
      company.giveServer(choice.spoilt(moment.message), from: choice.number(below: 2))
      company.run()
      for user in 0...1 {
        let isShown = company.texts(user).allSatisfy(Self.honest.contains)
        #expect(isShown || mode == .original)
      }
    }
  }

  private func text(_ delivery: Delivery) -> String {
    String(decoding: delivery.text, as: UTF8.self)
  }
}
