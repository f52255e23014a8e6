import ProviderSimulator
import PseudoTerminal
import TerminalScreen
import Testing

/// What a person does from the first start on, with nothing but the screen to go by.
@Suite(.inTurn) struct StudioJourneyTests {
  private static let prompt = "一组4张图片：狐狸在四季"

  @Test(arguments: [(120, 40), (80, 24), (40, 10)])
  func aNewPersonMakesASequenceFindsItAndTakesItAgain(_ columns: Int, _ rows: Int) async throws {
    try await Ground.lend { ground in
      let studio = try ground.startOnTerminal(["--demo"], columns: columns, rows: rows)
      try await studio.waitFor("Enter starts")
      #expect(studio.text.contains("F5"), "\(studio.content.boxed)")
      try studio.press("enter")
      try await studio.waitForNo("Enter starts")

      try await studio.typeAndSee(Self.prompt)
      let written = try await studio.settle()
      let start = try #require(written.place(of: Self.prompt))
      // Every sign but the digit takes two columns.
      #expect(written.cursor == .init(x: start.x + Self.prompt.count * 2 - 1, y: start.y))
      #expect(written.isCursorVisible && written.contains("$0.027"), "\(written.boxed)")

      try studio.press("f5", "alt-3")
      try await studio.waitFor("finished", atMost: .seconds(30))

      try studio.press("alt-4")
      try await studio.wait(for: "the sequence in the history") { $0.contains("狐狸") }
      try studio.press("/")
      try studio.type("城堡")
      try await studio.waitFor("Nothing fits")
      try studio.press("ctrl-u")
      try studio.type("狐狸")
      try await studio.waitForNo("Nothing fits")
      try studio.press("enter")
      try studio.press("enter")
      try await studio.waitFor("Prompt")
      try studio.press("e")
      try await studio.wait(for: "the prompt again") { content in
        content.rows.contains { $0.contains(Self.prompt) } && content.isCursorVisible
      }
      try await studio.quit()

      #expect(ground.requests(.submit).isEmpty, "the demo asked a real service")
      let pictures = ground.files.filter {
        $0.hasPrefix("data/demo/library/") && $0.hasSuffix(".jpg")
      }
      #expect(pictures.count == 1, "\(ground.files)")
      let journal = ground.bytes(ground.home + "/data/demo/simulator.journal")
      let lines = String(decoding: journal, as: UTF8.self).split(separator: "\n")
      #expect(lines.count { $0.contains("accepted") } == 1)
    }
  }

  @Test func whatWasSentIsPaidOnceAndOnDisk() async throws {
    try await Ground.lendStudio { ground, studio in
      try await studio.typeAndSee("a red fox in the snow")
      try studio.press("f5")
      try await studio.waitFor("finished", atMost: .seconds(30))
      #expect(ground.submits.count == 1)
      #expect(ground.submits.first?.body?["prompt"]?.text == "a red fox in the snow")
      try await studio.quit()
      let document = try #require(try await ground.history().first)
      try await ground.expectOnePaidSequence(document, 1, width: 2048, height: 2048)
    }
  }

  /// Two studios on one library: each shows what the other one does, and keeps its own draft.
  @Test func twoStudiosOnOneLibraryStayLiveAndApart() async throws {
    try await Ground.lendStudio { ground, first in
      let second = try await ground.openStudio(isFirst: false)
      try await second.typeAndSee("the draft of the second")
      try await first.typeAndSee("a lighthouse at night")
      try first.press("f5")
      try await first.waitFor("finished", atMost: .seconds(30))
      try await second.wait(for: "the other's sequence", atMost: .seconds(20)) {
        $0.contains("a lighthouse") && $0.contains("finished")
      }
      #expect(second.content.contains("the draft of the second"))
      #expect(!first.content.contains("the draft of the second"))
      try await first.quit()
      try await second.quit()
      #expect(ground.submits.count == 1)
    }
  }
}
