import Dispatch
import Glibc
import StudioModel
import Synchronization

/// Finds the command that the arguments name and runs it.
enum CommandLineProgram {
  /// Returns the exit code; everything printed is flushed.
  static func run(_ words: [String]) -> Int32 {
    // A reader that goes away must not take a paid job with it.
    signal(SIGPIPE, SIG_IGN)
    ProcessSignals.receive([SIGINT, SIGTERM, SIGHUP])
    let process = ProcessContext.current()
    guard let (command, rest) = command(in: words) else {
      return withoutCommand(words, process).rawValue
    }
    do throws(UsageError) {
      let arguments = try Arguments(parsing: rest, options: command.options)
      if arguments.has("help") {
        process.output.result(command.helpPage)
        return ExitCode.done.rawValue
      }
      return wait { await command.run(arguments, process) }.rawValue
    } catch {
      if words.contains("--json") {
        let failure = Failure(.invalidRequest, error.message, cost: .nothing)
        process.output.result(JobDocument.refused(failure).printed)
      }
      process.output.error(error.message, advice: "See `seedream \(command.name) --help`.")
      return ExitCode.refusedHere.rawValue
    }
  }

  /// The command's name may come after options that every command takes: `seedream --demo history`.
  private static func command(in words: [String]) -> ((any Command.Type), [String])? {
    guard let place = words.firstIndex(where: { !$0.hasPrefix("-") }),
      let command = CommandList.named(words[place])
    else { return nil }
    var rest = words
    rest.remove(at: place)
    return (command, rest)
  }

  private static func withoutCommand(_ words: [String], _ process: ProcessContext) -> ExitCode {
    if words.contains("--help") || words.contains("-h") {
      process.output.result(CommandList.helpPage)
      return .done
    }
    if words.contains("--version") {
      process.output.result("seedream \(ProgramVersion.current)\n")
      return .done
    }
    if let word = words.first(where: { !$0.hasPrefix("-") }) {
      let near = Spelling.nearest(to: word, among: CommandList.all.map { $0.name })
      process.output.error(
        "There is no command “\(word)”." + (near.map { " Did you mean \($0)?" } ?? ""),
        advice: "See `seedream --help`."
      )
    } else {
      process.output.note(CommandList.helpPage)
    }
    return .refusedHere
  }

  /// Runs asynchronous work and blocks this thread until it is done.
  ///
  /// The work runs on the global executor: a task made in a synchronous `main` would belong to the
  /// main actor and never get its turn while the thread waits.
  private static func wait(_ work: @escaping @Sendable () async -> ExitCode) -> ExitCode {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex(ExitCode.internalError)
    Task.detached {
      let code = await work()
      result.withLock { $0 = code }
      done.signal()
    }
    done.wait()
    return result.withLock { $0 }
  }
}
