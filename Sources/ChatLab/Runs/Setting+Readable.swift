import ASN1
import Transcripts

extension Transcript.Setting {
  /// The setting as a reader wants it: a time as a date.
  var readable: Transcript.Setting {
    guard name == "time", let seconds = Int64(value) else { return self }
    return Transcript.Setting(name, ASN1Time(secondsSinceEpoch: seconds).description)
  }
}
