import ASN1
import Handshakes
import Transcripts

extension Transcript.Setting {
  /// The setting as a reader wants it: a time as a date.
  var readable: Transcript.Setting {
    guard name == "time", let seconds = Int64(value) else { return self }
    return Transcript.Setting(name, ASN1Time(secondsSinceEpoch: seconds).description)
  }
}

extension [Transcript.Setting] {
  /// The time that a run is told, or the fixed one, in seconds since 1970-01-01 00:00:00 UTC; nil
  /// for a time that no run has: one from 1970 to 8307 leaves room for the days of certificates.
  var time: Int64? {
    guard let told = first(where: { $0.name == "time" }) else { return Demonstration.fixedTime }
    return Int64(told.value).flatMap { (0...200_000_000_000).contains($0) ? $0 : nil }
  }
}
