import StudioCore
import StudioModel

/// The settings file, and what it caps.
struct SettingsCheckup: Sendable {
  let session: Session

  func findings() -> [Finding] {
    let path = session.paths.configFile
    let exists = FileSystem().exists(path)
    var findings = [
      Finding("settings", .fine, exists ? path : "\(path) does not exist: the defaults hold")
    ]
    let caps = [
      session.config.spending.dailyCap.map { "\($0) a day" },
      session.config.spending.jobCap.map { "\($0) a sequence" },
    ].compactMap { $0 }
    findings.append(
      caps.isEmpty
        ? Finding(
          "cap",
          .lacking,
          "no spending cap is set",
          fix: "spending: { daily_cap_usd: 10 } in \(path)"
        )
        : Finding("cap", .fine, caps.joined(separator: ", "))
    )
    return findings
  }
}
