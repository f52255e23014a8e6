import CellGrid
import Testing

@Suite struct KeySpellingTests {
  @Test(arguments: [
    ("f5", KeyPress(.function(5))), ("alt-enter", KeyPress(.enter, .alt)),
    ("ctrl-x", KeyPress("x", .control)), ("shift-tab", KeyPress(.tab, .shift)),
    ("?", KeyPress("?")), ("space", KeyPress(" ")), ("ctrl--", KeyPress("-", .control)),
    ("-", KeyPress("-")), ("G", KeyPress("G")),
    ("alt-ctrl-left", KeyPress(.left, [.alt, .control])),
    ("pageup", KeyPress(.pageUp)), ("esc", KeyPress(.escape)), ("狐", KeyPress("狐")),
  ])
  func aSpellingIsAKey(_ spelling: String, _ key: KeyPress) {
    #expect(KeyPress(spelled: spelling) == key)
  }

  @Test(arguments: ["", "ctrl-", "f0", "f21", "nokey", "ctrl-nokey", "\u{1B}", "ab"])
  func anythingElseIsNone(_ spelling: String) {
    #expect(KeyPress(spelled: spelling) == nil)
  }

  @Test func everyKeyReadsItsOwnSpelling() {
    let keys: [Key] =
      [
        .enter, .tab, .backspace, .delete, .insert, .escape, .up, .down, .left, .right, .home, .end,
        .pageUp, .pageDown, .character("a"), .character(" "), .character("-"), .character("é"),
      ] + (1...20).map(Key.function)
    let modifiers: [KeyPress.Modifiers] = [[], .alt, .control, [.alt, .control], .shift]
    for key in keys {
      for held in modifiers {
        let press = KeyPress(key, held)
        #expect(KeyPress(spelled: press.spelled) == press)
      }
    }
  }

  @Test(arguments: [
    (KeyPress(.function(5)), "F5"), (KeyPress(.enter, .alt), "M-Enter"),
    (KeyPress("x", .control), "^X"), (KeyPress(.tab, .shift), "S-Tab"), (KeyPress("?"), "?"),
    (KeyPress(.left, .control), "C-←"), (KeyPress(" "), "Space"), (KeyPress("z", .alt), "M-z"),
  ])
  func peopleSeeAShortForm(_ key: KeyPress, _ label: String) {
    #expect(key.label == label)
  }
}
