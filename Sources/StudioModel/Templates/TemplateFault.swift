/// Why a template can't be turned into prompts. Nothing was sent.
public enum TemplateFault: Error, Hashable, Sendable {
  /// `suggestion` is the nearest name there is, `known` all of them.
  case wildcardMissing(String, suggestion: String?, known: [String])
  case wildcardUnusable(String, WildcardFault)
  /// An entry of a wildcard is no template.
  case entry(wildcard: String, line: Int, TemplateSyntaxFault)
  /// The names from the first round to the beginning, as templates write them: `*a`, `*b`, `*a`.
  case cycle([String])
  /// Wildcards and defaults that hold each other in too long a chain.
  case tooDeep([String], limit: Int)
  /// The template and its wildcards' entries give one variable several defaults.
  case defaultsDiffer(String)
  /// Variables with neither a value nor a default.
  case valuesMissing([String])
  /// A value for a variable that is nowhere; `suggestion` is the nearest name there is.
  case valueNotUsed(String, suggestion: String?, known: [String])
  /// A variable was given an empty list.
  case noValues(String)
  /// The longest prompt it can make, in bytes of UTF-8; `.max` where that can't be counted.
  case promptTooLong(Int, limit: Int)
  case tooManyRuns(TooManyRuns)

  /// A word for programs that stays the same when sentences change.
  public var rule: String {
    switch self {
    case .wildcardMissing: "wildcard_missing"
    case .wildcardUnusable: "wildcard_unusable"
    case .entry(_, _, let fault): fault.rule
    case .cycle: "template_cycle"
    case .tooDeep: "template_chain_too_deep"
    case .defaultsDiffer: "template_defaults_differ"
    case .valuesMissing: "template_values_missing"
    case .valueNotUsed: "template_value_not_used"
    case .noValues: "template_no_values"
    case .promptTooLong: "template_prompt_too_long"
    case .tooManyRuns: "template_too_many_runs"
    }
  }

  /// One sentence: what is wrong, and where.
  public var message: String {
    switch self {
    case .wildcardMissing(let name, _, _): "There is no wildcard “\(Excerpt.of(name))”."
    case .wildcardUnusable(let name, let fault):
      "The wildcard “\(Excerpt.of(name))” \(fault.reason)."
    case .entry(let name, let line, let fault):
      "In line \(line) of the wildcard “\(name)”: \(fault.message)"
    case .cycle(let names): "These hold each other without end: \(names.joined(separator: " → "))."
    case .tooDeep(let names, let limit):
      "More than \(limit) wildcards and defaults hold each other: "
        + "\(names.prefix(4).joined(separator: " → ")) → …"
    case .defaultsDiffer(let name):
      "{\(name)} has different defaults in the template and in its wildcards."
    case .valuesMissing(let names): "No value is given for \(Self.listed(names))."
    case .valueNotUsed(let name, _, _): "The template has no variable {\(Excerpt.of(name))}."
    case .noValues(let name): "The list of values for {\(name)} is empty."
    case .promptTooLong(let bytes, let limit):
      "The longest prompt of this template can have \(bytes.spelledCount) bytes; the limit is "
        + "\(limit.grouped)."
    case .tooManyRuns(let excess): excess.message
    }
  }

  /// One sentence: what to do next.
  public var advice: String {
    switch self {
    case .wildcardMissing(_, let suggestion, let known),
      .valueNotUsed(_, let suggestion, let known):
      suggestion.map { "Did you mean “\($0)”?" }
        ?? (known.isEmpty ? "There are none at all." : "There are: \(Self.enumerated(known)).")
    case .wildcardUnusable(_, let fault): fault.advice
    case .entry(_, _, let fault): fault.advice
    case .cycle: "Take one of these out of the other."
    case .tooDeep: "Write the inner ones out."
    case .defaultsDiffer: "Keep one of them, or give a value."
    case .valuesMissing(let names):
      "Give a value, or a default: {\(names.first ?? "name")=a fox}. For braces meant as text "
        + "write {{ and }}."
    case .noValues: "Give at least one value, or leave the variable to its default."
    case .promptTooLong: "Take out repeated wildcards, or shorten their entries."
    case .tooManyRuns(let excess): excess.advice
    }
  }

  private static func listed(_ names: [String]) -> String {
    enumerated(names.map { "{\($0)}" })
  }

  private static func enumerated(_ names: [String]) -> String {
    names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " …" : "")
  }
}
