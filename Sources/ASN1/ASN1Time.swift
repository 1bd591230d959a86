/// A time of X.509: a second of the Gregorian calendar in UTC, from year 0 to 9999 (RFC 5280,
/// section 4.1.2.5).
///
/// There are no leap seconds, as in POSIX.
public struct ASN1Time: Hashable, Sendable {
  /// The seconds since the beginning of 1970.
  public let secondsSinceEpoch: Int64

  /// 1 January of year 0, the earliest time.
  public static let earliest = ASN1Time(secondsSinceEpoch: .min)
  /// The last second of 9999, with which a certificate says that it has no end (RFC 5280, section
  /// 4.1.2.5).
  public static let latest = ASN1Time(secondsSinceEpoch: .max)

  /// Creates a time from seconds since the beginning of 1970; what lies outside the years 0 to
  /// 9999 becomes the earliest or latest time.
  public init(secondsSinceEpoch: Int64) {
    self.secondsSinceEpoch = min(max(secondsSinceEpoch, -62_167_219_200), 253_402_300_799)
  }

  /// Creates a time from the calendar; nil for a day or time that does not exist.
  public init?(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0
  ) {
    guard (0...9999).contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, of: year)).contains(day),
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
    else { return nil }
    let days = Self.daysBefore(year: year, month: month) + day - 1
    self.init(secondsSinceEpoch: Int64(((days * 24 + hour) * 60 + minute) * 60 + second))
  }

  /// The time so many days later, or earlier when there are fewer than none.
  public func adding(days: Int) -> ASN1Time {
    let (seconds, overflow) = Int64(days).multipliedReportingOverflow(by: Self.secondsOfDay)
    let (sum, overflowOfSum) = secondsSinceEpoch.addingReportingOverflow(seconds)
    return overflow || overflowOfSum
      ? (days < 0 ? .earliest : .latest) : ASN1Time(secondsSinceEpoch: sum)
  }

  /// The year, 0 to 9999.
  public var year: Int { date.year }
  /// The month, 1 to 12.
  public var month: Int { date.month }
  /// The day of the month, from 1.
  public var day: Int { date.day }
  /// The hour, 0 to 23.
  public var hour: Int { secondOfDay / 3600 }
  /// The minute, 0 to 59.
  public var minute: Int { secondOfDay / 60 % 60 }
  /// The second, 0 to 59.
  public var second: Int { secondOfDay % 60 }

  private static let secondsOfDay: Int64 = 86_400

  private var secondOfDay: Int {
    let remainder = secondsSinceEpoch % Self.secondsOfDay
    return Int(remainder < 0 ? remainder + Self.secondsOfDay : remainder)
  }

  private var date: (year: Int, month: Int, day: Int) {
    let days = Int((secondsSinceEpoch - Int64(secondOfDay)) / Self.secondsOfDay)
    // 146097 days are 400 years; the estimate is at most a year off.
    var year = 1970 + Int((Double(days) * 400 / 146_097).rounded(.down))
    while Self.daysBefore(year: year, month: 1) > days { year -= 1 }
    while Self.daysBefore(year: year + 1, month: 1) <= days { year += 1 }
    var month = 12
    while Self.daysBefore(year: year, month: month) > days { month -= 1 }
    return (year, month, days - Self.daysBefore(year: year, month: month) + 1)
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The days from the beginning of 1970 to that of a month, of year 0 or later.
  private static func daysBefore(year: Int, month: Int) -> Int {
    let years = year + 399  // Positive, and congruent to the year before modulo 400.
    let leapDays = years / 4 - years / 100 + years / 400 - 97
    let months = (1..<month).reduce(0) { $0 + days(inMonth: $1, of: year) }
    return 365 * year + leapDays + 1 + months - 719_528
  }
}

extension ASN1Time: Comparable {
  /// Whether one time is earlier than another.
  public static func < (left: ASN1Time, right: ASN1Time) -> Bool {
    left.secondsSinceEpoch < right.secondsSinceEpoch
  }
}

extension ASN1Time: CustomStringConvertible {
  /// Date and time with the zone: `2026-11-28 04:00:00 UTC`.
  public var description: String {
    let date = date
    return "\(Self.digits(date.year, 4))-\(Self.digits(date.month, 2))-\(Self.digits(date.day, 2)) "
      + "\(Self.digits(hour, 2)):\(Self.digits(minute, 2)):\(Self.digits(second, 2)) UTC"
  }

  /// The form of GeneralizedTime: `20261128040000Z`.
  var digits: String {
    let date = date
    return Self.digits(date.year, 4)
      + [date.month, date.day, hour, minute, second].map { Self.digits($0, 2) }.joined() + "Z"
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
