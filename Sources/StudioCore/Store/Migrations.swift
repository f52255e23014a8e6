/// The steps that lead from an empty file to today's tables. Published steps are never edited:
/// a change is a new step at the end.
enum Migrations {
  /// Tells our files from other programs' databases: "Sdrm" in the file's header.
  static let applicationID: Int64 = 0x5364_726d

  /// Step n leads from version n to version n + 1.
  static let steps: [String] = [Schema.first, Schema.second]

  /// The version this program writes.
  static var current: Int { steps.count }
}

extension Connection {
  /// Brings the tables up to date. Two programs may do this at once: the second waits, and then
  /// finds nothing left to do.
  func migrate() throws(StoreFailure) {
    if Int(try number("PRAGMA user_version")) == Migrations.current { return }
    try transaction(.immediate) { () throws(StoreFailure) in
      let version = Int(try number("PRAGMA user_version"))
      // Another program may have got here first, and may be a newer one.
      try refuseVersion(version, mayMigrate: true)
      for (number, step) in Migrations.steps.enumerated().dropFirst(version) {
        try runScript(step)
        // A PRAGMA takes no bound values; both numbers are our own.
        try runScript("PRAGMA user_version = \(number + 1)")
      }
      try runScript("PRAGMA application_id = \(Migrations.applicationID)")
    }
  }

  /// Everything that is wrong with the file, one sentence each; empty when it is sound.
  func integrityProblems() throws(StoreFailure) -> [String] {
    var problems = try rows("PRAGMA integrity_check(20)", []) { (columns) throws(StoreFailure) in
      try columns.text()
    }.filter { $0 != "ok" }
    let strays = try rows("PRAGMA foreign_key_check", []) { (columns) throws(StoreFailure) in
      try columns.text()
    }
    if let table = strays.first {
      problems.append("\(strays.count) rows point nowhere, the first in \(table)")
    }
    return problems
  }
}
