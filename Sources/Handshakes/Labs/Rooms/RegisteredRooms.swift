import Terms
import Transcripts

/// The lab after the fifth document: the rooms of `key-hub` behind registration and login.
public enum RegisteredRooms: RoomsLab {
  public static let name = "registered-rooms"
  public static let summary =
    "The rooms of key-hub, where the server checks logins with registered keys."
  public static let curve = PrimeCurve.p384
  public static let registers = true

  /// What is wrong with the document's protocol: that of `key-hub` without what registration
  /// cures.
  public static let weaknesses = KeyHub.weaknesses.filter {
    !["F2", "F3", "F4", "F15"].contains($0.id)
  }
}
