import Glibc

/// How a program went, after something that it has to end for.
struct Departure: Sendable {
  /// `nil` when it did not go.
  let seconds: Double?
  /// What of this time its threads stood in line for a processor that others had.
  let secondsInLine: Double
  /// Processor time it used meanwhile.
  let milliseconds: Int

  /// The promise.
  static let limit = 1.0

  /// Does something to a program and watches it go.
  static func of(
    _ pid: pid_t,
    atMost patience: Double = 5,
    after push: () throws -> Void
  ) async throws -> Departure {
    let ticksBefore = ProcessLook.ticks(pid) ?? 0
    let inLineBefore = ProcessLook.timeInLine(pid)
    let start = ContinuousClock.now
    try push()
    var ticks = ticksBefore
    var inLine = inLineBefore
    while ProcessLook.isAlive(pid) {
      if let now = ProcessLook.ticks(pid) { ticks = max(ticks, now) }
      inLine = max(inLine, ProcessLook.timeInLine(pid))
      if (ContinuousClock.now - start).inSeconds > patience {
        return Departure(
          seconds: nil,
          secondsInLine: (inLine - inLineBefore).inSeconds,
          milliseconds: (ticks - ticksBefore) * 10
        )
      }
      try await Task.sleep(for: .milliseconds(4))
    }
    return Departure(
      seconds: (ContinuousClock.now - start).inSeconds,
      secondsInLine: (inLine - inLineBefore).inSeconds,
      milliseconds: (ticks - ticksBefore) * 10
    )
  }

  /// What does not hold. A machine that has no processor for it is not the program's fault.
  var faults: [String] {
    guard let seconds else {
      return ["it is still there, \(milliseconds) ms of processor time later"]
    }
    var faults: [String] = []
    if seconds - secondsInLine > Self.limit {
      faults.append("gone after \(seconds) s only, \(secondsInLine) s of them in line")
    }
    // Waiting in a circle would take all of it.
    if milliseconds > 500 { faults.append("\(milliseconds) ms of processor time to go") }
    return faults
  }
}

extension Duration {
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}
