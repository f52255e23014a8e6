import CSQLite
import CellGrid
import StudioModel

@testable import StudioCore
@testable import seedream

extension FuzzTarget {
  /// What a person types at a shell, in a script, in the search field.
  static let commands = [
    FuzzTarget("arguments", longest: 1_024, replays: 800, arguments),
    FuzzTarget("script", longest: 1_024, replays: 800, script),
    FuzzTarget("search", longest: 512, replays: 300, search),
  ]

  /// The command by its first byte, then its words, one a line.
  @Sendable private static func arguments(_ supply: inout Supply) throws {
    let command = supply.choice(CommandList.all)
    var words: [String] = []
    while !supply.isEmpty { words.append(supply.line()) }
    let arguments: Arguments
    do throws(UsageError) {
      arguments = try Arguments(parsing: words, options: command.options)
    } catch {
      try hold(!error.message.isEmpty, "a refusal without a word")
      return
    }
    for (name, values) in arguments.values {
      let option = command.options.first { $0.name == name }
      try hold(option?.value != nil, "--\(name) is no option with a value")
      try hold(values.count == 1 || option?.repeats == true, "--\(name) was given twice")
    }
    for name in arguments.switches {
      let option = command.options.first { $0.name == name }
      try hold(name == "help" || option.map { $0.value == nil } == true, "--\(name) is no switch")
    }
    for operand in arguments.operands {
      try hold(words.contains(operand), "\(operand) was not given")
      let isFree = words.contains("--") || !operand.hasPrefix("-") || operand == "-"
      try hold(isFree, "\(operand) is an option")
    }
    let limit: Int? = try? arguments.number("limit", in: 1...1_000)
    try hold(limit.map { (1...1_000).contains($0) } ?? true, "--limit \(limit as Any)")
    _ = try? StudioOptions(arguments)
    // A prompt from stdin is another matter.
    guard command.name == GenerateCommand.name, arguments.operands != ["-"] else { return }
    let process = ProcessContext(
      environment: [:],
      currentFolder: "/here",
      output: Output(),
      argumentsAreText: true
    )
    guard let wish = try? GenerateWish(arguments, process) else { return }
    try hold(wish.prompt == arguments.operands.first, "another prompt")
    if let folder = wish.outFolder?.path, !folder.isEmpty {
      try hold(folder.utf8.first == UInt8(ascii: "/"), "--out \(folder)")
    }
  }

  @Sendable private static func script(_ supply: inout Supply) throws {
    let text = supply.text()
    let rows = text.split(omittingEmptySubsequences: false) { $0.isNewline }.count
    let lines: [ScriptLine]
    do throws(ScriptProblem) { lines = try ScriptReader.lines(in: text) } catch {
      try hold((1...rows).contains(error.line), "line \(error.line) of \(rows)")
      try hold(!error.message.isEmpty, "a problem without a word")
      return
    }
    try hold(lines.map(\.number) == lines.map(\.number).sorted(), "lines out of order")
    for line in lines {
      try hold((1...rows).contains(line.number), "line \(line.number) of \(rows)")
      try check(line.step)
    }
  }

  private static func check(_ step: ScriptStep) throws {
    switch step {
    case .type(let text), .paste(let text): try hold(!text.isEmpty, "nothing to type")
    case .press(let keys): try hold(!keys.isEmpty, "no key to press")
    case .await(let text, _, let patience):
      try hold(!text.isEmpty, "nothing to wait for")
      try hold(patience >= .zero && patience <= .seconds(3_600), "waits for \(patience)")
    case .rest(let patience):
      try hold(patience >= .zero && patience <= .seconds(3_600), "waits for \(patience)")
    case .resize(let size):
      let sides = 1...StudioOptions.largestSide
      try hold(sides.contains(size.width) && sides.contains(size.height), "resized to \(size)")
    case .dump: break
    }
  }

  /// The first line is searched for, the rest is a prompt in the library. A prompt is found by its
  /// own words, and whatever is typed is SQL and a query that SQLite understands.
  @Sendable private static func search(_ supply: inout Supply) throws {
    let typed = supply.line()
    let rest = supply.text()
    let prompt = rest.isEmpty ? typed : rest
    let now = Timestamp(milliseconds: 1_769_846_700_000)
    let parsed = HistorySearch.parse(
      typed,
      catalog: Samples.catalog,
      now: now,
      midnight: Timestamp(milliseconds: 1_769_817_600_000),
      offset: 3_600
    )
    _ = HistorySearch.unknownField(in: typed)
    for problem in parsed.problems { try hold(!problem.isEmpty, "a problem without a word") }
    try ScratchLibrary.shared.holding(prompt) { pages in
      for query in [parsed.query, HistoryQuery(text: typed)] {
        let page = try pages.page(query, before: nil, limit: 10)
        let count = try pages.count(query)
        try hold(count == page.jobs.count, "\(count) counted, \(page.jobs.count) found")
      }
      guard case .expression = SearchText.search(for: prompt) else { return }
      let page = try pages.page(HistoryQuery(text: prompt), before: nil, limit: 10)
      let isFound = page.jobs.contains { $0.request.prompt.utf8.elementsEqual(prompt.utf8) }
      try hold(isFound, "a prompt that is not found by its own words: \(prompt.debugDescription)")
    }
  }
}

/// A library in memory that holds one sequence at a time.
private final class ScratchLibrary {
  // The one target that uses it tries one input after the other.
  nonisolated(unsafe) static let shared = ScratchLibrary()

  private let connection: Connection?

  private init() {
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    guard sqlite3_open_v2(":memory:", &handle, flags, nil) == SQLITE_OK, let handle else {
      connection = nil
      return
    }
    let opened = Connection(handle: handle, path: ":memory:")
    let isReady: Void? = try? Migrations.steps.forEach { try opened.runScript($0) }
    connection = isReady == nil ? nil : opened
  }

  func holding(_ prompt: String, _ body: (HistoryPages) throws -> Void) throws {
    guard let connection else { throw Finding("no library in memory") }
    try connection.run("BEGIN")
    defer { _ = try? connection.run("ROLLBACK") }
    _ = try JobsTable(connection: connection).insert(Samples.job(prompt: prompt))
    try body(HistoryPages(connection: connection))
  }
}
