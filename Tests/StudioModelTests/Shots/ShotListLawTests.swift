import StudioModel
import Testing

/// What holds for every text.
struct ShotListLawTests {
  private static let pieces = [
    "1", "2", "3", "12", "0", "1. ", "2. ", "3. ", "1) ", "2) ", "(1) ", "(2) ", "Frame 1: ",
    "Frame 2: ",
    "Image 1: ", "Shot 2 - ", "第1张：", "第二张：", "镜头一：", "图2：", "1、", "二、", "①", "②", "㊿", "- ",
    "• ", "* ", "**", "# ", "\n", "\n", "\n\n", "\r\n", "\r", "\u{2028}", " ", "\t", "　", ";", "，",
    "and ",
    ", and ", "a fox", "夜晚", "a series of 4 images", "一组4张", ":", ".", "、", ")", "【", "】",
    "\u{301}",
    "\u{200D}", "🦊", "👩‍👧", "🇩", "\u{0}", "\u{202E}", "\u{600}", "１", "．", "e\u{301}", "é",
  ]

  private static func text(_ steps: inout CatalogFixture.Steps, _ longest: Int) -> String {
    let length = Int.random(in: 0...longest, using: &steps)
    let separator = Bool.random(using: &steps) ? "" : "\n"
    return (0..<length).map { _ in pieces.randomElement(using: &steps) ?? "" }
      .joined(separator: separator)
  }

  private func isExact(_ left: String, _ right: String) -> Bool {
    left.unicodeScalars.elementsEqual(right.unicodeScalars)
  }

  @Test func lookingAtAPromptChangesNothing() {
    var steps = CatalogFixture.Steps()
    var listed = 0
    for _ in 0..<6_000 {
      let prompt = Self.text(&steps, 16)
      let list = ShotList(reading: prompt)
      #expect(isExact(list.composed, prompt), "\(prompt.debugDescription)")
      if list.shots.count > 1 { listed += 1 }
    }
    // Otherwise the texts above are not worth trying.
    #expect(listed > 600)
  }

  @Test func everyEditedListIsReadBack() {
    var steps = CatalogFixture.Steps(state: 77)
    for _ in 0..<1_500 {
      var list = ShotList(reading: Self.text(&steps, 14))
      for _ in 0..<3 {
        Self.edit(&list, &steps)
        let again = ShotList(reading: list.composed)
        #expect(again == list)
        #expect(isExact(again.composed, list.composed))
      }
    }
  }

  private static func edit(_ list: inout ShotList, _ steps: inout CatalogFixture.Steps) {
    let index = Int.random(in: -1...4, using: &steps)
    switch Int.random(in: 0...5, using: &steps) {
    case 0: list.setCommon(text(&steps, 6))
    case 1: list.setShot(index, to: text(&steps, 4))
    case 2: list.insertShot(text(&steps, 4), at: index)
    case 3: list.removeShot(at: index)
    case 4: list.moveShot(from: index, to: Int.random(in: 0...3, using: &steps))
    default: list = list.countFollowed().list
    }
  }

  private static let words = ["a fox", "夜晚", "a, b; c", "", "🦊 e\u{301}", "two 2 foxes", "x:y"]

  /// Texts that number nothing themselves, in every form: an edit does what it says and no more.
  @Test(arguments: [
    "N. ", "N) ", "Frame N: ", "第N张：", "• ", "图N：", "**Shot N** - ", "（N）", "- N: ", "N、",
  ])
  func editsDoWhatTheySay(form: String) {
    let parts = form.split(separator: "N", omittingEmptySubsequences: false)
    var steps = CatalogFixture.Steps(state: 5)
    for _ in 0..<120 {
      let count = Int.random(in: 2...5, using: &steps)
      var texts = (0..<count).map { _ in Self.words.randomElement(using: &steps) ?? "" }
      let lines = texts.enumerated().map { index, text in
        parts.joined(separator: "\(index + 1)") + text
      }
      var list = ShotList(reading: "Fox:\n" + lines.joined(separator: "\n"))
      #expect(list.shots.map(\.text) == texts)
      for _ in 0..<3 { Self.edit(&list, &texts, &steps) }
      #expect(list.shots.map(\.text) == texts, "\(list.composed)")
      #expect(list.common == "Fox:")
    }
  }

  /// The same edit of a list and of its texts.
  private static func edit(
    _ list: inout ShotList,
    _ texts: inout [String],
    _ steps: inout CatalogFixture.Steps
  ) {
    guard !texts.isEmpty else { return }
    let index = Int.random(in: 0..<texts.count, using: &steps)
    let new = words.randomElement(using: &steps) ?? ""
    switch Int.random(in: 0...3, using: &steps) {
    case 0:
      list.insertShot(new, at: index)
      texts.insert(new, at: index)
    case 1:
      list.setShot(index, to: new)
      texts[index] = new
    case 2:
      list.removeShot(at: index)
      texts.remove(at: index)
    default:
      list.moveShot(from: 0, to: index)
      texts.insert(texts.remove(at: 0), at: index)
    }
  }

  @Test func aLongPromptIsReadInTime() {
    let prompt = String(repeating: "1) a fox; 图1：", count: 2_000)
    let clock = ContinuousClock()
    let time = clock.measure { #expect(ShotList(reading: prompt).composed == prompt) }
    #expect(time < .seconds(20))
  }
}
