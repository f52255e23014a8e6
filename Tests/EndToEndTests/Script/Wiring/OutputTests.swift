import Testing

@testable import seedream

@Suite struct OutputTests {
  /// What was typed, or what a file is called, makes no line of its own on stderr.
  @Test(arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{b}", "\n  "])
  func aQuotedLineBreakForgesNoLine(_ lineBreak: String) {
    let shown = Output.paragraph("There is no “x\(lineBreak)seedream: It cost nothing.”")
    #expect(!shown.contains("\n"))
    #expect(shown.contains("It cost nothing."))
  }

  @Test func sentencesOfOneMessageStandBelowEachOther() {
    let message = "One." + Output.continuation + "Two."
    #expect(Output.paragraph(message) == message)
  }
}
