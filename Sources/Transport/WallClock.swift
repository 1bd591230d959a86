#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The time of day, for runs that need one.
public enum WallClock {
  /// The seconds since 1970-01-01 00:00:00 UTC.
  public static var now: Int64 { Int64(time(nil)) }
}
