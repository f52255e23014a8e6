/// One option of a command, as help, the parser and shell completions know it.
struct Option: Sendable {
  let name: String
  /// What its value is called in help; `nil` for a switch.
  let value: String?
  let summary: String
  /// True when it may be given more than once.
  let repeats: Bool
  /// The one letter that it may be shortened to.
  let letter: Character?

  init(
    _ name: String,
    value: String? = nil,
    _ summary: String,
    repeats: Bool = false,
    letter: Character? = nil
  ) {
    self.name = name
    self.letter = letter
    self.value = value
    self.summary = summary
    self.repeats = repeats
  }

  static let help = Option("help", "show this help")
  static let json = Option("json", "print one JSON document on stdout, and nothing else there")
  static let demo = Option(
    "demo",
    "work on the built-in simulator: no key, no network, no cost, its own library"
  )
}
