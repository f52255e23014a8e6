import Glibc
import ProviderSimulator

/// The key is shown nowhere, kept nowhere, sent nowhere but to its service, and what is made is its
/// owner's alone.
struct SecretsTrial: Trial {
  static let name = "secrets"
  static let summary = "the key stays where it belongs, and files are their owner's alone"

  func run(_ setting: TrialSetting, _ report: TrialReport) async throws {
    let picture = try SamplePicture.jpeg()
    let echoes = EchoRounds(report: report)
    await Rounds.atOnce(EchoRounds.all(setting), report) { try await echoes.run($0) }
    let hosts = HostRounds(report: report, picture: picture)
    await Rounds.atOnce(HostRounds.Lure.allCases, report) { try await hosts.run($0) }
    let keyFiles = KeyFileRounds(report: report)
    await Rounds.atOnce(KeyFileRounds.cases, report) { try await keyFiles.run($0) }
    try await keyFiles.injections()
    let permissions = PermissionRounds(report: report, picture: picture)
    let cases = PermissionRounds.cases
    let some =
      setting.length == .short ? cases.filter { ["000", "0777"].contains($0.umask) } : cases
    await Rounds.atOnce(some, report) { try await permissions.run($0) }
    try await processes(setting, report)
  }

  private func processes(_ setting: TrialSetting, _ report: TrialReport) async throws {
    let processes = ProcessRounds(report: report)
    try await processes.children()
    try await processes.processList()
    guard try await processes.systemWritesCores() else {
      return report.note("This system writes no core files: crashes were left out.")
    }
    let signals =
      setting.length == .short ? [SIGSEGV] : [SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE, SIGTRAP]
    for signal in signals {
      try await processes.crash(signal, onScreen: false, backtrace: "enable=no")
      try await processes.crash(signal, onScreen: true, backtrace: "enable=no")
    }
    guard setting.length == .long else { return }
    let whole = "enable=yes,interactive=no,color=no,registers=all,threads=all,images=all"
    try await processes.crash(SIGSEGV, onScreen: false, backtrace: whole)
  }
}
