import Glibc
import PseudoTerminal

/// How long a key takes while a picture is on its way over a slow line, beside the same key when
/// nothing is.
struct PreviewKeysBench {
  let ground: BenchGround
  let rounds: Int

  /// Bytes a second that the terminal reads.
  private static let rate = 64_000
  private static let pause: UInt32 = 10_000

  func run() throws {
    let terminal = try PseudoTerminal(
      [ground.seedream, "--demo"],
      environment: PseudoTerminal.usualEnvironment.merging([
        "SEEDREAM_HOME": ground.folder + "/home", "SEEDREAM_PREVIEW": "kitty",
      ]) { $1 },
      columns: 120,
      rows: 40
    )
    defer { terminal.end() }
    let line = SlowLine(terminal: terminal, rate: Self.rate, pause: Self.pause)
    try line.wait(for: "Prompt")
    // The greeting of a first run, then the viewer.
    for key in ["enter", "esc", "alt-4", "enter", "v"] {
      try press(key, terminal)
      line.settle()
    }
    var (idle, busy): ([Double], [Double]) = ([], [])
    for round in 0..<rounds {
      try idle.append(help(terminal, line))
      // Each time another part of the picture, as far as there is one: what was seen is not sent
      // again.
      try press(round < 4 ? "+" : ["right", "down"][round % 2], terminal)
      if line.comes("\u{1B}_Ga=T") { try busy.append(help(terminal, line)) }
    }
    BenchOutput.table(
      "The help over the viewer, on a line of \(Self.rate / 1_000) kB/s, \(rounds) rounds",
      ["", "median ms", "worst ms"],
      [
        [
          "nothing on its way", BenchOutput.number(idle.median),
          BenchOutput.number(idle.max() ?? 0),
        ],
        [
          "a picture on its way", BenchOutput.number(busy.median),
          BenchOutput.number(busy.max() ?? 0),
        ],
      ]
    )
    try press("esc", terminal)
    try press("ctrl-q", terminal)
  }

  /// Milliseconds until the help stands there; it is closed again.
  private func help(_ terminal: PseudoTerminal, _ line: SlowLine) throws -> Double {
    let began = BenchChild.now()
    try press("?", terminal)
    try line.wait(for: "Keys · Viewer")
    let time = (BenchChild.now() - began) * 1_000
    try press("esc", terminal)
    line.settle()
    return time
  }

  private func press(_ key: String, _ terminal: PseudoTerminal) throws {
    try terminal.send(TerminalKey.bytes(key) ?? Array(key.utf8))
  }
}

/// A terminal behind a slow line, which answers how far it is.
private final class SlowLine {
  private let terminal: PseudoTerminal
  private let rate: Int
  private let pause: UInt32
  private var seen: [UInt8] = []

  init(terminal: PseudoTerminal, rate: Int, pause: UInt32) {
    self.terminal = terminal
    self.rate = rate
    self.pause = pause
  }

  /// Reads on until a text has come since the last one that was waited for.
  func wait(for text: String) throws {
    guard comes(text) else { throw BenchGround.GroundFailure(message: "“\(text)” did not come") }
  }

  /// False where it has not come in ten seconds.
  func comes(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    for _ in 0..<1_000 {
      _ = step()
      if seen.holds(wanted) {
        seen = []
        return true
      }
    }
    return false
  }

  /// Reads on until nothing has come for a second and a half.
  func settle() {
    var quiet = 0
    while quiet < 150 { quiet = step() ? 0 : quiet + 1 }
    seen = []
  }

  /// What comes in one pause; whether anything did.
  private func step() -> Bool {
    usleep(pause)
    guard case .bytes = terminal.read(atMost: .zero, upTo: rate * Int(pause) / 1_000_000) else {
      return false
    }
    let came = terminal.takeOutput()
    seen += came
    if came.holds(Array("\u{1B}[5n".utf8)) { try? terminal.send(Array("\u{1B}[0n".utf8)) }
    return true
  }
}

extension [UInt8] {
  fileprivate func holds(_ needle: [UInt8]) -> Bool {
    guard count >= needle.count else { return false }
    return (0...(count - needle.count)).contains { place in
      self[place..<place + needle.count].elementsEqual(needle)
    }
  }
}
