import Testing

@testable import StudioUI

@Suite struct UndoTests {
  /// The texts that undoing gives, one step after the other.
  private func steps(_ editor: TextEditor) -> [String] {
    var editor = editor
    var texts: [String] = []
    while editor.canUndo {
      editor.run(.undo)
      texts.append(editor.text)
    }
    return texts
  }

  private func typed(_ text: String) -> TextEditor {
    var editor = TextEditor()
    editor.type(keys: text)
    return editor
  }

  @Test(
    arguments: [
      ("word", [""]), ("two words", ["two ", ""]), ("a, b", ["a, ", ""]),
      ("one\ntwo", ["one\n", "one", ""]), ("it's", [""]), ("狐狸，雪地", ["狐狸，", ""]),
      ("cafe\u{301} au", ["cafe\u{301} ", ""]), ("   ", [""]),
    ] as [(String, [String])]
  )
  func typingIsUndoneWordByWord(text: String, expected: [String]) {
    #expect(steps(typed(text)) == expected)
  }

  @Test func aMotionStartsAnotherStep() {
    var editor = typed("ab")
    editor.run(.moveLeft, .moveRight)
    editor.type(keys: "cd")
    #expect(steps(editor) == ["ab", ""])
  }

  @Test func aPasteIsOneStepOfItsOwn() {
    var editor = typed("ab")
    editor.paste("one two three")
    editor.type(keys: "cd")
    #expect(steps(editor) == ["abone two three", "ab", ""])
  }

  @Test func everyKillIsAStep() {
    var editor = typed("one two")
    editor.run(.deleteWordBackward, .deleteWordBackward)
    #expect(steps(editor) == ["one ", "one two", "one ", ""])
  }

  @Test func deletionsInARowAreOneStep() {
    var editor = TextEditor("abcdef", caret: 3)
    editor.run(.deleteBackward, .deleteBackward, .deleteForward)
    #expect(steps(editor) == ["abcdef"])
    editor.type(keys: "x")
    editor.run(.deleteBackward, .deleteBackward)
    #expect(steps(editor) == ["axef", "aef", "abcdef"])
  }

  @Test func undoPutsTheCaretBack() {
    var editor = EditorProbe.editor("one‸ two")
    editor.type(keys: "XY")
    editor.run(.moveBufferEnd, .undo)
    #expect(EditorProbe.shown(editor) == "one‸ two")
    editor.run(.moveBufferEnd, .redo)
    #expect(EditorProbe.shown(editor) == "oneXY‸ two")
  }

  @Test func undoPutsTheSelectionBack() {
    var editor = EditorProbe.editor("one ‸two")
    editor.run(.selectWordRight, .killSelection, .undo)
    #expect(EditorProbe.shown(editor) == "one [two‸]")
  }

  @Test func anEditAfterUndoForgetsWhatWasUndone() {
    var editor = typed("one two")
    editor.run(.undo)
    #expect(editor.canRedo)
    editor.insert("x")
    #expect(!editor.canRedo)
    editor.run(.redo)
    #expect(editor.text == "one x")
  }

  @Test func aMotionAfterUndoForgetsNothing() {
    var editor = typed("one two")
    editor.run(.undo, .moveLeft, .redo)
    #expect(editor.text == "one two")
  }

  @Test func typingAfterUndoIsAStepOfItsOwn() {
    var editor = typed("ab cd ef")
    editor.run(.undo)
    editor.type(keys: "gh")
    #expect(steps(editor) == ["ab cd ", "ab ", ""])
  }

  @Test func anAccentIsUndoneWithItsLetter() {
    var editor = typed("abe\u{301}")
    editor.insert("\u{301}")
    editor.run(.undo)
    #expect(editor.isEmpty)
    editor.run(.redo)
    #expect(editor.text.unicodeScalars.elementsEqual("abe\u{301}\u{301}".unicodeScalars))
  }

  @Test(arguments: 0..<60)
  func undoingEverythingGivesTheStartAndRedoingTheEnd(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let start = TextBits.text(20, using: &numbers)
    var editor = TextEditor(start, caret: Int.random(in: 0...start.count, using: &numbers))
    for _ in 0..<120 {
      if Int.random(in: 0...1, using: &numbers) == 0 {
        let bit = TextBits.all.randomElement(using: &numbers) ?? "x"
        if bit.count == 1, let character = bit.first {
          editor.insert(character)
        } else {
          editor.paste(bit)
        }
      } else if let command = EditCommand.allCases.randomElement(using: &numbers) {
        editor.run(command, width: 9)
      }
    }
    while editor.canRedo { editor.run(.redo) }
    let end = editor.text
    while editor.canUndo { editor.run(.undo) }
    #expect(editor.text.utf8.elementsEqual(start.utf8))
    while editor.canRedo { editor.run(.redo) }
    #expect(editor.text.utf8.elementsEqual(end.utf8))
  }

  @Test(arguments: 0..<40)
  func theTextIsWhatPlainStringsGive(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed + 300)
    var model = ""
    var editor = TextEditor()
    for _ in 0..<150 {
      let caret = editor.caret
      let (before, after) = (String(model.prefix(caret)), String(model.dropFirst(caret)))
      switch Int.random(in: 0...5, using: &numbers) {
      case 0:
        editor.run(.deleteBackward)
        model = String(before.dropLast()) + after
      case 1:
        editor.run(.deleteForward)
        model = before + String(after.dropFirst())
      case 2: editor.moveCaret(to: Int.random(in: 0...editor.count, using: &numbers))
      default:
        let bit = TextBits.all.randomElement(using: &numbers) ?? "x"
        editor.paste(bit)
        model = before + bit + after
      }
      #expect(editor.text.utf8.elementsEqual(model.utf8))
      #expect(editor.count == model.count)
      #expect(editor.rows.map { $0 == EditorRows(editor.content, width: $0.width) } ?? true)
    }
  }

  @Test func theHistoryIsBoundedInBytes() {
    var editor = TextEditor()
    let page = String(repeating: "x", count: 1 << 20)
    for _ in 0..<8 { editor.replaceAll(with: editor.isEmpty ? page : "") }
    #expect(editor.history.past.count < 8)
    #expect(editor.history.past.reduce(0) { $0 + $1.weight } <= 4 << 20)
    #expect(steps(editor).count >= 3)
  }

  @Test func oneEditLargerThanTheBoundCanStillBeUndone() {
    var history = EditHistory(limit: 100)
    let change = TextChange(
      offset: 0,
      removed: "",
      removedCount: 0,
      inserted: String(repeating: "x", count: 500),
      insertedCount: 500
    )
    let step = EditHistory.Step(
      kind: .whole,
      changes: [change],
      caretBefore: 0,
      anchorBefore: nil,
      caretAfter: 500
    )
    history.record(step, joins: false)
    history.record(step, joins: false)
    #expect(history.past.count == 1)
    #expect(history.stepBack() == step)
    #expect(history.stepForward() == step)
  }
}
