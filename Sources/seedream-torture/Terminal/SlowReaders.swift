import Glibc
import ProviderSimulator
import PseudoTerminal
import TerminalScreen

/// Terminals whose reader is slow, has stopped, or was stopped by the person: keys are still taken,
/// nothing grows, and leaving works.
struct SlowReaders {
  let report: TrialReport

  enum Reader: String, CaseIterable, Sendable {
    /// 1 KB a second.
    case slow
    /// It sleeps, and the terminal fills up.
    case sleeping
    /// The terminal itself takes nothing, as after ^S.
    case halted
  }

  enum Farewell: String, CaseIterable, Sendable {
    case key = "ctrl-q"
    case terminated = "SIGTERM"
    case hungUp = "SIGHUP"
    case crashed = "SIGSEGV"
  }

  /// Kilobytes that a screen nobody reads may cost.
  private static let mostGrowth = 24_576

  func run(_ reader: Reader, _ farewell: Farewell, seconds: Int) async throws {
    let label = "a \(reader.rawValue) reader, left by \(farewell.rawValue)"
    let ground = try TortureGround()
    defer { ground.clearUp() }
    let terminal = try PseudoTerminal(
      [TortureGround.requiredProgram()],
      environment: ground.terminalEnvironment(),
      columns: 120,
      rows: 40
    )
    defer { terminal.end() }
    try await takeIn(terminal, until: "Enter starts")
    try terminal.send([0x0d])
    _ = try await takeIn(terminal, for: .milliseconds(500))
    let halt = reader == .halted ? TerminalHalt(terminal.pid) : nil
    if reader == .halted && halt == nil { report.fail("\(label): cannot be halted") }
    let before = ProcessLook(terminal.pid)?.residentSize ?? 0
    let typed = try await work(terminal, reader, seconds: seconds, label)
    let after = ProcessLook(terminal.pid)?.residentSize ?? 0
    if after - before > Self.mostGrowth { report.fail("\(label): grew by \(after - before) KB") }
    try await leave(terminal, farewell, label)
    // Whoever reads on finds the terminal in order, and nothing of a screen after that.
    halt?.release()
    let rest = try await takeIn(terminal, for: .milliseconds(200))
    report.fail(traces(rest, terminal), in: label)
    report.count("readers that are behind")
    try await expectKept(typed, ground, farewell, label)
  }

  /// Types, draws everything anew and resizes for a while; what was typed.
  private func work(
    _ terminal: PseudoTerminal,
    _ reader: Reader,
    seconds: Int,
    _ label: String
  ) async throws -> String {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var typed = ""
    var turn = 0
    while ContinuousClock.now < deadline {
      turn += 1
      typed += "w\(turn) "
      // Every redraw is thousands of bytes: more than the reader takes.
      try terminal.send(Array("w\(turn) ".utf8) + [0x0c], atMost: .seconds(5))
      terminal.resize(columns: 119 + turn % 2, rows: 40)
      for _ in 0..<4 {
        if reader == .slow { _ = terminal.read(atMost: .zero, upTo: 51) }
        try await Task.sleep(for: .milliseconds(50))
      }
    }
    if !(await takesKeys(terminal)) { report.fail("\(label): keys are not taken any more") }
    return typed
  }

  /// Whether what was typed was read: it does not stay in the driver.
  private func takesKeys(_ terminal: PseudoTerminal) async -> Bool {
    let end = open("/proc/\(terminal.pid)/fd/0", O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard end >= 0 else { return false }
    defer { close(end) }
    for _ in 0..<200 {
      var ready = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
      if poll(&ready, 1, 0) == 0 { return true }
      usleep(10_000)
    }
    return false
  }

  private func leave(
    _ terminal: PseudoTerminal,
    _ farewell: Farewell,
    _ label: String
  ) async throws {
    let departure = try await Departure.of(terminal.pid, atMost: 10) {
      switch farewell {
      case .key: try terminal.send([0x11])
      case .terminated: terminal.signal(SIGTERM)
      case .hungUp: terminal.signal(SIGHUP)
      case .crashed: terminal.signal(SIGSEGV)
      }
    }
    report.fail(departure.faults, in: label)
  }

  private func traces(_ rest: [UInt8], _ terminal: PseudoTerminal) -> [String] {
    let text = String(decoding: rest, as: UTF8.self)
    var faults: [String] = []
    let places = ["\u{1b}[?1049l", "\u{1b}[?2004l", "\u{1b}[?1l", "\u{1b}>"].map { part in
      text.ranges(of: part).last
    }
    if places.contains(where: { $0 == nil }) {
      faults.append("its farewell was not sent: \(text.suffix(300).debugDescription)")
    }
    if text.ranges(of: "\u{1b}[?1049h").last.map({ last in
      places.contains { $0.map { $0.lowerBound < last.lowerBound } ?? true }
    }) ?? false {
      faults.append("the screen is entered after it was left")
    }
    if let settings = terminal.settings, settings != TerminalTraces.untouched {
      faults.append("the driver's modes differ")
    }
    return faults
  }

  private func expectKept(
    _ typed: String,
    _ ground: TortureGround,
    _ farewell: Farewell,
    _ label: String
  ) async throws {
    // A crash may lose what was typed in the last moments.
    guard farewell != .crashed, let last = typed.split(separator: " ").last else { return }
    let next = try await ground.openStudio()
    do {
      try await next.waitFor(String(last), atMost: .seconds(10))
    } catch {
      report.fail("\(label): what was typed is lost: \(error)")
    }
    next.signal(SIGTERM)
    _ = try await next.ended()
  }

  // MARK: - Reading

  private func takeIn(_ terminal: PseudoTerminal, until text: String) async throws {
    var seen: [UInt8] = []
    for _ in 0..<3_000 {
      if terminal.read(atMost: .zero) == .bytes { seen += terminal.takeOutput() }
      if String(decoding: seen, as: UTF8.self).contains(text) { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw TortureGround.Absent(description: "“\(text)” does not come")
  }

  private func takeIn(_ terminal: PseudoTerminal, for time: Duration) async throws -> [UInt8] {
    let deadline = ContinuousClock.now + time
    while ContinuousClock.now < deadline {
      if terminal.read(atMost: .zero) != .bytes { try await Task.sleep(for: .milliseconds(5)) }
    }
    return terminal.takeOutput()
  }
}

/// A terminal whose output was stopped, until it is released.
final class TerminalHalt {
  private var end: Int32

  /// Through the end that a program has open.
  init?(_ pid: pid_t) {
    end = open("/proc/\(pid)/fd/0", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard end >= 0, tcflow(end, TCOOFF) == 0 else { return nil }
  }

  deinit { release() }

  func release() {
    guard end >= 0 else { return }
    tcflow(end, TCOON)
    close(end)
    end = -1
  }
}
