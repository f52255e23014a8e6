import Testing

@testable import StudioUI

@Suite struct EditingTests {
  @Test(
    arguments: [
      (.deleteBackward, "ab‸c", "a‸c"), (.deleteBackward, "‸abc", "‸abc"),
      (.deleteForward, "a‸bc", "a‸c"),
      (.deleteForward, "abc‸", "abc‸"), (.deleteBackward, "a\n‸b", "a‸b"),
      (.deleteForward, "a‸\nb", "a‸b"),
      (.deleteBackward, "xe\u{301}‸", "x‸"), (.deleteBackward, "👩\u{200D}🎨‸", "‸"),
      (.deleteBackward, "🇩🇪🇫🇷‸", "🇩🇪‸"), (.deleteForward, "‸👍🏽!", "‸!"), (.deleteBackward, "中文‸", "中‸"),
      (.deleteWordBackward, "one two‸", "one ‸"), (.deleteWordBackward, "one ‸two", "‸two"),
      (.deleteWordForward, "‸one two", "‸ two"), (.deleteWordForward, "one‸ two", "one‸"),
      (.deleteWordBackward, "狐狸，雪‸", "狐狸，‸"), (.deleteWordForward, "‸食べる", "‸べる"),
      (.killToLineEnd, "o‸ne\ntwo", "o‸\ntwo"), (.killToLineEnd, "one‸\ntwo", "one‸two"),
      (.killToLineEnd, "one‸", "one‸"), (.killToLineStart, "one\ntw‸o", "one\n‸o"),
      (.killToLineStart, "one\n‸two", "one‸two"), (.killToLineStart, "‸one", "‸one"),
      (.killLine, "one\nt‸wo\nthree", "one\n‸three"), (.killLine, "one\nt‸wo", "one\n‸"),
      (.killLine, "‸", "‸"), (.killSelection, "one two‸", "one ‸"), (.newline, "a‸b", "a\n‸b"),
      (.transpose, "a‸b", "ba‸"), (.transpose, "ab‸", "ba‸"), (.transpose, "‸ab", "‸ab"),
      (.transpose, "a‸", "a‸"), (.transpose, "ab‸\nc", "ba‸\nc"), (.transpose, "a\n‸b", "a\n‸b"),
      (.transpose, "中‸文x", "文中‸x"), (.yank, "a‸b", "a‸b"), (.yankPop, "a‸b", "a‸b"),
      (.undo, "a‸b", "a‸b"), (.redo, "a‸b", "a‸b"), (.killLine, "a\r\n‸b\r\nc", "a\r\n‸c"),
    ] as [(EditCommand, String, String)]
  )
  func commandsEditAtTheCaret(command: EditCommand, before: String, after: String) {
    #expect(EditorProbe.after([command], before) == after)
  }

  @Test func typedAccentsJoinAndTheCaretStaysRight() {
    var editor = EditorProbe.editor("caf‸!")
    editor.type(keys: "e")
    editor.insert("\u{301}")
    #expect(editor.text.unicodeScalars.elementsEqual("cafe\u{301}!".unicodeScalars))
    #expect(editor.caret == 4)
    editor.insert("s")
    #expect(EditorProbe.shown(editor) == "cafe\u{301}s‸!")
  }

  @Test func flagsAreTypedHalfByHalf() {
    var editor = TextEditor()
    editor.insert("🇩")
    #expect(editor.caret == 1)
    editor.insert("🇪")
    #expect(editor.caret == 1)
    editor.insert("🇫")
    #expect(editor.caret == 2)
    editor.run(.deleteBackward)
    #expect(editor.text == "🇩🇪")
  }

  @Test func hangulIsTypedLetterByLetter() {
    var editor = TextEditor("x", caret: 0)
    for scalar in ["\u{1112}", "\u{1161}", "\u{11AB}"] as [Character] { editor.insert(scalar) }
    #expect(editor.text == "한x")
    #expect(editor.caret == 1)
  }

  @Test func typingAndPastingReplaceTheSelection() {
    var editor = EditorProbe.editor("one ‸two")
    editor.run(.selectLineEnd)
    editor.insert("2")
    #expect(EditorProbe.shown(editor) == "one 2‸")
    editor.run(.selectAll)
    editor.paste("two\nlines")
    #expect(EditorProbe.shown(editor) == "two\nlines‸")
    editor.run(.undo)
    #expect(EditorProbe.shown(editor) == "[one 2‸]")
    editor.run(.undo)
    #expect(EditorProbe.shown(editor) == "one [two‸]")
  }

  @Test func whatIsPastedStaysExactlyAsItWas() {
    let text = "tab\there\u{1B}[31m\r\nnull\u{0} e\u{301} \u{202E}mirror\u{200B}"
    var editor = TextEditor("ab", caret: 1)
    editor.paste(text)
    #expect(editor.text.utf8.elementsEqual(("a" + text + "b").utf8))
    #expect(editor.caret == ("a" + text).count)
  }

