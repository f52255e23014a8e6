import StudioModel
import Testing

/// Wildcard files, and what becomes of them in templates.
struct WildcardTests {
  private func wildcards(_ files: [String: String]) throws -> Wildcards {
    Wildcards(try files.map { try Wildcard(name: $0, text: $1) })
  }

  private func matrix(
    _ text: String,
    _ files: [String: String],
    values: [String: [String]] = [:]
  ) throws -> TemplateMatrix {
    try TemplateMatrix(
      PromptTemplate(parsing: text),
      values: values,
      wildcards: wildcards(files)
    )
  }

  private func fault(
    _ text: String,
    _ files: [String: String],
    values: [String: [String]] = [:]
  ) throws -> TemplateFault {
    try #require(throws: TemplateFault.self) { try matrix(text, files, values: values) }
  }

  // MARK: Files

  @Test func aFileHoldsOneEntryALine() throws {
    let text =
      "\u{FEFF}spring\r\n# a comment\n\n  late summer\u{3000}\r \\#ff0000\n  # more\nwinter"
    let wildcard = try Wildcard(name: "season", bytes: Array(text.utf8))
    #expect(
      wildcard.entries == [
        WildcardEntry("spring", line: 1), WildcardEntry("late summer", line: 4),
        WildcardEntry("#ff0000", line: 5), WildcardEntry("winter", line: 7),
      ]
    )
    #expect(wildcard == (try Wildcard(name: "season", text: text)))
  }

  private static let most = Wildcard.maximumBytes

  @Test(arguments: [
    ("", WildcardFault.noEntries), ("\u{FEFF}", .noEntries), ("# only\n \n", .noEntries),
    (String(repeating: "a", count: most + 1), .tooManyBytes(most + 1, limit: most)),
    (String(repeating: "a\n", count: 10_001), .tooManyEntries(limit: 10_000)),
  ])
  func whatIsNoListIsRefused(text: String, fault: WildcardFault) {
    #expect(throws: fault) { try Wildcard(name: "season", bytes: Array(text.utf8)) }
    #expect(throws: fault) { try Wildcard(name: "season", text: text) }
    #expect(!fault.reason.isEmpty && !fault.advice.isEmpty)
  }

  @Test func limitsMayBeReached() throws {
    let lines = String(repeating: "a\n", count: Wildcard.maximumEntries)
    #expect(try Wildcard(name: "a", text: lines).entries.count == 10_000)
    let long = String(repeating: "a", count: Wildcard.maximumBytes)
    #expect(try Wildcard(name: "a", text: long).entries.count == 1)
  }

  @Test func otherEncodingsAndNamesAreRefused() {
    #expect(throws: WildcardFault.notUTF8) { try Wildcard(name: "a", bytes: [0xFF, 0xFE, 0x61]) }
    #expect(throws: WildcardFault.badName) { try Wildcard(name: "../a", text: "x") }
  }

  // MARK: In templates

  @Test func aWildcardIsAChoiceAmongItsEntries() throws {
    let found = try matrix("in {*season}", ["season": "spring\nearly {may|june}"])
    #expect(found.count == 3)
    #expect(try found.runs().runs.map(\.prompt) == ["in spring", "in early may", "in early june"])
    #expect(found.axes == [TemplateAxis("{*season}", count: 3)])
  }

  @Test func eachPlaceDrawsForItselfAndAVariableOnce() throws {
    let files = ["c": "red\nblue"]
    #expect(try matrix("{*c} {*c}", files).count == 4)
    #expect(
      try matrix("{c={*c}} {c}", files).runs().runs.map(\.prompt) == ["red red", "blue blue"]
    )
  }

  @Test func entriesMaySpeakOfVariablesAndOtherWildcards() throws {
    let files = ["a": "{who} in {*b}\nnobody", "b": "{who=fox}'s den\nsnow"]
    #expect(
      try matrix("{*a}", files).runs().runs.map(\.prompt) == [
        "fox in fox's den", "fox in snow", "nobody",
      ]
    )
    #expect(
      try matrix("{*a}", files, values: ["who": ["hen"]]).run(at: 1)?.prompt == "hen in snow"
    )
  }

  @Test func aMissingWildcardIsToldWithTheNearestName() throws {
    let near = try fault("{*seasn}", ["season": "x", "colour": "y"])
    #expect(
      near == .wildcardMissing("seasn", suggestion: "season", known: ["colour", "season"])
    )
    #expect(near.message.contains("“seasn”"))
    #expect(near.advice == "Did you mean “season”?")
    #expect(try fault("{*animal}", ["season": "x"]).advice == "There are: season.")
    #expect(try fault("{*animal}", [:]).advice == "There are none at all.")
    #expect(try fault("{*a}", ["a": "{*zz}"]).rule == "wildcard_missing")
  }

  @Test func anEntryThatIsNoTemplateIsToldWithItsLine() throws {
    let found = try fault("{*a}", ["a": "# list\nfox\n{oops"])
    #expect(found == .entry(wildcard: "a", line: 3, TemplateSyntaxFault(.unclosed, at: 0)))
    #expect(found.message.contains("line 3 of the wildcard “a”"))
  }

  @Test func whatCanNotBeReadIsTold() throws {
    struct Broken: WildcardSource {
      var names: [String] { ["a"] }
      func wildcard(named name: String) throws(WildcardFault) -> Wildcard? {
        throw .unreadable("permission denied")
      }
    }
    let found = #expect(throws: TemplateFault.self) {
      try TemplateMatrix(PromptTemplate(parsing: "{*a}"), wildcards: Broken())
    }
    #expect(found?.message == "The wildcard “a” can't be read: permission denied.")
  }

  // MARK: Circles and bounds

  @Test func circlesAreNamed() throws {
    let cases: [(String, [String: String], [String])] = [
      ("{*a}", ["a": "x {*a}"], ["*a", "*a"]),
      ("{*x}", ["x": "{*a}", "a": "{*b}", "b": "{q|{*a}}"], ["*a", "*b", "*a"]),
      ("{a={b}} {b={a}}", [:], ["a", "b", "a"]), ("{a={a}}", [:], ["a", "a"]),
      ("{a={*w}}", ["w": "{a}"], ["a", "*w", "a"]),
    ]
    for (text, files, names) in cases {
      let found = try fault(text, files)
      #expect(found == .cycle(names))
      #expect(found.message.contains(names.joined(separator: " → ")))
    }
  }

  @Test func whatIsSharedIsNoCircle() throws {
    let files = ["a": "{*c}1", "b": "{*c}2", "c": "x"]
    #expect(try matrix("{*a}{*b}{*c}", files).run(at: 0)?.prompt == "x1x2x")
    // A value from outside breaks the circle.
    #expect(
      try matrix("{a={b}} {b={a}}", [:], values: ["a": ["x"]]).run(at: 0)?.prompt == "x x"
    )
  }

  @Test func chainsEnd() throws {
    func chain(_ length: Int) -> [String: String] {
      let names = (0..<length).map { "w\($0)" }
      let texts = names.dropFirst().map { "{*\($0)}" } + ["end"]
      return Dictionary(uniqueKeysWithValues: zip(names, texts))
    }
    #expect(try matrix("{*w0}", chain(10)).run(at: 0)?.prompt == "end")
    let found = try fault("{*w0}", chain(11))
    #expect(found.rule == "template_chain_too_deep")
    #expect(found.message.contains("*w0 → *w1"))
  }

  @Test func promptsThatGrowWithoutBoundAreRefusedUnmade() throws {
    let ten = { (name: String) in String(repeating: "{*\(name)}", count: 10) }
    var files = ["w8": "x"]
    for index in 0..<8 { files["w\(index)"] = ten("w\(index + 1)") }
    #expect(try fault("{*w0}", files).rule == "template_prompt_too_long")
    // Empty pieces take time too.
    files["w8"] = "{e}"
    #expect(try fault("{*w0}", files, values: ["e": [""]]).rule == "template_prompt_too_long")
    #expect(try matrix("{*w6}", files, values: ["e": ["y"]]).run(at: 0)?.prompt.count == 100)
  }
}
