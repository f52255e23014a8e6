import CellGrid
import Testing

@testable import TerminalKit

@Suite struct InputDecoderTests {
  /// All inputs of a text that comes at once, and then nothing more.
  private func inputs(_ text: String, keys: KeyTable = KeyTable()) -> [Input] {
    var decoder = InputDecoder(keys: keys)
    return decoder.decode(text.utf8) + decoder.flush()
  }

  private func spelled(_ inputs: [Input]) -> [String] {
    inputs.map { input in
      switch input {
      case .key(let key): key.spelled
      case .paste(let text): "paste:\(text)"
      case .mouse(let event): "\(event.kind)@\(event.place.x),\(event.place.y)"
      }
    }
  }

  @Test func textIsTypedCharacterByCharacter() {
    #expect(spelled(inputs("a狐é ~")) == ["a", "狐", "é", "space", "~"])
  }

  @Test(arguments: ["e\u{301}", "👩‍👩‍👧", "🇩🇪", "👍🏽", "각", "❤\u{FE0F}"])
  func whatJoinsIntoOneCharacterComesAsOne(text: String) {
    #expect(inputs(text) == [.key(KeyPress(Character(text)))])
  }

  @Test func aCharacterMayComeByteByByte() {
    var decoder = InputDecoder()
    let bytes = Array("狐".utf8)
    #expect(decoder.decode([bytes[0]]).isEmpty && decoder.awaitsMore)
    #expect(decoder.decode([bytes[1]]).isEmpty && decoder.awaitsMore)
    #expect(decoder.decode([bytes[2]]) == [.key(KeyPress("狐"))])
    #expect(!decoder.awaitsMore)
  }

