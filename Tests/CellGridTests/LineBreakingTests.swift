import CellGrid
import Testing

@Suite struct LineBreakingTests {
  @Test(
    arguments: [
      ("中", "文", true), ("中", "。", false), ("「", "中", false), ("。", "中", true), ("a", "b", false),
      ("a", "中", true), ("中", "a", true), ("中", ")", false), ("(", "中", false), ("カ", "ー", false),
      ("人", "々", false), ("한", "국", true), ("👩", "👩", true),
    ] as [(Character, Character, Bool)]
  )
  func linesMayEndBesideWideCharacters(left: Character, right: Character, allowed: Bool) {
    let isAllowed = LineBreaking.isAllowed(
      after: left,
      cells: CellWidth.of(left),
      before: right,
      cells: CellWidth.of(right)
    )
    #expect(isAllowed == allowed)
  }

  @Test func thePlainWayToWidthsGivesWhatTheTablesGive() {
    for value in UInt32(0x20)..<0x1_0000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let character = Character(scalar)
      guard let plain = CellWidth.plain(character) else { continue }
      #expect(plain.scalar == scalar)
      #expect(plain.cells == CellWidth.of(scalar), "U+\(String(value, radix: 16))")
      #expect(CellWidth.drawn(character) == String(character))
      #expect(PlainText.line(String(character)) == String(character))
    }
    #expect(CellWidth.plain("e\u{301}") == nil)
    #expect(CellWidth.plain("\r\n") == nil)
  }
}
