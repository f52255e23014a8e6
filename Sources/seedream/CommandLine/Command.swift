/// How one subcommand is called, and how it is begun.
protocol Command: Sendable {
  static var name: String { get }
  static var summary: String { get }
  /// What follows the name in the usage line.
  static var operands: String { get }
  static var options: [Option] { get }
  /// Paragraphs below the options.
  static var notes: String { get }

  /// Does it, holding the thread of `main` until it is done.
  static func start(_ arguments: Arguments, _ process: ProcessContext) -> ExitCode
}

/// A subcommand that needs no thread of its own.
protocol HeadlessCommand: Command {
  static func run(_ arguments: Arguments, _ process: ProcessContext) async -> ExitCode
}

extension HeadlessCommand {
  static func start(_ arguments: Arguments, _ process: ProcessContext) -> ExitCode {
    BlockingWait.value(otherwise: .internalError) { await run(arguments, process) }
  }
}

extension Command {
  static var operands: String { "" }
  static var notes: String { "" }

  /// The page that `--help` prints.
  static var helpPage: String {
    let usage = ["seedream", name, "[options]", operands].filter { !$0.isEmpty }
    var lines = ["\(summary)", "", "Usage: " + usage.joined(separator: " "), "", "Options:"]
    lines += OptionTable.lines(for: options)
    if !notes.isEmpty { lines += ["", notes] }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The two columns of an options list.
enum OptionTable {
  static func lines(for options: [Option]) -> [String] {
    let left = options.map { option in
      "  " + (option.letter.map { "-\($0), " } ?? "") + "--\(option.name)"
        + (option.value.map { " \($0)" } ?? "")
    }
    let width = min(left.map(\.count).max() ?? 0, 34)
    return zip(left, options).map { head, option in
      let summary = option.summary + (option.repeats ? " (repeatable)" : "")
      let padding = String(repeating: " ", count: max(width - head.count, 0) + 2)
      return head + padding + summary
    }
  }
}
