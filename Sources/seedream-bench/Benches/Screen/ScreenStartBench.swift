import PseudoTerminal

/// From the start of a program to its finished first screen, and the memory that took.
struct ScreenStartBench {
  let ground: ScreenGround

  func run() {
    let contenders = [
      ground.nano(), ground.vim(), ground.tig, ScreenGround.htop, ground.mc, ground.studio,
    ]
    var outcomes = contenders.map { ScreenOutcome(name: $0.name) }
    for _ in 0..<ground.scale.screenRounds {
      for place in contenders.indices where outcomes[place].reason == nil {
        measure(contenders[place], &outcomes[place])
      }
    }
    BenchOutput.table(
      "Start to finished screen, \(ScreenGround.columns)×\(ScreenGround.rows): "
        + "\(ground.scale.sequences) sequences, \(ground.scale.commits) commits, "
        + "\(ground.scale.screenRounds) rounds",
      ["program", "median ms", "p95 ms", "bytes", "peak MB", "ratio"],
      outcomes.map { outcome in
        outcome.row {
          [
            BenchOutput.number($0.median), BenchOutput.number($0.percentile(0.95)),
            BenchOutput.number(outcome.bytes.median, 0), BenchOutput.number(outcome.peak),
            outcome.ratios(to: outcomes.dropLast()),
          ]
        }
      }
    )
  }

  private func measure(_ contender: ScreenContender, _ outcome: inout ScreenOutcome) {
    do {
      let (terminal, frame) = try ground.open(contender)
      outcome.add(frame)
      outcome.peak = max(outcome.peak, ProcessFacts.peakMegabytes(terminal.pid))
      ground.close(terminal)
    } catch {
      outcome.reason = ScreenOutcome.text(error)
    }
  }
}

/// What was measured of one program, or why nothing was.
struct ScreenOutcome {
  let name: String
  var milliseconds: [Double] = []
  var bytes: [Double] = []
  var peak = 0.0
  var reason: String?

  init(name: String) { self.name = name }

  mutating func add(_ reaction: Reaction) {
    milliseconds.append(reaction.last?.milliseconds ?? 0)
    bytes.append(Double(reaction.byteCount))
  }

  /// A table's row: the name and figures, or the reason.
  func row(_ figures: ([Double]) -> [String]) -> [String] {
    if let reason { return [name, reason] }
    return [name] + figures(milliseconds)
  }

  /// How many times as long it takes as each of the others: `0.5 × tig`; nothing for one of them.
  func ratios(to peers: [ScreenOutcome]) -> String {
    if peers.contains(where: { $0.name == name }) { return "" }
    return peers.compactMap { peer in
      let base = peer.milliseconds.median
      guard base > 0 else { return nil }
      return "\(BenchOutput.number(milliseconds.median / base)) × \(peer.name)"
    }.joined(separator: ", ")
  }

  static func text(_ error: any Error) -> String {
    (error as? NoFigures)?.reason ?? "\(error)"
  }
}
