import CellGrid
import Testing

@testable import StudioUI

@Suite struct EditorCharacterTests {
  @Test(
    arguments: [
      ("\t", "␉"), ("\u{1B}", "␛"), ("\u{0}", "␀"), ("\u{7F}", "␡"), ("\r", "␍"),
      ("\u{9B}", "␦"), ("\u{202E}", "␦"), ("\u{200B}", "␦"), ("\u{FEFF}", "␦"), ("\u{2028}", "␦"),
      ("\u{85}", "␦"), ("\u{AD}", "␦"), ("\u{FE0F}", "␦"), ("\u{E0041}", "␦"),
    ] as [(Character, String)]
  )
  func whatTerminalsDontDrawIsShownAsASignOfOneCell(character: Character, sign: String) {
    #expect(EditorCharacter.form(character) == sign)
    #expect(EditorCharacter.cells(character) == 1)
    #expect(EditorCharacter.isSign(character))
  }

  @Test(
    arguments: [
      ("a", "a", 1), ("é", "é", 1), ("e\u{301}", "e\u{301}", 1), ("中", "中", 2), ("。", "。", 2),
      ("「", "「", 2), ("ｗ", "ｗ", 2), ("ｶ", "ｶ", 1), ("한", "한", 2), ("👩\u{200D}🎨", "👩", 2),
      ("👍🏽", "👍", 2), ("🇩🇪", "DE", 2), ("🇩", "D", 1), ("\u{301}", "\u{25CC}\u{301}", 1),
      ("\u{E000}", "\u{FFFD}", 1), ("\u{A0}", " ", 1), ("\n", "", 0), ("\r\n", "", 0),
      (" ", " ", 1),
      ("\u{3099}", "\u{25CC}\u{3099}", 1), ("\u{3000}", "\u{3000}", 2),
    ] as [(Character, String, Int)]
  )
  func everythingElseIsDrawnAsAllTerminalsDrawIt(character: Character, form: String, cells: Int) {
    #expect(EditorCharacter.form(character).unicodeScalars.elementsEqual(form.unicodeScalars))
    #expect(EditorCharacter.cells(character) == cells)
    #expect(!EditorCharacter.isSign(character))
  }

  @Test
  func theQuickWayGivesWhatTheTablesGive() {
    for value in UInt32(0xA0)..<0x1_0000 {
      guard let scalar = Unicode.Scalar(value), scalar.properties.age != nil else { continue }
      let character = Character(scalar)
      let form = PlainText.line(String(character))
      let isHidden = CellWidth.of(form) == 0 || character.isNewline
      let expected = isHidden ? "␦" : form
      #expect(EditorCharacter.form(character) == expected, "U+\(String(value, radix: 16))")
      #expect(EditorCharacter.cells(character) == CellWidth.of(expected))
    }
  }

  @Test
  func aLetterUnderAHeapOfMarksIsDrawnWithAFewOfThem() {
    let heap = Character("e" + String(repeating: "\u{301}", count: 50_000))
    #expect(EditorCharacter.cells(heap) == 1)
    #expect(EditorCharacter.form(heap).unicodeScalars.count == 5)
  }
}
