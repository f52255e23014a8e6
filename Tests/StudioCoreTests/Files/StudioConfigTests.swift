import FoundationEssentials
import StudioCore
import StudioModel
import Testing

@Suite struct StudioConfigTests {
  private func parse(_ text: String) throws -> LoadedConfig {
    try StudioConfig.parse(text, path: "config.json5")
  }

  @Test func theCommentedDefaultHoldsTheBuiltInValues() throws {
    let loaded = try parse(StudioConfig.commentedDefault)
    #expect(loaded.config == StudioConfig())
    #expect(loaded.warnings.isEmpty)
  }

  /// Every key the program knows stands in the commented default: each line of it that sets a
  /// value is changed to nonsense, which only a key that is read can refuse.
  @Test func everyKeyOfTheCommentedDefaultIsRead() throws {
    let lines = StudioConfig.commentedDefault.split(separator: "\n")
    let settings = lines.indices.filter { lines[$0].hasSuffix(",") && lines[$0].contains(": ") }
    #expect(settings.count == 21)
    for line in settings where !lines[line].contains("//") {
      var changed = lines
      changed[line] = lines[line].prefix { $0 != ":" } + ": [[]],"
      #expect(throws: ConfigProblem.self, "\(lines[line])") {
        try parse(changed.joined(separator: "\n"))
      }
    }
  }

  @Test func aMissingFileGivesTheBuiltInValuesAndAnUnreadableOneDoesNot() throws {
    let scratch = try ScratchFolder()
    #expect(try StudioConfig.load(scratch("none.json5")) == LoadedConfig())
    let problem = #expect(throws: ConfigProblem.self) { try StudioConfig.load(scratch.path) }
    #expect(problem?.kind == .file(FileFailure(.notARegularFile, .read, path: scratch.path)))
    try FileSystem().write([0x7B, 0xFF, 0x7D], to: scratch("latin.json5"))
    let text = #expect(throws: ConfigProblem.self) { try StudioConfig.load(scratch("latin.json5")) }
    #expect(text?.kind == .notText)
    try scratch.fill("large.json5", "{" + String(repeating: " ", count: 300_000) + "}")
    #expect(throws: ConfigProblem.self) { try StudioConfig.load(scratch("large.json5")) }
  }

  @Test func everyKeyDoesWhatItSays() throws {
    let loaded = try parse(
      """
      { provider: 'atlascloud', model: { wavespeed: "a/b", atlascloud: null }, library: '~/P',
        spending: { daily_cap_usd: 2.5, job_cap_usd: "0.108" },
        limits: { wavespeed: { images_per_minute: 500, tasks_at_once: 100 }, atlascloud: null },
        key_command: { wavespeed: 'pass show w', atlascloud: ['secret', 'get'], }, }
      """
    )
    var expected = StudioConfig()
    expected.provider = .atlascloud
    expected.models = [.wavespeed: ModelID(rawValue: "a/b")]
    expected.library = "~/P"
    expected.spending = StudioConfig.Spending(
      dailyCap: Money(microdollars: 2_500_000),
      jobCap: Money(microdollars: 108_000)
    )
    expected.limits = [.wavespeed: StudioConfig.Limits(imagesPerMinute: 500, tasksAtOnce: 100)]
    expected.keyCommands = [
      .wavespeed: .shell("pass show w"), .atlascloud: .words(["secret", "get"]),
    ]
    #expect(loaded == LoadedConfig(config: expected))
    #expect(try parse("{model: 'm'}").config.models.count == 2)
  }

  @Test func theScreensKeysDoWhatTheySay() throws {
    let loaded = try parse(
      """
      { keys: { 'live.retry': 'R', "app.quit": ['ctrl-q', 'f10'], 'app.help': [], 'x': null },
        theme: 'high-contrast', mouse: true, notify: 'osc777', links: 'off', editor: 'vi -n',
        preview: 'kitty', preview_kb: 30 }
      """
    )
    var expected = StudioConfig()
    expected.screen = StudioConfig.Screen(
      keys: ["live.retry": ["R"], "app.quit": ["ctrl-q", "f10"], "app.help": []],
      theme: .highContrast,
      mouse: true,
      notify: .osc777,
      links: .off,
      preview: .kitty,
      previewBudget: 30_000,
      editor: "vi -n"
    )
    #expect(loaded == LoadedConfig(config: expected))
  }

  @Test func anActionThatIsBoundTwiceAndAMisspelledKeyAreWarnings() throws {
    let loaded = try parse("{keys: {'a.b': 'x', 'a.b': 'y'},\nthema: 'mono',\nnotfy: 'bell'}")
    #expect(loaded.config.screen.keys == ["a.b": ["y"]])
    #expect(
      loaded.warnings.map(\.message) == [
        "Line 1: `keys.a.b` is set twice; the last one counts.",
        "Line 2: unknown key `thema` is ignored; did you mean `theme`?",
        "Line 3: unknown key `notfy` is ignored; did you mean `notify`?",
      ]
    )
  }

  @Test(arguments: [
    ("{theme: 'dark'}", "\"standard\", \"high-contrast\", \"mono\""),
    ("{mouse: 1}", "true or false"),
    ("{notify: true}", "\"none\", \"bell\", \"osc9\", \"osc777\""), ("{links: null}", "\"auto\""),
    (
      "{preview: 'best'}",
      "\"auto\", \"kitty\", \"iterm2\", \"sixel\", \"symbols\", \"text\", \"off\""
    ),
    ("{preview_kb: 0}", "from 1 to 10000, or null"),
    ("{editor: ''}", "a text in quotes or null"), ("{keys: 'x'}", "a group"),
    ("{keys: {a: 1}}", "a key such as"), ("{keys: {a: ['x', '']}}", "a list such as"),
  ])
  func whatTheScreenDoesNotTakeIsRefused(text: String, expected: String) throws {
    let problem = #expect(throws: ConfigProblem.self) { try parse(text) }
    #expect(problem?.message.contains(expected) == true, "\(problem?.message ?? "")")
  }

  @Test(
    arguments: [
      ("10", 10_000_000), ("0.1", 100_000), ("0.027", 27_000), ("'0.000001'", 1),
      ("1000000", 1_000_000_000_000),
      ("0", 0), ("null", nil),
    ] as [(String, Int64?)]
  )
  func moneyIsReadExactly(text: String, microdollars: Int64?) throws {
    let config = try parse("{spending: {daily_cap_usd: \(text)}}").config
    #expect(config.spending.dailyCap?.microdollars == microdollars)
  }

  @Test(arguments: [
    "-1", "'-1'", "1e3", "0x10", "Infinity", "NaN", "'ten'", "''", "true", "[]", "{}", "1000001",
    "0.0000001", "99999999999999999999", "'1,5'", "'1.2.3'",
  ])
  func whatIsNoAmountIsRefused(text: String) throws {
    let problem = #expect(throws: ConfigProblem.self) {
      try parse("{\n spending: {\n  daily_cap_usd: \(text)\n }\n}")
    }
    guard case .value(let path, let line, _, _) = problem?.kind else {
      Issue.record("\(String(describing: problem))")
      return
    }
    #expect(path == "spending.daily_cap_usd" && line == 3)
  }

  @Test(arguments: [
    ("{provider: 'x'}", "provider"), ("{provider: 1}", "provider"), ("[]", "the config"),
    ("null", "the config"), ("{spending: 5}", "spending"), ("{library: ''}", "library"),
    ("{limits: {wavespeed: {tasks_at_once: 0}}}", "limits.wavespeed.tasks_at_once"),
    ("{limits: {wavespeed: {tasks_at_once: 1.5}}}", "limits.wavespeed.tasks_at_once"),
    ("{limits: {atlascloud: {images_per_minute: '9'}}}", "limits.atlascloud.images_per_minute"),
    ("{key_command: {wavespeed: []}}", "key_command.wavespeed"),
    ("{key_command: {wavespeed: ['a', 1]}}", "key_command.wavespeed"),
    ("{model: {wavespeed: 7}}", "model.wavespeed"), ("{model: 7}", "model"),
  ])
  func aWrongKindOfValueIsRefusedByItsKey(text: String, keyPath: String) throws {
    let problem = #expect(throws: ConfigProblem.self) { try parse(text) }
    #expect(problem?.message.contains("`\(keyPath)` takes ") == true)
    #expect(problem?.message.contains("line 1:") == true)
    #expect(problem?.failure.code == .invalidRequest)
  }

  @Test func unknownAndRepeatedKeysAreWarningsWithLines() throws {
    let loaded = try parse(
      """
      {
        provder: 'wavespeed',
        provider: 'wavespeed',
        "provider": 'atlascloud',
        spending: { daily_cap: 5 },
        zebra: { of: ['no', 'interest'] },
      }
      """
    )
    #expect(loaded.config.provider == .atlascloud)
    #expect(
      loaded.warnings.map(\.message) == [
        "Line 2: unknown key `provder` is ignored; did you mean `provider`?",
        "Line 4: `provider` is set twice; the last one counts.",
        "Line 5: unknown key `spending.daily_cap` is ignored; did you mean `daily_cap_usd`?",
        "Line 6: unknown key `zebra` is ignored.",
      ]
    )
  }
}
