import Handshakes

extension Labs {
  /// The names of the labs, as they are typed.
  static var names: [String] { all.map { $0.name } }

  /// The lab that runs when none is named.
  static var standard: any Lab.Type { all[0] }

  /// The lab of a name that the command line has checked.
  static func checked(_ name: String) -> any Lab.Type {
    guard let lab = named(name) else { preconditionFailure("no lab is called \(name)") }
    return lab
  }
}
