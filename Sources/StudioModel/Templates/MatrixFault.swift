/// Why a matrix can't be run. Nothing was sent and nothing is owed.
public enum MatrixFault: Error, Hashable, Sendable {
  case template(TemplateFault)
  /// A run that breaks a rule: the first one, counted from nought.
  case refused(run: Int, of: Int, choices: [TemplateChoice], refusals: [Refusal])

  /// A word for programs that stays the same when sentences change.
  public var rule: String {
    switch self {
    case .template(let fault): fault.rule
    case .refused(_, _, _, let refusals): refusals.first?.rule ?? "matrix_refused"
    }
  }

  /// What is wrong, and in which run.
  public var message: String {
    switch self {
    case .template(let fault): return fault.message
    case .refused(let run, let count, let choices, let refusals):
      let place = choices.isEmpty ? "" : " (\(choices.label))"
      let reasons = refusals.map(\.message).joined(separator: " ")
      return count == 1 ? reasons : "Run \(run + 1) of \(count)\(place): \(reasons)"
    }
  }

  /// What to do next.
  public var advice: String {
    switch self {
    case .template(let fault): fault.advice
    case .refused(_, _, _, let refusals): refusals.first?.advice ?? ""
    }
  }
}
