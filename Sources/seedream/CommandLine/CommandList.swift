/// Every subcommand, in the order of `--help`.
enum CommandList {
  static let all: [any Command.Type] = [
    StudioCommand.self, GenerateCommand.self, ResumeCommand.self, WaitCommand.self,
    HistoryCommand.self, ShowCommand.self, SheetCommand.self, TemplatesCommand.self,
    ModelsCommand.self, SizesCommand.self, DoctorCommand.self, SimulateCommand.self,
  ]

  static func named(_ name: String) -> (any Command.Type)? { all.first { $0.name == name } }

  /// The page that `seedream --help` prints.
  static var helpPage: String {
    let width = all.map { $0.name.count }.max() ?? 0
    let rows = all.map { command in
      "  \(command.name)"
        + String(repeating: " ", count: width - command.name.count + 2) + command.summary
    }
    return """
      Make sequences of images with Seedream 4.0/4.5 on WaveSpeedAI or Atlas Cloud.

      Usage: seedream                      opens the studio
             seedream COMMAND [options]

      Commands:
      \(rows.joined(separator: "\n"))

      Every command takes --help, and --json where it prints results; --demo works on the built-in
      simulator, without a key, network or cost.

      Keys:   WAVESPEED_API_KEY, ATLASCLOUD_API_KEY, a key file or a key_command
              (`seedream doctor` tells which is used and where files go)
      Exit:   0 done · 1 internal error · 2 refused here, nothing sent · 3 key · 4 refused or failed
              at the service · 5 unreachable, nothing sent · 6 partial · 7 sent but unconfirmed ·
              8 over the spending cap · 130 interrupted, resumable

      """
  }
}
