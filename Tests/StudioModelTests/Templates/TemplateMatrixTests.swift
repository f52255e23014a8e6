import StudioModel
import Testing

/// Counting, numbering and drawing combinations.
struct TemplateMatrixTests {
  private func matrix(
    _ text: String,
    _ values: [String: [String]] = [:],
    wildcards: [Wildcard] = [],
    images: Int? = nil
  ) throws -> TemplateMatrix {
    try TemplateMatrix(
      PromptTemplate(parsing: text),
      values: values,
      wildcards: Wildcards(wildcards),
      images: images
    )
  }

  private func fault(_ text: String, _ values: [String: [String]]) throws -> TemplateFault {
    try #require(throws: TemplateFault.self) { try matrix(text, values) }
  }

  @Test func theFirstVariableChangesSlowestAndTheLastChoiceFastest() throws {
    let found = try matrix("{b} {x|y} {a} {1|2}", ["a": ["p", "q"], "b": ["r", "s"]])
    #expect(found.count == 16)
    let prompts = (0..<16).compactMap { found.run(at: $0)?.prompt }
    #expect(
      prompts.prefix(6) == ["r x p 1", "r x p 2", "r y p 1", "r y p 2", "r x q 1", "r x q 2"]
    )
    #expect(prompts.last == "s y q 2")
    #expect(Set(prompts).count == 16)
    #expect(found.run(at: 16) == nil)
    #expect(found.run(at: -1) == nil)
  }

  @Test func everyNumberIsAnotherCombinationHoweverNested() throws {
    let found = try matrix("{a|{b|{c|d}{e|f}} {g|h}|{i={j|k}}}{l|m}")
    // (1 + (1 + 2 × 2) × 2 + 1) × 2, twice: for j and for k.
    #expect(found.count == 48)
    let runs = try found.runs()
    #expect(runs.runs.count + runs.repeated == 48)
    // Only where i stands do j and k differ.
    #expect(runs.runs.count == 11 * 2 + 2 * 2)
  }

  @Test func aVariableUsedTwiceHasOneValue() throws {
    let found = try matrix("{s} and {s}", ["s": ["fox", "cat"]])
    #expect(try found.runs().runs.map(\.prompt) == ["fox and fox", "cat and cat"])
    #expect(found.run(at: 1)?.choices == [TemplateChoice(name: "s", text: "cat")])
  }

  @Test func choicesAreNamed() throws {
    let season = try Wildcard(name: "season", text: "spring\nautumn")
    let run = try matrix(
      "{s} {d|} {*season} {t=now}",
      ["s": ["fox", "cat"]],
      wildcards: [season]
    ).run(at: 7)
    #expect(run?.choices.label == "s: cat · – · season: autumn")
  }

  @Test func repeatedPromptsAreLeftOutAndTold() throws {
    let found = try matrix("{a|a|b}").runs()
    #expect(found.runs.map(\.prompt) == ["a", "b"])
    #expect(found.repetition == "1 combination repeats another and is left out.")
    let more = try matrix("{x}", ["x": ["a", "a", "b", "b"]]).runs()
    #expect(more.repetition == "2 combinations repeat others and are left out.")
    #expect(try matrix("{a|b}").runs().repetition == nil)
  }

  @Test func aboveTheLimitNothingIsMade() throws {
    let ten = (0..<10).map { "v\($0)" }
    let found = try matrix("{a}{b} {c|d}", ["a": ten, "b": ten])
    #expect(found.count == 200)
    #expect(try found.runs(limit: 200).runs.count == 200)
    let fault = #expect(throws: TemplateFault.self) { try found.runs(limit: 199) }
    #expect(
      fault?.message == "This makes 200 runs, and the limit is 199: {a} 10 × {b} 10 × {c|d} 2."
    )
    #expect(fault?.advice.contains("Narrow {a} first") == true)
    #expect(throws: TemplateFault.self) { try found.runs() }
    #expect(try matrix("{a}{b}", ["a": ten, "b": ten]).runs().runs.count == 100)
  }

  @Test func whatCanNotBeCountedStopsAtTheLargestNumber() throws {
    let many = try Wildcard(
      name: "many",
      text: (0..<10_000).map { "n\($0)" }.joined(separator: "\n")
    )
    let found = try matrix(
      String(repeating: "{*many} ", count: 8),
      wildcards: [many]
    )
    #expect(found.count == .max)
    let fault = #expect(throws: TemplateFault.self) { try found.runs(limit: 1_000_000) }
    #expect(fault?.message.contains("uncountably many runs") == true)
    // Any number below it is still a combination.
    #expect(found.run(at: 0)?.prompt == String(repeating: "n0 ", count: 8))
    #expect(found.run(at: .max - 1) != nil)
    var steps = CatalogFixture.Steps()
    // The first place is drawn from as well as the last.
    let firsts = (0..<20).map { _ in found.draw(using: &steps).prompt.split(separator: " ")[0] }
    #expect(Set(firsts).count > 10)
  }

  @Test func aDrawIsTheSameWithTheSameSeedAndReachesEverything() throws {
    let found = try matrix("{s} {a|b|{c|d}}", ["s": ["fox", "cat"]])
    var one = CatalogFixture.Steps()
    var other = CatalogFixture.Steps()
    let drawn = (0..<200).map { _ in found.draw(using: &one) }
    #expect(drawn == (0..<200).map { _ in found.draw(using: &other) })
    #expect(Set(drawn.map(\.prompt)) == Set(try found.runs().runs.map(\.prompt)))
    #expect(one.state == other.state && one.state != CatalogFixture.Steps().state)
  }

  @Test func missingAndSuperfluousValuesAreTold() throws {
    let missing = try fault("{a} {b=x} {c}", [:])
    #expect(missing == .valuesMissing(["a", "c"]))
    #expect(missing.message == "No value is given for {a}, {c}.")
    let typo = try fault("{subject} {b=x}", ["subjct": ["fox"]])
    #expect(typo == .valueNotUsed("subjct", suggestion: "subject", known: ["subject", "b"]))
    #expect(typo.advice == "Did you mean “subject”?")
    #expect(try fault("{a}", ["a": []]) == .noValues("a"))
    // A variable that only an overridden default speaks of is known all the same.
    #expect(try matrix("{a={b}}", ["a": ["x"], "b": ["y"]]).run(at: 0)?.prompt == "x")
  }

  @Test func differentDefaultsInWildcardsAreRefusedUnlessAValueIsGiven() throws {
    let wildcard = try Wildcard(name: "w", text: "{a=1}")
    #expect(throws: TemplateFault.defaultsDiffer("a")) {
      try matrix("{a=2} {*w}", wildcards: [wildcard])
    }
    #expect(try matrix("{a=1} {*w}", wildcards: [wildcard]).run(at: 0)?.prompt == "1 1")
    let given = try matrix("{a=2} {*w}", ["a": ["3"]], wildcards: [wildcard])
    #expect(given.run(at: 0)?.prompt == "3 3")
  }

  @Test func imagesStandsForTheNumberAskedFor() throws {
    let text = "A series of {images} images"
    #expect(try matrix(text, images: 4).run(at: 0)?.prompt == "A series of 4 images")
    let given = try matrix(text, ["images": ["five"]], images: 4)
    #expect(given.run(at: 0)?.prompt == "A series of five images")
    #expect(try matrix("{images=6}", images: 4).run(at: 0)?.prompt == "4")
    #expect(try matrix("{images=6}").run(at: 0)?.prompt == "6")
    #expect(try matrix("a fox", images: 4).run(at: 0)?.prompt == "a fox")
    #expect(try fault(text, [:]) == .valuesMissing(["images"]))
  }
}
