import ASN1
import Testing

@Suite("Times (RFC 5280, section 4.1.2.5)")
struct ASN1TimeTests {
  /// The seconds are what `date -u -d … +%s` prints.
  @Test(
    "counts seconds from 1970 as POSIX does",
    arguments: [
      ("0000-01-01 00:00:00 UTC", -62_167_219_200), ("1582-10-15 00:00:00 UTC", -12_219_292_800),
      ("1900-02-28 23:59:59 UTC", -2_203_891_201), ("1900-03-01 00:00:00 UTC", -2_203_891_200),
      ("1969-12-31 23:59:59 UTC", -1), ("1970-01-01 00:00:00 UTC", 0),
      ("2000-02-29 12:30:45 UTC", 951_827_445), ("2026-11-28 04:00:00 UTC", 1_795_838_400),
      ("2100-03-01 00:00:00 UTC", 4_107_542_400), ("9999-12-31 23:59:59 UTC", 253_402_300_799),
    ] as [(String, Int64)])
  func seconds(text: String, seconds: Int64) {
    let time = ASN1Time(secondsSinceEpoch: seconds)
    #expect(time.description == text)
    #expect(
      ASN1Time(
        year: time.year, month: time.month, day: time.day, hour: time.hour, minute: time.minute,
        second: time.second)?.secondsSinceEpoch == seconds)
  }

  @Test("follows the calendar through every day of 800 years, and its ends")
  func everyDay() throws {
    var expected = (year: 1600, month: 1, day: 1)
    let first = try #require(ASN1Time(year: 1600, month: 1, day: 1))
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for count in 0..<292_194 {
      let time = first.adding(days: count)
      guard (time.year, time.month, time.day) == expected else {
        Issue.record("\(time) after \(count) days, expected \(expected)")
        return
      }
      let isLeap =
        expected.year.isMultiple(of: 4)
        && (!expected.year.isMultiple(of: 100) || expected.year.isMultiple(of: 400))
      let length = lengths[expected.month - 1] + (expected.month == 2 && isLeap ? 1 : 0)
      expected.day += 1
      if expected.day > length { expected = (expected.year, expected.month + 1, 1) }
      if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
    }
    #expect(expected == (2400, 1, 1))
    #expect(ASN1Time.latest.adding(days: 1) == .latest)
    #expect(ASN1Time.earliest.adding(days: -1) == .earliest)
    #expect(ASN1Time.latest.adding(days: .max) == .latest)
    #expect(ASN1Time.latest.adding(days: .min) == .earliest)
    #expect(ASN1Time.earliest < .latest)
  }

  @Test("refuses days and times that do not exist")
  func calendar() {
    #expect(ASN1Time(year: 2023, month: 2, day: 29) == nil)
    #expect(ASN1Time(year: 1900, month: 2, day: 29) == nil)
    #expect(ASN1Time(year: 2000, month: 2, day: 29) != nil)
    #expect(ASN1Time(year: 2023, month: 13, day: 1) == nil)
    #expect(ASN1Time(year: 2023, month: 0, day: 1) == nil)
    #expect(ASN1Time(year: 2023, month: 4, day: 31) == nil)
    #expect(ASN1Time(year: 2023, month: 4, day: 0) == nil)
    #expect(ASN1Time(year: 10_000, month: 1, day: 1) == nil)
    #expect(ASN1Time(year: 2023, month: 1, day: 1, hour: 24) == nil)
    #expect(ASN1Time(year: 2023, month: 1, day: 1, minute: 60) == nil)
    #expect(ASN1Time(year: 2016, month: 12, day: 31, hour: 23, minute: 59, second: 60) == nil)
  }

  @Test(
    "is a UTCTime from 1950 to 2049, otherwise a GeneralizedTime",
    arguments: [
      (1949, 12, 31, 0x18, "19491231000000Z"), (1950, 1, 1, 0x17, "500101000000Z"),
      (1999, 12, 31, 0x17, "991231000000Z"), (2000, 1, 1, 0x17, "000101000000Z"),
      (2049, 12, 31, 0x17, "491231000000Z"), (2050, 1, 1, 0x18, "20500101000000Z"),
    ] as [(Int, Int, Int, UInt8, String)])
  func encoding(year: Int, month: Int, day: Int, tag: UInt8, text: String) throws {
    let time = try #require(ASN1Time(year: year, month: month, day: day))
    let encoding = DER.time(time)
    #expect(encoding == [tag, UInt8(text.utf8.count)] + Array(text.utf8))
    var reader = DER.Reader(encoding)
    #expect(try reader.readTime() == time)
    #expect(reader.isAtEnd)
  }

  @Test(
    "reads no other form",
    arguments: [
      "5001010000Z", "500101000000", "500101000000+0100", "50010100000Z0", "5001010000 0Z",
      "501301000000Z", "500230000000Z", "500101240000Z", "500101006000Z", "500101000060Z", "Z", "",
      "19491231000000Z", "500101000000.Z",
    ])
  func utcTimes(text: String) {
    var reader = DER.Reader(DER.encode(.utcTime, contents: Array(text.utf8)))
    #expect(throws: ASN1Error.invalidTime(offset: 0)) { try reader.readTime() }
  }

  @Test(
    "reads no other form of GeneralizedTime",
    arguments: [
      "20500101000000", "205001010000Z", "20500101000000.5Z", "2050010100Z", "20500101000000+0000",
      "20501301000000Z", "20500230000000Z", "500101000000Z", "",
    ])
  func generalizedTimes(text: String) {
    var reader = DER.Reader(DER.encode(.generalizedTime, contents: Array(text.utf8)))
    #expect(throws: ASN1Error.invalidTime(offset: 0)) { try reader.readTime() }
  }
}
