import Glibc
import StudioModel
import TerminalKit

/// Finds the command that the arguments name and runs it; without one, the studio opens.
enum CommandLineProgram {
  /// Returns the exit code; everything printed is flushed.
  static func run(_ words: [String]) -> Int32 {
    // A reader that goes away must not take a paid job with it.
    signal(SIGPIPE, SIG_IGN)
    // Nor must a limit on the size of files: the write fails and is told like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    ProcessSignals.receive([SIGINT, SIGTERM, SIGHUP])
    CoreDumps.forbid()
    let process = ProcessContext.current()
    guard let place = placeOfCommand(in: words) else {
      return withoutCommand(words, process).rawValue
    }
    guard let command = CommandList.named(words[place]) else {
      let near = Spelling.nearest(to: words[place], among: CommandList.all.map { $0.name })
      process.output.error(
        "There is no command “\(words[place])”." + (near.map { " Did you mean \($0)?" } ?? ""),
        advice: "See `seedream --help`."
      )
      return ExitCode.refusedHere.rawValue
    }
    var rest = words
    rest.remove(at: place)
    return run(command, rest, process).rawValue
  }

  private static func run(
    _ command: any Command.Type,
    _ words: [String],
    _ process: ProcessContext
  ) -> ExitCode {
    do throws(UsageError) {
      let arguments = try Arguments(parsing: words, options: command.options)
      if arguments.has("help") {
        process.output.result(command.helpPage)
        return .done
      }
      guard MachineRoom.isEnough else { return refuseWithoutRoom(arguments, process) }
      return command.start(arguments, process)
    } catch {
      if words.contains("--json") {
        let failure = Failure(.invalidRequest, error.message, cost: .nothing)
        process.output.result(JobDocument.refused(failure).printed)
      }
      process.output.error(error.message, advice: "See `seedream \(command.name) --help`.")
      return .refusedHere
    }
  }

  private static func refuseWithoutRoom(
    _ arguments: Arguments,
    _ process: ProcessContext
  ) -> ExitCode {
    let failure = Failure(
      .internalError,
      "The system gives this program too little memory, or too few threads or open files.",
      cost: .nothing,
      advice: "Raise its limits (see `ulimit -v`, `-d`, `-u` and `-n`), or end other programs."
    )
    if arguments.has("json") { process.output.result(JobDocument.refused(failure).printed) }
    process.output.failure(failure)
    return ExitCode(failure)
  }

  /// The command's name may come after options that every command takes: `seedream --demo history`.
  /// The values of the studio's own options are no commands.
  private static func placeOfCommand(in words: [String]) -> Int? {
    let valued = StudioCommand.options.filter { $0.value != nil }.map { "--\($0.name)" }
    var place = 0
    while place < words.count {
      if valued.contains(words[place]) {
        place += 2
      } else if words[place].hasPrefix("-") {
        place += 1
      } else {
        return place
      }
    }
    return nil
  }

  private static func withoutCommand(_ words: [String], _ process: ProcessContext) -> ExitCode {
    let asksForHelp = words.contains("--help") || words.contains("-h")
    if asksForHelp && words.allSatisfy({ ["--help", "-h", "--demo"].contains($0) }) {
      process.output.result(CommandList.helpPage)
      return .done
    }
    if words.contains("--version") {
      process.output.result("seedream \(ProgramVersion.current)\n")
      return .done
    }
    return run(StudioCommand.self, words, process)
  }
}
