import Testing

@testable import seedream

@Suite struct ArgumentsTests {
  private static let options = [
    Option("size", value: "SIZE", "a size"), Option("image", value: "PATH", "one", repeats: true),
    Option.json,
  ]

  private func read(_ words: String...) throws(UsageError) -> Arguments {
    try Arguments(parsing: words, options: Self.options)
  }

  @Test func aValueStandsBehindItsOptionOrAnEqualsSign() throws {
    let arguments = try read("--size=1x1", "a fox", "--image", "a.png", "--image=b=c.png", "--json")
    #expect(arguments.value("size") == "1x1")
    #expect(arguments.values["image"] == ["a.png", "b=c.png"])
    #expect(arguments.operands == ["a fox"])
    #expect(arguments.has("json"))
  }

  @Test func aLetterStandsForItsOption() throws {
    let options = [Option("output", value: "FILE", "a file", letter: "o")]
    for words in [["-o", "a.png"], ["--output", "a.png"], ["-o=a.png"]] {
      #expect(try Arguments(parsing: words, options: options).value("output") == "a.png")
    }
    #expect(throws: UsageError.self) {
      try Arguments(parsing: ["-o", "a.png", "--output", "b.png"], options: options)
    }
    #expect(OptionTable.lines(for: options)[0].hasPrefix("  -o, --output FILE  "))
  }

  @Test func twoDashesEndTheOptionsAndOneIsAnOperand() throws {
    #expect(try read("-", "--", "--size").operands == ["-", "--size"])
  }

  @Test(arguments: [
    ["--size"], ["--size", "--json"], ["--json=yes"], ["--size", "1x1", "--size", "2x2"],
    ["--bogus"], ["-x"],
  ])
  func whatIsNotMeantIsSaid(words: [String]) {
    #expect(throws: UsageError.self) { try Arguments(parsing: words, options: Self.options) }
  }

  @Test func aMisspelledOptionIsRecognised() {
    let error = #expect(throws: UsageError.self) { try read("--szie", "1x1") }
    #expect(error?.message.contains("--size") == true)
  }
}
