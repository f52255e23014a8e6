import PseudoTerminal

/// One step down in a long list, and 200 at once, beside programs that show lists.
struct ScreenMovingBench {
  let ground: ScreenGround

  private static let warmUp = 2
  /// Steps that stay on the page.
  private static let moving = 10
  /// Brings the selection to the end of any page on this screen.
  private static let further = 40
  /// Steps below the page.
  private static let scrolling = 40
  private static let burst = 200

  private struct Measured {
    var moving: ScreenOutcome
    var scrolling: ScreenOutcome
    var burst: ScreenOutcome
  }

  func run() {
    let all = [ground.tig, ground.mc, ground.studio].map(measure)
    BenchOutput.table(
      "A step down in a list",
      [
        "program", "on the page: median ms", "bytes", "below it: median ms", "mean bytes",
        "200 at once: ms", "bytes", "on the page: ratio",
      ],
      all.map { measured in
        measured.moving.row { _ in
          [measured.moving, measured.scrolling].flatMap {
            [BenchOutput.number($0.milliseconds.median, 2), BenchOutput.number($0.bytes.mean, 0)]
          } + [
            BenchOutput.number(measured.burst.milliseconds.median),
            BenchOutput.number(measured.burst.bytes.median, 0),
            measured.moving.ratios(to: all.dropLast().map(\.moving)),
          ]
        }
      }
    )
  }

  private func measure(_ contender: ScreenContender) -> Measured {
    let empty = ScreenOutcome(name: contender.name)
    var measured = Measured(moving: empty, scrolling: empty, burst: empty)
    do {
      let (terminal, frame) = try ground.open(contender)
      defer { ground.close(terminal) }
      if contender.name == "seedream" {
        _ = try terminal.reaction(to: frame.bytes(ofKey: "alt-4"), quiet: ScreenGround.frameQuiet)
      }
      let down = frame.bytes(ofKey: "down")
      for step in 0..<Self.warmUp + Self.moving {
        let reaction = try self.step(down, terminal)
        if step >= Self.warmUp { measured.moving.add(reaction) }
      }
      for _ in 0..<Self.further { _ = try step(down, terminal) }
      for _ in 0..<Self.scrolling { measured.scrolling.add(try step(down, terminal)) }
      let keys = Array(repeatElement(down, count: Self.burst).joined())
      measured.burst.add(try terminal.reaction(to: keys, quiet: ScreenGround.burstQuiet))
    } catch {
      measured.moving.reason = ScreenOutcome.text(error)
    }
    return measured
  }

  private func step(_ key: [UInt8], _ terminal: PseudoTerminal) throws -> Reaction {
    let reaction = try terminal.reaction(
      to: key,
      quiet: ScreenGround.keyQuiet,
      atMost: .seconds(2)
    )
    guard reaction.isComplete else { throw NoFigures(reason: "no reaction to a key") }
    return reaction
  }
}
