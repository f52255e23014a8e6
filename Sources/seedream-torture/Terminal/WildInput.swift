import Glibc
import ProviderSimulator
import PseudoTerminal
import TerminalScreen

/// Input of any kind: the studio stays usable, and nothing of it reaches the terminal raw.
struct WildInput {
  let report: TrialReport

  enum Kind: String, CaseIterable, Sendable {
    case bytes = "random bytes"
    case sequences = "random sequences"
    case replies = "replies nobody asked for"
    case pastes = "pastes cut anywhere"
  }

  /// What curses and the studio use on an xterm; anything else came from outside.
  private static let usual: Set<String> = [
    "07", "08", "09", "0A", "0D", "0E", "0F", "ESC (B", "ESC )0", "ESC (0", "ESC =", "ESC >",
    "ESC 7", "ESC 8", "ESC M", "CSI m", "CSI H", "CSI J", "CSI K", "CSI r", "CSI A", "CSI B",
    "CSI C", "CSI D", "CSI G", "CSI d", "CSI X", "CSI P", "CSI @", "CSI L", "CSI M", "CSI S",
    "CSI T", "CSI b", "CSI Z", "CSI ?h", "CSI ?l", "CSI ?r", "CSI ?s", "CSI h", "CSI l", "CSI t",
    "CSI n",
    "OSC 8", "OSC 52",
  ]

  /// What terminals answer to questions, in their documented and in odd forms.
  private static let replies: [String] = [
    "\u{1b}[?1;2c", "\u{1b}[?62;22c", "\u{1b}[>41;354;0c", "\u{1b}[=0c", "\u{1b}[0n",
    "\u{1b}[12;40R", "\u{1b}[?12;40;1R", "\u{1b}]11;rgb:0000/0000/0000\u{1b}\\",
    "\u{1b}]10;rgb:ffff/ffff/ffff\u{7}", "\u{1b}]4;1;rgb:cdcd/0000/0000\u{1b}\\",
    "\u{1b}P1+r544e=787465726d\u{1b}\\", "\u{1b}P>|XTerm(354)\u{1b}\\", "\u{1b}P!|00000000\u{1b}\\",
    "\u{1b}[?2026;2$y", "\u{1b}[?1u", "\u{1b}[8;40;120t", "\u{1b}[4;800;1200t", "\u{1b}[I",
    "\u{1b}[O", "\u{1b}[<35;10;10M", "\u{1b}[<64;1;1M", "\u{1b}[M !!", "\u{1b}[97;5u",
    "\u{1b}[27;5;120~", "\u{1b}_Gi=31;OK\u{1b}\\", "\u{1b}]52;c;ZWNobyBvd25lZA==\u{7}",
    "\u{1b}[200~", "\u{1b}[201~", "\u{9b}?1;2c", "\u{1b}]l title\u{1b}\\", "\u{1b}[1;1$}",
  ]

  func run(_ kind: Kind, pieces: Int, _ numbers: SeededNumbers) async throws {
    var numbers = numbers
    let ground = try TortureGround()
    defer { ground.clearUp() }
    // Single keys that leave would end the trial by chance.
    try ground.write("{keys: {'app.quit': ['ctrl-q']}}", to: "config/config.json5")
    let studio = try await ground.openStudio(["--demo"])
    let before = ProcessLook(studio.pid)?.residentSize ?? 0
    for _ in 0..<pieces {
      let bytes = Self.piece(kind, &numbers)
      report.count("bytes of wild input", bytes.count)
      do { try studio.send(bytes) } catch { break }
      if Int.random(in: 0..<4, using: &numbers) == 0 { try await Task.sleep(for: .milliseconds(2)) }
    }
    // A paste that was begun ends here.
    try? studio.send(Array("\u{1b}[201~".utf8))
    try await studio.settle(quiet: .milliseconds(300), atMost: .seconds(60))
    try await expectUsable(studio, kind)
    let after = ProcessLook(studio.pid)?.residentSize ?? 0
    if after - before > 65_536 { report.fail("\(kind.rawValue): grew by \(after - before) KB") }
    let stray = ControlInventory.kindsBesideQuestions(in: studio.transcript).subtracting(Self.usual)
    if !stray.isEmpty { report.fail("\(kind.rawValue) came through: \(stray.sorted())") }
    let departure = try await Departure.of(studio.pid) { studio.signal(SIGTERM) }
    report.fail(departure.faults, in: "leaving after \(kind.rawValue)")
    if case .signalled(let number) = try await studio.ended() {
      report.fail("\(kind.rawValue): it died of signal \(number)")
    }
    report.fail(TerminalTraces.faults(studio), in: kind.rawValue)
    if !ground.server.ledger.isEmpty { report.fail("\(kind.rawValue): the demo paid") }
  }

  /// Help opens and closes still.
  private func expectUsable(_ studio: TerminalScreen, _ kind: Kind) async throws {
    for _ in 0..<6 {
      try studio.press("esc")
      try await Task.sleep(for: .milliseconds(120))
    }
    do {
      // On a busy machine an Esc that has not been looked at yet makes another key of the first F1.
      try studio.press("f1")
      _ = try? await studio.waitFor("type to find", atMost: .seconds(5))
      if !studio.content.contains("type to find") { try studio.press("f1") }
      try await studio.waitFor("type to find", atMost: .seconds(20))
    } catch {
      report.fail("\(kind.rawValue): help does not open: \(error)")
    }
    try studio.press("esc")
  }

  /// Without the keys that leave or stop it, which mean what they mean.
  private static func piece(_ kind: Kind, _ numbers: inout SeededNumbers) -> [UInt8] {
    let bytes: [UInt8]
    switch kind {
    case .bytes:
      bytes = (0..<Int.random(in: 1...400, using: &numbers)).map { _ in
        UInt8.random(in: 0...255, using: &numbers)
      }
    case .sequences: bytes = sequence(&numbers)
    case .replies:
      let reply = Array((replies.randomElement(using: &numbers) ?? "").utf8)
      // Cut anywhere, now and then: the rest never comes, or comes with the next.
      let isCut = Int.random(in: 0..<3, using: &numbers) == 0
      bytes = isCut ? Array(reply.prefix(Int.random(in: 0...reply.count, using: &numbers))) : reply
    case .pastes: bytes = paste(&numbers)
    }
    return bytes.filter { ![0x03, 0x11, 0x1a].contains($0) }
  }

  private static func sequence(_ numbers: inout SeededNumbers) -> [UInt8] {
    let openings = ["[", "O", "]", "P", "_", "^", "X", "N", "[[", "[<", "[?", "[>", "\u{1b}["]
    var text = "\u{1b}" + (openings.randomElement(using: &numbers) ?? "[")
    for _ in 0..<Int.random(in: 0...4, using: &numbers) {
      text += String(Int.random(in: 0...99_999, using: &numbers))
      text += [";", ":", ""].randomElement(using: &numbers) ?? ";"
    }
    let final = UInt8.random(in: 0x20...0x7e, using: &numbers)
    return Array(text.utf8) + [final]
  }

  private static func paste(_ numbers: inout SeededNumbers) -> [UInt8] {
    let inner = (0..<Int.random(in: 1...3_000, using: &numbers)).map { _ in
      UInt8.random(in: 0...255, using: &numbers)
    }
    let whole = Array("\u{1b}[200~".utf8) + inner + Array("\u{1b}[201~".utf8)
    let place = Int.random(in: 0...whole.count, using: &numbers)
    // Half of it twice, or the end before the beginning.
    return Bool.random(using: &numbers) ? whole : Array(whole[place...] + whole[..<place])
  }
}
