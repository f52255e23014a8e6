import CellGrid
import StudioModel
import Testing

@testable import StudioUI

@Suite struct ComparisonTests {
  private let fox = PictureSample.finished()

  private var owl: Job {
    var job = PictureSample.finished(
      "0w10000000",
      2,
      prompt: "A grey owl at dusk, four frames of the same flight",
      size: PixelSize(width: 4096, height: 2304)
    )
    job.request.seed = 42
    job.request.references = [
      Reference(source: .file(path: "/home/someone/owl.png"))
    ]
    return job
  }

  @Test func twoImagesOfOneSequence() {
    var desk = Desk.showing([fox])
    desk.press("alt-4 enter m ] ] m")
    #expect(desk.screen.contains("2 marked"))
    desk.press("C")
    #expect(desk.comparison?.picked.map(\.frame) == [1, 3])
    #expect(
      desk.places.suffix(2).map(\.view.path) == ["/01.jpg", "/03.jpg"].map { fox.folder + $0 }
    )
    #expect(desk.screen.contains("of one sequence"))
    let sizes = Set(desk.places.suffix(2).map(\.frame.size))
    #expect(sizes.count == 1)
  }

  @Test func oneMarkedImageIsComparedWithTheChosenOneOfAnother() {
    var desk = Desk.showing([owl, fox])
    desk.press("alt-4 enter m J C")
    #expect(desk.comparison?.picked.map(\.job.id) == [owl.id, fox.id])
    for words in ["size 4096×2304", "size 2048×2048", "seed 42", "seed none", "owl.png", "grey"] {
      #expect(desk.screen.contains(words), "\(words)")
    }
    #expect(!desk.screen.contains("model"))
  }

  @Test func aMarkIsTakenAwayByTheSameKeyAndFourAreTheMost() {
    var desk = Desk.showing([PictureSample.finished("kf93mdq2x7", 5)])
    desk.press("alt-4 enter m m")
    #expect(desk.app.history.marks.picked.isEmpty)
    desk.press("m ] m ] m ] m ] m")
    #expect(desk.app.history.marks.picked.map(\.frame) == [1, 2, 3, 4])
    #expect(desk.screen.contains("4 are marked already."))
    desk.press("M C")
    #expect(desk.app.history.marks.picked.isEmpty && desk.comparison == nil)
    #expect(desk.screen.contains("Mark two images or more first."))
  }

  @Test func theViewerMarksAndComparesToo() {
    var desk = Desk.showing([fox])
    desk.press("alt-4 enter v m")
    #expect(desk.screen.contains("● marked"))
    desk.press("] c")
    #expect(desk.comparison?.picked.map(\.frame) == [1, 2])
    desk.press("q")
    #expect(desk.app.layers.isEmpty)
  }

  @Test func allOfThemAreZoomedAndMovedAlike() {
    var desk = Desk.showing([owl, fox], width: 120, height: 40)
    desk.press("alt-4 enter m J C a right down")
    let parts = Set(desk.places.suffix(2).map(\.view.part))
    #expect(parts.count == 1 && parts.first != .whole)
    desk.press("0")
    #expect(desk.places.suffix(2).allSatisfy { $0.view.part == .whole })
  }

  @Test func asManyShowAsFit() {
    var desk = Desk.showing([fox], width: 40, height: 10)
    desk.press("alt-4 enter m ] m ] m C")
    desk.pass(.seconds(30))
    #expect(desk.comparison?.picked.count == 3)
    #expect(desk.places.suffix(2).allSatisfy { $0.frame.right <= 40 && $0.frame.bottom <= 9 })
    #expect(desk.screen.contains("1 more"))
  }

  @Test func aSequenceThatIsGoneLosesItsMarks() {
    var desk = Desk.showing([owl, fox])
    desk.press("alt-4 enter m J m")
    desk.report(.event(.jobRemoved(owl.id)))
    #expect(desk.app.history.marks.picked.map(\.job.id) == [fox.id])
  }

  @Test func onlyTheWordsThatDifferAreShown() {
    let words = Comparison([PickedFrame(owl, frame: 1), PickedFrame(fox, frame: 1)])
      .differences.map { $0.last?.words.text }
    #expect(
      words == ["A grey owl at dusk, … the same flight", "A red fox at dusk, … the same walk"]
    )
  }

  @Test func chineseWordsDifferByCharacters() {
    var one = fox
    var other = fox
    one.request.prompt = "一组四张狐狸的图片，雪地里的黄昏"
    other.request.prompt = "一组四张猫头鹰的图片，雪地里的黎明"
    let words = Comparison([PickedFrame(one, frame: 1), PickedFrame(other, frame: 1)])
      .differences.map { $0.last?.words.text }
    #expect(words == ["…四张狐狸的图…里的黄昏", "…四张猫头鹰的图…里的黎明"])
  }
}
