import CellGrid
import StudioCore
import StudioModel
import TerminalKit

/// Looks at everything a session needs, and says the exact fix for what is missing.
enum DoctorCommand: HeadlessCommand {
  static let name = "doctor"
  static let summary = "Check keys, services, library, database and terminal; say how to fix each."
  static let options: [Option] = [
    Option("offline", "do not ask the services"),
    .demo, .json, .help,
  ]

  static func run(_ arguments: Arguments, _ process: ProcessContext) async -> ExitCode {
    await CommandRun.inSession(arguments, process) { (session) async throws(Failure) in
      var findings = SettingsCheckup(session: session).findings()
      findings += await LibraryCheckup(session: session).findings()
      findings += await ServiceCheckup(session: session).findings(
        isOffline: arguments.has("offline")
      )
      findings += TerminalCheckup(environment: process.environment).findings()
      let look = ScreenLook(session.config, process.environment)
      findings += PictureCheckup(look: look).findings()
      process.output.result(
        arguments.has("json")
          ? JSONDocument.list(findings.map(\.document)).printed
          : findings.map(\.lines).joined()
      )
      return findings.contains { $0.state == .broken } ? .internalError : .done
    }
  }
}

/// One thing that was looked at.
struct Finding: Sendable {
  enum State: String, Sendable {
    case fine = "ok"
    case lacking
    case broken
  }

  let topic: String
  let state: State
  let text: String
  /// What to do; empty when there is nothing to do.
  let fix: String

  init(_ topic: String, _ state: State, _ text: String, fix: String = "") {
    self.topic = topic
    self.state = state
    self.text = text
    self.fix = fix
  }

  init(_ topic: String, _ failure: Failure) {
    self.init(topic, .broken, failure.message, fix: failure.advice)
  }

  var lines: String {
    let mark = TextFlow.padded(state.rawValue, to: 8)
    let line = "\(mark)\(TextFlow.padded(topic, to: 13)) \(PlainText.line(text))\n"
    guard !fix.isEmpty else { return line }
    return line + String(repeating: " ", count: 22) + "fix: \(PlainText.line(fix))\n"
  }

  var document: JSONDocument {
    .object([
      "topic": .text(topic), "state": .text(state.rawValue), "text": .text(text),
      "fix": .text(fix),
    ])
  }
}
