import CellGrid
import Testing

@testable import StudioUI

@Suite struct LineFieldTests {
  private func field(_ text: String = "", keys: String...) -> LineField {
    var field = LineField(text)
    press(keys, in: &field)
    return field
  }

  private func press(_ keys: [String], in field: inout LineField) {
    for key in keys {
      let isTaken = KeyPress(spelled: key).map { press in field.handle(press) }
      #expect(isTaken == true, "\(key)")
    }
  }

  private func drawn(_ field: LineField, _ width: Int) -> (text: String, cursor: Int?) {
    var canvas = Canvas(Size(width: width, height: 1))
    field.draw(in: &canvas, width: width, focused: true)
    let text = SurfaceDump.text(canvas.surface)
    return (String(text.dropLast()), canvas.surface.cursor?.x)
  }

  @Test(
    arguments: [
      (["a", "b"], "ab"), (["a", "b", "backspace"], "a"), (["a", "b", "ctrl-a", "c"], "cab"),
      (["中", "文", "left", "backspace"], "文"), (["a", "space", "b", "ctrl-w"], "a "),
      (["a", "b", "ctrl-u"], ""), (["a", "b", "home", "ctrl-k"], ""),
      (["a", "b", "ctrl-u", "ctrl-y", "ctrl-y"], "abab"), (["a", "b", "ctrl-_"], ""),
      (["a", "b", "shift-left", "x"], "ax"), (["a", "b", "ctrl-t"], "ba"),
      (["a", "b", "ctrl-_", "alt-/"], "ab"), (["a", "b", "home", "delete"], "b"),
    ] as [([String], String)]
  )
  func keysEditTheLine(keys: [String], expected: String) {
    var field = LineField()
    press(keys, in: &field)
    #expect(field.text == expected)
  }

  @Test(arguments: [
    "enter", "up", "down", "pageup", "pagedown", "tab", "esc", "f5", "ctrl-c", "alt-1",
  ])
  func keysOfOthersAreLeftToThem(key: String) throws {
    var field = LineField("text")
    let press = try #require(KeyPress(spelled: key))
    let taken1 = field.handle(press)
    #expect(!taken1)
    #expect(field.text == "text")
  }

  @Test func pastedLineBreaksBecomeSpaces() {
    var field = LineField("x\ny")
    field.paste("a\nb\r\nc\u{2028}d\te")
    #expect(field.text == "x ya b c d\te")
    field.replaceAll(with: "1\n2")
    #expect(field.text == "1 2")
    #expect(field.caret == 3)
  }

  @Test func typedLineBreaksBecomeSpaces() {
    var field = LineField("a")
    for character in "\u{2028}\u{2029}" { _ = field.handle(KeyPress(character)) }
    #expect(field.text == "a  ")
  }

  @Test func commandsOfManyLinesMeanNothingToIt() {
    var field = LineField("abc")
    let taken2 = field.perform(.newline)
    #expect(!taken2)
    let taken3 = field.perform(.movePageDown)
    #expect(!taken3)
    let taken4 = field.perform(.moveLineStart)
    #expect(taken4)
    #expect(field.caret == 0)
  }

  @Test func aShortLineIsShownWhole() {
    #expect(drawn(LineField("abc"), 10) == ("abc", 3))
    #expect(drawn(LineField("中文"), 10) == ("中文", 4))
    #expect(drawn(LineField(""), 10) == ("", 0))
    #expect(drawn(LineField("a\u{1B}b"), 10) == ("a␛b", 3))
  }

  @Test func aLongLineShowsThePartAroundTheCaret() {
    let long = LineField("/home/me/pictures/references/face.png")
    #expect(drawn(long, 20) == ("◂/face.png", 10))
    let start = field("/home/me/pictures/references/face.png", keys: "home")
    #expect(drawn(start, 20) == ("/home/me/pictures/r▸", 0))
  }

  @Test func theCursorIsInTheFieldAndOnItsCharacter() {
    var numbers = SeededNumbers(seed: 21)
    for _ in 0..<50 {
      let text = TextBits.text(30, using: &numbers)
      for width in [1, 2, 5, 8, 9, 16, 33] {
        let field = LineField(text, caret: Int.random(in: 0...40, using: &numbers))
        #expect(drawn(field, width).cursor.map { $0 >= 0 && $0 < width } == true)
      }
    }
  }

  @Test func halfAWideCharacterIsNotDrawn() {
    for caret in 0...20 {
      let field = LineField(String(repeating: "中", count: 20), caret: caret)
      let text = drawn(field, 11).text
      #expect(text.allSatisfy { "中◂▸ ".contains($0) })
    }
  }
}
