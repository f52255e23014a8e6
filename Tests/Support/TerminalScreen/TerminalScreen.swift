import Dispatch
import Glibc
public import PseudoTerminal
import Synchronization

/// A program on a terminal whose screen can be read as a person would.
///
/// Output is taken in from the start, so that the program never waits for the test.
public final class TerminalScreen: Sendable {
  private struct State {
    let terminal: PseudoTerminal
    let emulator: Emulator
    var transcript: [UInt8] = []
    /// When the program or the person last sent something.
    var lastHappening = ContinuousClock.now
    /// Differs whenever the screen may.
    var generation = 0
    var hasClosed = false

    /// Shows what came, and sends what the terminal answers.
    mutating func takeIn() {
      let bytes = terminal.takeOutput()
      guard !bytes.isEmpty else { return }
      transcript += bytes
      lastHappening = .now
      generation += 1
      let answer = emulator.feed(bytes)
      // A program that has gone does not want the answer.
      if !answer.isEmpty { try? terminal.send(answer, atMost: .seconds(1)) }
    }
  }

  private let state: Mutex<State>
  private let descriptor: Int32
  public let pid: Int32

  public init(
    _ words: [String],
    environment: [String: String] = PseudoTerminal.usualEnvironment,
    columns: Int = 80,
    rows: Int = 24,
    blocking: [Int32] = []
  ) throws {
    guard let emulator = Emulator(columns: columns, rows: rows) else { throw NoMemory() }
    let terminal = try PseudoTerminal(
      words,
      environment: environment,
      columns: columns,
      rows: rows,
      blocking: blocking
    )
    pid = terminal.pid
    descriptor = terminal.descriptor
    state = Mutex(State(terminal: terminal, emulator: emulator))
    collect()
  }

  public struct NoMemory: Error {}

  /// Takes output in until the program has closed its terminal or the test is over.
  private func collect() {
    let descriptor = descriptor
    DispatchQueue(label: "terminal").async { [weak self] in
      while true {
        PseudoTerminal.waitForOutput(of: descriptor, atMost: .milliseconds(20))
        guard let self else { return }
        switch self.collectOnce() {
        case .quiet: continue
        // Others have their turn while a program writes without end.
        case .bytes: usleep(200)
        case .ended: return
        }
      }
    }
  }

  private func collectOnce() -> PseudoTerminal.Reading {
    state.withLock { state in
      for _ in 0..<16 {
        let reading = state.terminal.read(atMost: .zero)
        if reading == .ended { state.hasClosed = true }
        guard reading == .bytes else { return reading }
        state.takeIn()
      }
      return .bytes
    }
  }

  // MARK: - What is there

  public var content: ScreenContent { state.withLock { $0.emulator.content } }
  public var rows: [String] { content.rows }
  public var text: String { content.text }
  public var cursor: ScreenContent.Place { content.cursor }

  /// Every byte that came, escape sequences and all.
  public var transcript: [UInt8] { state.withLock { $0.transcript } }

  /// What was in the OSC, DCS and APC sequences that came, in their order.
  public var commands: [String] { state.withLock { $0.emulator.log.commands } }

  /// How the terminal's driver is set up; `nil` after a hang-up.
  public var settings: TerminalSettings? { state.withLock { $0.terminal.settings } }

  /// Nothing came or was sent for so long.
  var silence: Duration { state.withLock { ContinuousClock.now - $0.lastHappening } }

  /// Differs whenever the screen may.
  var generation: Int { state.withLock { $0.generation } }

  // MARK: - What a person does

  /// Types text as it stands.
  public func type(_ text: String) throws { try send(Array(text.utf8)) }

  /// Presses keys by their names: `f5`, `esc`, `alt-enter`, `ctrl-c`, `up`, `x`.
  public func press(_ names: String...) throws {
    for name in names {
      let isApplication = state.withLock { $0.emulator.log.modes.contains(1) }
      guard let bytes = TerminalKey.bytes(name, inApplicationMode: isApplication) else {
        throw UnknownKey(name: name)
      }
      try send(bytes)
    }
  }

  public struct UnknownKey: Error {
    public let name: String
  }

  /// Pastes as terminals do: in brackets where the program asked for them, with returns for line
  /// ends.
  public func paste(_ text: String) throws {
    let hasBrackets = state.withLock { $0.emulator.log.modes.contains(2_004) }
    let bytes = text.utf8.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: "\r") : $0 }
    let brackets = hasBrackets ? ["\u{1b}[200~", "\u{1b}[201~"].map { Array($0.utf8) } : [[], []]
    try send(brackets[0] + bytes + brackets[1])
  }

  public func send(_ bytes: [UInt8]) throws {
    try state.withLock { state in
      defer { state.takeIn() }
      state.lastHappening = .now
      try state.terminal.send(bytes)
    }
  }

  public func resize(columns: Int, rows: Int) {
    state.withLock { state in
      state.lastHappening = .now
      state.generation += 1
      state.emulator.resize(columns: columns, rows: rows)
      state.terminal.resize(columns: columns, rows: rows)
    }
  }

  /// Tells the program of a size, any at all, that the screen does not get.
  public func claimSize(columns: Int, rows: Int) {
    state.withLock { $0.terminal.resize(columns: columns, rows: rows) }
  }

  public func signal(_ number: Int32) { state.withLock { $0.terminal.signal(number) } }

  /// The terminal goes away, as when a connection breaks.
  public func hangUp() { state.withLock { $0.terminal.hangUp() } }

  /// How the program ended; `nil` while it goes on.
  public var endingSoFar: PseudoTerminal.Ending? {
    state.withLock { state in
      defer { state.takeIn() }
      return state.terminal.wait(atMost: .zero)
    }
  }

  var hasClosed: Bool { state.withLock { $0.hasClosed } }
}