  @Test func aMarkThatComesLaterIsACharacterOfItsOwn() {
    var decoder = InputDecoder()
    #expect(decoder.decode("e".utf8) == [.key(KeyPress("e"))])
    #expect(decoder.decode("\u{301}".utf8) == [.key(KeyPress("\u{301}"))])
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF8, 0x88], [0x80], [0xE7, 0x8B], [0xC2, 0x85], [0xC2, 0x9B],
    ] as [[UInt8]]
  )
  func whatIsNoTextIsDroppedAndTheRestKept(bytes: [UInt8]) {
    var decoder = InputDecoder()
    let found = decoder.decode([0x61] + bytes + [0x62]) + decoder.flush()
    #expect(spelled(found) == ["a", "b"])
  }

  @Test(arguments: [
    ("\r", "enter"), ("\n", "ctrl-j"), ("\t", "tab"), ("\u{7F}", "backspace"),
    ("\u{8}", "backspace"), ("\0", "ctrl-space"), ("\u{1}", "ctrl-a"), ("\u{3}", "ctrl-c"),
    ("\u{11}", "ctrl-q"), ("\u{13}", "ctrl-s"), ("\u{1A}", "ctrl-z"), ("\u{1C}", "ctrl-\\"),
    ("\u{1D}", "ctrl-]"), ("\u{1E}", "ctrl-^"), ("\u{1F}", "ctrl-_"),
  ])
  func controlCharactersAreKeys(text: String, key: String) {
    #expect(spelled(inputs(text)) == [key])
  }

  @Test(arguments: [
    ("\u{1B}", ["esc"]), ("\u{1B}\u{1B}", ["esc", "esc"]),
    ("\u{1B}\u{1B}\u{1B}", ["esc", "esc", "esc"]), ("\u{1B}x", ["alt-x"]), ("\u{1B}X", ["alt-x"]),
    ("\u{1B}é", ["alt-é"]), ("\u{1B}狐", ["alt-狐"]), ("\u{1B}\r", ["alt-enter"]),
    ("\u{1B}\u{7F}", ["alt-backspace"]), ("\u{1B}\u{2}", ["ctrl-alt-b"]),
    ("\u{1B}[", ["alt-["]), ("\u{1B}O", ["alt-o"]), ("\u{1B}]", ["alt-]"]),
    ("\u{1B}\u{1B}[A", ["alt-up"]), ("\u{1B}\u{1B}x", ["esc", "alt-x"]),
    ("\u{1B}[\r", ["alt-[", "enter"]), ("\u{1B}.", ["alt-."]),
  ])
  func escInFrontIsAlt(text: String, keys: [String]) {
    #expect(spelled(inputs(text)) == keys)
  }

  @Test(arguments: [
    "[A up", "[B down", "[C right", "[D left", "[H home", "[F end", "OA up", "OB down", "OC right",
    "OD left", "OH home", "OF end", "[1~ home", "[2~ insert", "[3~ delete", "[4~ end", "[5~ pageup",
    "[6~ pagedown", "[7~ home", "[8~ end", "[Z shift-tab", "OM enter", "Oj *", "Op 0", "Oy 9",
    "OP f1", "OQ f2", "OR f3", "OS f4", "[11~ f1", "[15~ f5", "[17~ f6", "[21~ f10", "[23~ f11",
    "[24~ f12", "[25~ f13", "[26~ f14", "[28~ f15", "[29~ f16", "[31~ f17", "[34~ f20",
    "[[A f1", "[[B f2", "[[E f5", "[1;5C ctrl-right", "[1;2A shift-up", "[1;3D alt-left",
    "[1;6H ctrl-shift-home", "[1;9A alt-up", "[3;5~ ctrl-delete", "[5;3~ alt-pageup",
    "[1;2P shift-f1", "[1;5R ctrl-f3", "[15;2~ shift-f5", "[a shift-up", "[d shift-left",
    "[c shift-right", "Oa ctrl-up", "Od ctrl-left", "[3$ shift-delete", "[7^ ctrl-home",
    "[8@ ctrl-shift-end", "[13;5u ctrl-enter", "[13;2u shift-enter", "[27;5;13~ ctrl-enter",
    "[27;2;13~ shift-enter", "[97;5u ctrl-a", "[97;3u alt-a", "[97;2u A", "[97:65;2u A",
    "[97u a", "[27u esc", "[9;2u shift-tab", "[127;5u ctrl-backspace", "[57376u f13",
    "[57383u f20", "[57399u 0", "[57417u left", "[65;6u ctrl-a", "[49:33;2u !", "[233;3u alt-é",
    "O5C ctrl-right", "O1;5D ctrl-left", "[1;1A up", "[97;65u a", "[97;5:1u ctrl-a",
  ])
  func keysOfManyTerminalsAreKnown(line: String) {
    let parts = line.split(separator: " ", maxSplits: 1)
    #expect(spelled(inputs("\u{1B}\(parts[0])")) == [String(parts[1])])
  }

  @Test(arguments: [
    "[?1;2c", "[>41;354;0c", "[12;40R", "[0n", "[I", "[O", "[?2026;2$y", "[8;40;120t", "[?1u",
    "]11;rgb:0000/0000/0000\u{7}", "]52;c;YWJj\u{1B}\\", "P>|XTerm(370)\u{1B}\\",
    "P1+r544e=787465726d\u{1B}\\", "_Gi=1;OK\u{1B}\\", "^x\u{1B}\\", "Xx\u{1B}\\", "[97;5:3u",
    "[97;9u", "[1;17A", "[999~", "[99;99;99z", "[<3;1;1M", "[<35;10;10M", "[<0;0;0M",
    "[57358u", "[1114112u", "[55296u", "[99999999999999999999u", "[E", "[ q", "[!p", "[=1;2u",
    "[[Z", "[[~",
  ])
  func repliesAndUnknownSequencesAreSwallowedWhole(text: String) {
    #expect(spelled(inputs("a\u{1B}\(text)b")) == ["a", "b"])
  }

  @Test func aStringThatLostItsEndIsOverAfterASilence() {
    var decoder = InputDecoder()
    #expect(decoder.decode("\u{1B}]0;title".utf8).isEmpty && decoder.awaitsMore)
    #expect(decoder.flush().isEmpty && !decoder.awaitsMore)
    #expect(spelled(decoder.decode("x".utf8)) == ["x"])
  }

  @Test func aStringOfMegabytesIsNoKey() {
    var decoder = InputDecoder()
    for start in ["\u{1B}]", "\u{1B}P>|", "\u{1B}_Gi=31;", "\u{1B}^"] {
      let flood = start + String(repeating: "x", count: 3_000_000)
      #expect(decoder.decode(flood.utf8).isEmpty)
      #expect(spelled(decoder.decode("\u{1B}\\y".utf8)) == ["y"])
      #expect(decoder.decode(flood.utf8).isEmpty && decoder.flush().isEmpty)
      #expect(spelled(decoder.decode("z".utf8)) == ["z"])
      #expect(decoder.takeReplies().isEmpty)
    }
  }

  @Test func escEndsAStringAndStartsAnew() {
    #expect(spelled(inputs("\u{1B}]0;a\u{1B}[Ab")) == ["up", "b"])
    #expect(spelled(inputs("\u{1B}[1;\u{1B}[Bb")) == ["down", "b"])
  }

  @Test(arguments: [
    ("[<0;5;3M", "pressed@4,2"), ("[<0;5;3m", "released@4,2"), ("[<64;1;1M", "wheelUp@0,0"),
    ("[<65;300;200M", "wheelDown@299,199"), ("[<16;2;2M", "pressed@1,1"),
    ("[M \"#", "pressed@1,2"), ("[M#\"#", "released@1,2"), ("[M`!!", "wheelUp@0,0"),
  ])
  func theMouseIsUnderstood(text: String, event: String) {
    #expect(spelled(inputs("\u{1B}\(text)")) == [event])
  }

  @Test func aPasteIsOnePieceWithPlainLineEnds() {
    let text = "\u{1B}[200~one\r\ntwo\rthree\nfour\u{1B}[31m\u{1B}[201~x"
    #expect(spelled(inputs(text)) == ["paste:one\ntwo\nthree\nfour\u{1B}[31m", "x"])
  }

  @Test func anEmptyPasteIsNothing() {
    #expect(spelled(inputs("\u{1B}[200~\u{1B}[201~x")) == ["x"])
  }

  @Test func aPasteThatPausesGoesOnAsAPaste() {
    var decoder = InputDecoder()
    #expect(decoder.decode("\u{1B}[200~ab\r".utf8).isEmpty)
    #expect(decoder.awaitsMore && decoder.delay == InputDecoder.pasteDelay)
    #expect(decoder.flush() == [.paste("ab\n")])
    #expect(!decoder.awaitsMore && decoder.flush().isEmpty)
    #expect(decoder.decode("\nq\u{1B}[201".utf8).isEmpty)
    #expect(decoder.decode("~q".utf8) == [.paste("q"), .key(KeyPress("q"))])
  }

  @Test func aPausedPasteKeepsHalfACharacter() {
    var decoder = InputDecoder()
    let bytes = Array("狐".utf8)
    _ = decoder.decode("\u{1B}[200~a".utf8 + bytes[..<2])
    #expect(decoder.flush() == [.paste("a")])
    #expect(decoder.decode(bytes[2...] + "\u{1B}[201~".utf8) == [.paste("狐")])
  }

  @Test func escAndASilenceLeaveAPasteThatNeverEnds() {
    var decoder = InputDecoder()
    _ = decoder.decode("\u{1B}[200~ab\u{1B}".utf8)
    #expect(decoder.flush() == [.paste("ab")])
    #expect(decoder.decode("q".utf8) == [.key(KeyPress("q"))])
  }

  @Test(.timeLimit(.minutes(1))) func aMegabytePasteIsOnePiece() {
    var decoder = InputDecoder()
    let text = String(repeating: "Ein Fuchs 狐 \u{1B}[20\n", count: 50_000)
    var inputs: [Input] = []
    let bytes = Array("\u{1B}[200~\(text)\u{1B}[201~".utf8)
    for start in stride(from: 0, to: bytes.count, by: 1_000) {
      inputs += decoder.decode(bytes[start..<min(start + 1_000, bytes.count)])
    }
    #expect(inputs == [.paste(text)])
  }

  @Test func aPasteBeyondTheLimitComesInPieces() {
    var decoder = InputDecoder()
    var bytes = Array("\u{1B}[200~".utf8)
    let text = String(repeating: "狐", count: 6_000_000)
    bytes += text.utf8
    bytes += "\u{1B}[201~".utf8
    let pieces = decoder.decode(bytes).map { input in
      if case .paste(let text) = input { text } else { "?" }
    }
    #expect(pieces.count == 2 && pieces.joined() == text)
  }

  @Test func keysOfTheDescriptionAreKnown() {
    let keys = KeyTable([
      Array("\u{1B}[224z".utf8): .function(1), Array("\u{1B}[M".utf8): .function(2),
      Array("\u{1B}Q".utf8): .home, [0x0B]: .up, Array("\u{1B}[1;2P".utf8): .function(13),
    ])
    #expect(spelled(inputs("\u{1B}[224z\u{1B}[M\u{1B}Q", keys: keys)) == ["f1", "f2", "home"])
    #expect(spelled(inputs("\u{B}\u{1B}[1;2P", keys: keys)) == ["ctrl-k", "shift-f1"])
  }
}
