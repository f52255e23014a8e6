/// What was chosen at one place.
public struct TemplateChoice: Hashable, Sendable {
  /// Of a variable, a wildcard or a setting; empty for alternatives.
  public var name: String
  public var text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// `subject: a fox`, cut where it is long.
  public var label: String {
    let shown = Excerpt.of(text.isEmpty ? "–" : text, limit: 30)
    return name.isEmpty ? shown : "\(name): \(shown)"
  }

  /// One choice, or none where there was only one to take.
  static func choosing(_ name: String, _ text: String, among count: Int) -> [TemplateChoice] {
    count > 1 ? [TemplateChoice(name: name, text: text)] : []
  }
}

extension [TemplateChoice] {
  /// `subject: a fox · dusk`; empty where nothing was to choose.
  public var label: String { map(\.label).joined(separator: " · ") }
}

/// One text a template became.
public struct TemplateRun: Hashable, Sendable {
  /// What is stored and sent.
  public var prompt: String
  /// What was chosen where there was a choice: variables first, then the rest from left to right.
  public var choices: [TemplateChoice]

  public init(prompt: String, choices: [TemplateChoice]) {
    self.prompt = prompt
    self.choices = choices
  }
}
