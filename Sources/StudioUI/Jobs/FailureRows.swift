import CellGrid
public import StudioModel

/// A failure in full: what happened, what it means for money, what to do next.
public enum FailureRows {
  /// - Parameter isDemo: nothing is said of money where none is spent.
  public static func lines(
    _ failure: Failure,
    width: Int,
    isDemo: Bool = false,
    _ tone: Tone = .error
  ) -> [TonedLine] {
    var lines = TonedLine.wrapped(failure.message, tone, width: width)
    let cost = "It \(failure.cost.words)"
    // Some advice begins with it.
    let isSaid =
      isDemo || failure.message.contains(cost) || failure.advice.contains(cost)
    var facts = isSaid ? [] : [cost + "."]
    if let status = failure.httpStatus { facts.append("HTTP \(status).") }
    if let code = failure.serviceCode, !code.isEmpty {
      facts.append("The service's code: \(code).")
    }
    if !facts.isEmpty {
      lines += TonedLine.wrapped(facts.joined(separator: " "), .faint, width: width)
    }
    if !failure.advice.isEmpty {
      lines += TonedLine.wrapped("→ " + failure.advice, width: width, indent: 2)
    }
    return lines
  }
}