  @Test func replacingAllIsOneStepAndKeepsTheCaretWhereItCan() {
    var editor = EditorProbe.editor("a series of 4 images: fo‸xes")
    editor.replaceAll(with: "a series of 12 images: foxes")
    #expect(EditorProbe.shown(editor) == "a series of 12 images: fo‸xes")
    editor.run(.undo)
    #expect(EditorProbe.shown(editor) == "a series of 4 images: fo‸xes")
    editor.run(.redo)
    #expect(editor.text == "a series of 12 images: foxes")
    editor.replaceAll(with: "nothing alike")
    #expect(EditorProbe.shown(editor) == "nothing alike‸")
    editor.replaceAll(with: "nothing alike")
    editor.run(.undo)
    #expect(editor.text == "a series of 12 images: foxes")
    editor.replaceAll(with: "")
    #expect(editor.isEmpty)
  }

  @Test func anotherWayOfWritingTheSameLetterIsAnotherText() {
    var editor = TextEditor("café")
    editor.replaceAll(with: "cafe\u{301}")
    #expect(editor.text.unicodeScalars.count == 5)
    editor.run(.undo)
    #expect(editor.text.unicodeScalars.count == 4)
  }

  @Test func aCaretFromOutsideIsMovedInside() {
    #expect(TextEditor("abc", caret: 99).caret == 3)
    #expect(TextEditor("abc", caret: -1).caret == 0)
    #expect(TextEditor("abc").caret == 3)
    var editor = TextEditor("abc")
    editor.moveCaret(to: 1)
    #expect(editor.caret == 1)
    editor.moveCaret(to: 77)
    #expect(editor.caret == 3)
  }

  // MARK: Killing and yanking

  @Test func killsInARowComeBackAsOne() {
    var editor = EditorProbe.editor("one\n‸two three\nfour")
    editor.run(.killToLineEnd, .killToLineEnd, .killToLineEnd)
    #expect(editor.lastKilled == "two three\nfour")
    #expect(EditorProbe.shown(editor) == "one\n‸")
    editor.run(.yank)
    #expect(EditorProbe.shown(editor) == "one\ntwo three\nfour‸")
  }

  @Test func wordsKilledBackwardsKeepTheirOrder() {
    var editor = EditorProbe.editor("one two three‸")
    editor.run(.deleteWordBackward, .deleteWordBackward)
    #expect(editor.lastKilled == "two three")
    editor.run(.deleteWordForward, .killToLineStart)
    #expect(editor.lastKilled == "one two three")
  }

  @Test func aMotionBetweenKillsPartsThem() {
    var editor = EditorProbe.editor("one two‸")
    editor.run(.deleteWordBackward, .moveLeft, .deleteWordBackward)
    #expect(editor.lastKilled == "one")
    #expect(editor.text == " ")
    editor.run(.yank)
    #expect(editor.text == "one ")
    editor.run(.yankPop)
    #expect(editor.text == "two ")
    editor.run(.yankPop)
    #expect(editor.text == "one ")
  }

  @Test func typingBetweenKillsPartsThem() {
    var editor = EditorProbe.editor("one two‸")
    editor.run(.deleteWordBackward)
    editor.insert("x")
    editor.run(.deleteWordBackward)
    #expect(editor.lastKilled == "x")
  }

  @Test func yankPopDoesNothingButAfterAYank() {
    var editor = EditorProbe.editor("one two‸")
    editor.run(.deleteWordBackward, .moveLeft, .deleteWordBackward, .yank)
    editor.insert("x")
    let text = editor.text
    editor.run(.yankPop)
    #expect(editor.text == text)
  }

  @Test func copyingKeepsTheText() {
    var editor = EditorProbe.editor("‸one two")
    editor.run(.selectWordRight, .copySelection, .moveBufferEnd, .yank)
    #expect(EditorProbe.shown(editor) == "one twoone‸")
    #expect(editor.lastKilled == "one")
  }

  @Test func yankingReplacesTheSelectionInOneStep() {
    var editor = EditorProbe.editor("‸one two")
    editor.run(.selectWordRight, .killSelection, .selectBufferEnd, .yank)
    #expect(EditorProbe.shown(editor) == "one‸")
    editor.run(.undo)
    #expect(EditorProbe.shown(editor) == "[ two‸]")
  }

  @Test func theRingForgetsTheOldest() {
    var ring = KillRing()
    for number in 0..<40 { ring.add("\(number)") }
    #expect(ring.texts.count == 32)
    #expect(ring.text(back: 31) == "8")
    #expect(ring.text(back: 32) == "39")
    ring.add("")
    #expect(ring.latest == "39")
    ring.add(String(repeating: "x", count: 5 << 20))
    #expect(ring.texts.count == 1)
  }
}
