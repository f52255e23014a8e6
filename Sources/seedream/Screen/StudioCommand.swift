import CellGrid
import StudioCore
import StudioModel
import TerminalKit

/// The studio itself, on this terminal or played from a script.
enum StudioCommand: Command {
  static let name = "studio"
  static let summary = "Open the studio; so does `seedream` without a command."
  static let options: [Option] = [
    Option("script", value: "FILE", "play FILE (`-`: stdin) instead of using a terminal"),
    Option(
      "dump",
      value: "FILE",
      "write the screens that the script dumps there (default: stdout)"
    ),
    Option("size", value: "WxH", "columns x rows of the script's screen (default: 80x24)"),
    .demo, .help,
  ]
  static let notes = """
    `?` shows the keys. Leaving never loses anything: what was sent goes on at the service, and the
    next `seedream` or `seedream resume` fetches it.

    A script has one step a line; `#` begins a comment:
      type TEXT              types the rest of the line, as keys
      key KEY…               presses keys: f5, alt-enter, ctrl-x, shift-tab, ?, space
      paste TEXT             pastes; \\n, \\t, \\e, \\\\ and \\u{1F98A} stand for characters
      wait TEXT [SECONDS]    goes on once TEXT is on the screen, after at most 30 s unless said
      waitnot TEXT [SECONDS] goes on once it is not; a TEXT that ends in a number goes in quotes
      idle [SECONDS]         goes on once nothing is asked of the core and no job is worked on
      resize WxH             makes the screen larger or smaller
      dump [styled] [LABEL]  writes the screen down: its text, or its styles too
    At its end the studio is left as with `q`. A wait that is in vain dumps the screen and ends with
    1; a script that cannot be read is refused with 2, before anything is done.
    """

  static func start(_ arguments: Arguments, _ process: ProcessContext) -> ExitCode {
    do throws(UsageError) {
      let options = try StudioOptions(arguments)
      guard let playing = options.playing else { return onTerminal(options, process) }
      let lines = try lines(of: playing.script, process)
      let dump = try DumpFile(playing.dump, process)
      return StudioRun(process: process, isDemo: options.isDemo).play(lines, playing.size, dump)
    } catch {
      process.output.error(error.message, advice: "See `seedream studio --help`.")
      return .refusedHere
    }
  }

  private static func lines(
    of script: String,
    _ process: ProcessContext
  ) throws(UsageError) -> [ScriptLine] {
    let text = try ScriptFile.text(script, process)
    do throws(ScriptProblem) {
      return try ScriptReader.lines(in: text)
    } catch {
      throw UsageError("The script cannot be played: \(error.description)")
    }
  }

  private static func onTerminal(_ options: StudioOptions, _ process: ProcessContext) -> ExitCode {
    StudioRun(process: process, isDemo: options.isDemo).onTerminal()
  }
}
