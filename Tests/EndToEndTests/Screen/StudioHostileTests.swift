import Glibc
import ProviderSimulator
import PseudoTerminal
import TerminalScreen
import Testing

/// Input of any kind and sizes of any kind.
@Suite(.inTurn) struct StudioHostileTests {
  /// What curses and the studio use on an xterm; anything else came from outside.
  private static let usual: Set<String> = [
    "07", "08", "09", "0A", "0D", "0E", "0F", "ESC (B", "ESC )0", "ESC (0", "ESC =", "ESC >",
    "ESC 7", "ESC 8", "ESC M", "CSI m", "CSI H", "CSI J", "CSI K", "CSI r", "CSI A", "CSI B",
    "CSI C", "CSI D", "CSI G", "CSI d", "CSI X", "CSI P", "CSI @", "CSI L", "CSI M", "CSI S",
    "CSI T", "CSI b", "CSI Z", "CSI ?h", "CSI ?l", "CSI ?r", "CSI ?s", "CSI h", "CSI l", "CSI t",
    "CSI n",
    "OSC 0", "OSC 2", "OSC 8", "OSC 52",
  ]

  private func expectOnlyUsualControls(
    _ studio: TerminalScreen,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let stray = ControlInventory.kindsBesideQuestions(in: studio.transcript).subtracting(Self.usual)
    #expect(stray.isEmpty, sourceLocation: location)
    let hidden = studio.transcribed.unicodeScalars.filter { $0.value > 0x9f && $0.steersTerminals }
    #expect(hidden.isEmpty, sourceLocation: location)
  }

  /// The studio still reads keys: help opens and closes.
  private func expectUsable(_ studio: TerminalScreen) async throws {
    try studio.press("f1")
    try await studio.waitFor("Give the pane the whole screen")
    try studio.press("esc")
    try await studio.waitForNo("Give the pane the whole screen")
  }

  @Test(arguments: 0..<6) func randomBytesDoNotBreakIt(_ seed: UInt64) async throws {
    try await Ground.lendStudio(["--demo"]) { ground, studio in
      var random = SeededBytes(seed: seed)
      for _ in 0..<40 {
        // Keys that leave or stop it are meant.
        let bytes = (0..<200).map { _ in random.next() }.filter { ![3, 0x11, 0x1a].contains($0) }
        do { try studio.send(bytes) } catch { break }
      }
      try await studio.settle(quiet: .milliseconds(300), atMost: .seconds(30))
      expectOnlyUsualControls(studio)
      studio.signal(SIGTERM)
      let ending = try await studio.ended(atMost: .seconds(20))
      if case .signalled(let signal) = ending { Issue.record("it died of signal \(signal)") }
      studio.expectTerminalGivenBack()
    }
  }

  @Test(arguments: ["\u{1b}[", "\u{1b}[1;", "\u{1b}O", "\u{1b}[<0;1", "\u{1b}]52;c;", "\u{1b}P"])
  func halfASequenceIsForgottenAndTypingGoesOn(_ half: String) async throws {
    try await Ground.lendStudio { _, studio in
      try studio.type(half)
      try await studio.settle(quiet: .milliseconds(300))
      try await expectUsable(studio)
      expectOnlyUsualControls(studio)
      try await studio.quit()
    }
  }

  @Test func bytesThatAreNoTextShowAsSomethingHarmless() async throws {
    try await Ground.lendStudio { _, studio in
      try studio.type("ab")
      try studio.send([
        0xff, 0xfe, 0xc3, 0x28, 0xe4, 0xb8, 0xed, 0xa0, 0x80, 0xf5, 0x80, 0xc0, 0xaf,
      ])
      try studio.type("cd")
      try await studio.waitFor("cd")
      #expect(studio.content.contains("ab"))
      expectOnlyUsualControls(studio)
      try await studio.quit()
    }
  }

