import CellGrid
import StudioModel
import Testing

@testable import StudioUI

@Suite struct PromptDrawingTests {
  private func golden(_ desk: PromptDesk, _ name: String, styled: Bool = false) {
    Golden.expect(desk.surface, name, styled: styled)
  }

  @Test func anEmptyPromptTeaches() {
    var desk = PromptDesk(earlier: ["one"])
    golden(desk, "prompt-empty-60x12")
    desk.size = Size(width: 38, height: 6)
    golden(desk, "prompt-empty-38x6")
    desk.request.maxImages = 1
    #expect(!desk.screenText.contains("series"))
  }

  @Test func aPromptWithItsCountsAndAdvice() {
    var desk = PromptDesk(
      "A series of 6 images: the same lighthouse through the seasons, painted in gouache.\n"
        + "一只狐狸坐在雪地里，看着灯塔。"
    )
    golden(desk, "prompt-60x12", styled: true)
    desk.size = Size(width: 78, height: 9)
    golden(desk, "prompt-78x9")
    desk.size = Size(width: 38, height: 6)
    golden(desk, "prompt-38x6")
    desk.theme = .monochrome
    golden(desk, "prompt-38x6-mono", styled: true)
  }

  @Test func aLongPromptHasAScrollMark() {
    var desk = PromptDesk((0..<60).map { "line \($0)" }.joined(separator: "\n"), caret: 0)
    let marked = { (desk: PromptDesk) in
      (0..<9).filter { desk.surface[59, $0].glyph.text == "▐" }
    }
    #expect(marked(desk) == [0])
    desk.press("ctrl-end")
    #expect(marked(desk) == [8])
    desk.press("alt-a delete")
    #expect(marked(desk).isEmpty)
  }

  @Test(
    arguments: [
      ("a fox", "2 of 600 words"),
      ("x", "1 of 600 words"),
      ("一只狐狸", "4 of 300 Chinese"),
      ("一只fox", "1 of 600 words · 2 of 300 Chinese"),
      ("A series of 4 images of a fox", "8 of 600 words · asks for 4 images"),
      ("4 images, no: 5 images", "asks for 4 and 5 images"),
      ("...", "0 of 600 words"),
    ] as [(String, String)]
  )
  func theCountsSayWhatThereIs(text: String, expected: String) {
    var desk = PromptDesk(text)
    desk.size = Size(width: 90, height: 12)
    #expect(desk.screenText.contains(expected))
  }

  @Test func overTheBudgetTheCountWarns() {
    var desk = PromptDesk(String(repeating: "word ", count: 700))
    desk.size = Size(width: 90, height: 12)
    #expect(desk.screenText.contains("700 of 600 words"))
    #expect(desk.surface[0, 9].style == Theme.standard.warning)
  }

  @Test func farOverTheBudgetItIsNotCountedToTheEnd() {
    var desk = PromptDesk(String(repeating: "word ", count: 4_000))
    desk.size = Size(width: 90, height: 12)
    #expect(desk.screenText.contains("over 1,639 of 600 words"))
  }

  @Test func whereThereIsNoRowForTheCountsTheFrameHasThem() {
    var desk = PromptDesk("a fox")
    desk.size = Size(width: 38, height: 6)
    #expect(desk.pane.facts(desk.context).isEmpty)
    desk.size = Size(width: 38, height: 4)
    #expect(desk.pane.facts(desk.context).first == "2 of 600 words")
  }

  @Test func everyRoomHoldsItAndShowsTheCaret() {
    for width in [0, 1, 2, 5, 20, 38, 90] {
      for height in 0...14 {
        for text in ["", "a fox", String(repeating: "中文 word ", count: 40)] {
          var desk = PromptDesk(text)
          desk.size = Size(width: width, height: height)
          desk.type("x")
          desk.press("up down pageup end")
          let cursor = desk.surface.cursor
          #expect((cursor != nil) == (width > 0 && height > 0), "\(width)×\(height)")
        }
      }
    }
  }

  @Test func whatIsDrawnInAnotherRoomThanLaidOutIsRight() {
    var desk = PromptDesk(String(repeating: "one two three ", count: 30), caret: 3)
    desk.press("down down down")
    var fresh = PromptDesk(desk.pane.text, caret: desk.pane.caret)
    for width in [33, 60, 61] {
      desk.size = Size(width: width, height: 11)
      fresh.size = desk.size
      #expect(desk.surface == fresh.surface)
    }
  }
}
