import PseudoTerminal
import TerminalScreen

/// Sizes of any kind in quick succession, keys in between: afterwards the screen is what a fresh
/// one would be.
struct ResizeStorm {
  let report: TrialReport

  /// Where a storm breaks loose, and the keys that lead there.
  static let places: [(name: String, keys: [String])] = [
    ("prompt", ["alt-1"]), ("sequence", ["alt-2"]), ("live", ["alt-3"]), ("history", ["alt-4"]),
    ("help", ["f1"]), ("palette", ["alt-x"]), ("log", ["f12"]), ("zoomed", ["alt-4", "alt-z"]),
    ("search", ["alt-4", "/"]), ("earlier prompts", ["alt-1", "alt-r"]),
  ]

  private static let extremes = [
    (1, 1), (0, 0), (0, 24), (80, 0), (2, 1), (1, 50), (39, 9), (40, 10), (59, 15), (60, 16),
    (109, 19), (110, 20), (300, 100),
  ]

  func run(_ number: Int, steps: Int, _ numbers: SeededNumbers) async throws {
    var numbers = numbers
    let place = Self.places[number % Self.places.count]
    let visit = try await StationVisit.at(.rest, columns: 100, rows: 30)
    defer { visit.clearUp() }
    let studio = visit.screen
    try studio.type("words in the editor 狐狸 that wrap at some widths, but not at all of them")
    try studio.press("esc")
    try await Task.sleep(for: .milliseconds(200))
    try studio.press("alt-4")
    for key in place.keys { try studio.press(key) }
    for step in 0..<steps {
      let size = Self.size(step, &numbers)
      studio.claimSize(columns: size.columns, rows: size.rows)
      if Int.random(in: 0..<4, using: &numbers) == 0 { try press(studio, &numbers) }
      // Sometimes it gets to draw, sometimes many sizes are one.
      let pause = Int.random(in: 0...6, using: &numbers)
      if pause > 3 { try await Task.sleep(for: .milliseconds(pause)) }
    }
    // One size beyond what any display has, and back.
    studio.claimSize(columns: 1_000, rows: 500)
    try await Task.sleep(for: .milliseconds(50))
    studio.claimSize(columns: 100, rows: 30)
    try await compare(studio, place.name)
    report.count("sizes", steps + 2)
    let departure = try await Departure.of(visit.pid, atMost: 10) { studio.signal(15) }
    report.fail(departure.faults, in: "leaving after a storm in \(place.name)")
    _ = try await studio.ended()
    report.fail(TerminalTraces.faults(studio), in: "a storm in \(place.name)")
  }

  private static func size(
    _ step: Int,
    _ numbers: inout SeededNumbers
  ) -> (columns: Int, rows: Int) {
    if step % 5 == 0 { return extremes.randomElement(using: &numbers) ?? (1, 1) }
    return (Int.random(in: 1...180, using: &numbers), Int.random(in: 1...60, using: &numbers))
  }

  /// Keys that move and open, and none that leave or send.
  private func press(_ studio: TerminalScreen, _ numbers: inout SeededNumbers) throws {
    let keys = ["up", "down", "left", "right", "pagedown", "pageup", "home", "end"]
    try studio.press(keys.randomElement(using: &numbers) ?? "up")
  }

  private func compare(_ studio: TerminalScreen, _ place: String) async throws {
    try await studio.wait(for: "a screen of the last size", atMost: .seconds(60)) {
      $0.row(29).contains("$0.0")
    }
    let after = try await studio.settle(quiet: .milliseconds(300), atMost: .seconds(30))
    try studio.press("ctrl-l")
    try await Task.sleep(for: .milliseconds(200))
    let fresh = try await studio.settle(quiet: .milliseconds(300), atMost: .seconds(30))
    if after.cells != fresh.cells || after.cursor != fresh.cursor {
      let screens = "\n\(after.boxed)\nbut anew\n\(fresh.boxed)"
      report.fail("after a storm in \(place) the screen is\(screens)")
    }
  }
}