  @Test func aMegabyteOfPastedHostilityIsKeptAndNeverSent() async throws {
    try await Ground.lendStudio { ground, studio in
      let line = "a 狐狸 \u{1b}[31mred\u{1b}[0m \u{1b}]0;owned\u{7} \u{202e}drawkcab\u{9b}31m\n"
      let text = String(repeating: line, count: (1 << 20) / line.utf8.count) + "the last line"
      try studio.paste(text)
      try await studio.waitFor("the last line", atMost: .seconds(60))
      try await studio.typeAndSee("!", atMost: .seconds(10))
      expectOnlyUsualControls(studio)
      #expect(ground.submits.isEmpty)
      try await ground.waitUntilKept("the last line!", atMost: .seconds(30))
      try await studio.quit()
      let again = try await ground.openStudio(isFirst: false)
      try await again.waitFor("the last line!", atMost: .seconds(20))
    }
  }

  @Test func aPromptWithCharactersOfEveryPlaneIsSentToTheLetter() async throws {
    let prompt =
      "fox é ж 狐 ﾊ \u{10400} \u{1f98a} 👩‍👩‍👧‍👦 \u{20000} \u{30000} \u{e0041} \u{f0000} \u{10fffd} "
      + "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307} \u{202e}abc\u{202c} end"
    try await Ground.lendStudio { ground, studio in
      try studio.paste(prompt)
      try await studio.waitFor("end")
      try studio.press("f5")
      try await studio.waitFor("finished", atMost: .seconds(30))
      let sent = ground.submits.first?.body?["prompt"]?.text
      #expect(sent?.unicodeScalars.elementsEqual(prompt.unicodeScalars) == true, "\(sent ?? "-")")
      expectOnlyUsualControls(studio)
      try await studio.quit()
    }
  }

  @Test func whatTheServiceSaysIsHarmless() async throws {
    try await Ground.lend { ground in
      let hostile = "no \u{1b}[2J\u{1b}]0;owned\u{7} \u{9b}31m \u{202e}foxes\r\n\u{8}today"
      let refusal = Fault.status(400, retryAfter: nil, message: hostile)
      ground.server.script(FaultRule(call: .submit, fault: refusal))
      let studio = try await ground.openStudio()
      try await studio.typeAndSee("a fox")
      try studio.press("f5")
      try await studio.wait(for: "the refusal, and an empty prompt", atMost: .seconds(20)) {
        $0.contains("HTTP 400") && !$0.row(2).contains("a fox")
      }
      expectOnlyUsualControls(studio)
      try await studio.quit()
    }
  }

  // MARK: - Sizes

  @Test func aStormOfSizesEndsInARightScreen() async throws {
    try await Ground.lendStudio(columns: 100, rows: 30) { _, studio in
      var random = SeededBytes(seed: 7)
      let odd = [(1, 1), (1, 200), (200, 1), (40, 10), (39, 9), (120, 40), (500, 300), (2, 2)]
      for round in 0..<200 {
        let size =
          round % 5 == 0
          ? odd[round / 5 % odd.count] : (1 + Int(random.next()), 1 + Int(random.next()) / 4)
        studio.resize(columns: size.0, rows: size.1)
        // Without room, keys type nothing.
        if round % 10 == 5 { try studio.type("fox ") }
      }
      studio.resize(columns: 100, rows: 30)
      try await studio.wait(for: "the last size", atMost: .seconds(20)) {
        $0.row(29).contains("F1 help")
      }
      try await studio.typeAndSee("in the end")
      try await studio.waitFor("balance")
      let settled = try await studio.settle()
      try studio.press("ctrl-l")
      let repainted = try await studio.settle()
      #expect(repainted.rows == settled.rows, "\(settled.boxed)\n\(repainted.boxed)")
      try await studio.quit()
    }
  }

  @Test(arguments: [(39, 10), (40, 9), (20, 5), (10, 1), (1, 1)])
  func aScreenWithoutRoomSaysSoAndLosesNothing(_ columns: Int, _ rows: Int) async throws {
    try await Ground.lendStudio(columns: 80, rows: 24) { _, studio in
      try await studio.typeAndSee("a fox")
      studio.resize(columns: columns, rows: rows)
      try await studio.wait(for: "a word about the size") { content in
        columns < 5 ? content.text.contains("…") : content.contains("40×10")
      }
      studio.resize(columns: 80, rows: 24)
      try await studio.waitFor("a fox")
      try await studio.quit()
    }
  }
}

/// The same bytes for the same seed.
struct SeededBytes {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt8 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return UInt8(truncatingIfNeeded: state >> 32)
  }
}
