import TerminalScreen
import Testing

@Suite struct ControlInventoryTests {
  @Test(arguments: [
    ("plain text 狐狸 é", []),
    ("a\r\n\u{7}b\u{8}", ["0D", "0A", "07", "08"]),
    ("\u{1b}[1;31mred\u{1b}[m\u{1b}[?25l", ["CSI m", "CSI ?l"]),
    ("\u{1b}(B\u{1b}=\u{1b}7", ["ESC (B", "ESC =", "ESC 7"]),
    ("\u{1b}[2 q\u{1b}[>c", ["CSI  q", "CSI >c"]),
    ("\u{1b}]52;c;Zm94\u{7}x\u{1b}]8;;\u{1b}\\y", ["OSC 52", "OSC 8"]),
    ("\u{1b}Ptmux;\u{1b}\u{1b}]52;c;a\u{7}\u{1b}\\z\n", ["DCS", "0A"]),
    ("\u{9b}31m\u{85}", ["C1"]),
  ])
  func kindsAreTold(_ output: String, _ kinds: [String]) {
    #expect(ControlInventory.kinds(in: output.utf8) == Set(kinds))
  }
}
