import CellGrid

/// The list of earlier prompts, narrowed down as one types.
struct PromptFinder: Hashable, Sendable {
  /// What a key leads to.
  enum Outcome: Hashable, Sendable {
    case stay
    case close
    case take(String)
    /// Forget one that was put aside unsent.
    case drop(String)
  }

  struct Found: Hashable, Sendable {
    /// Index of the prompt.
    var prompt: Int
    /// Offsets of the letters found.
    var places: [Int]
    var score: Int
  }

  /// Characters of a prompt that are looked at.
  private static let reach = 2_000

  private(set) var prompts: [String]
  /// So many of the first prompts were never sent.
  private(set) var unsentCount: Int
  private var folded: [FuzzyText]
  var field = LineField()
  var window = ListWindow()
  /// The best first; the newest first where they are equal.
  private(set) var found: [Found]

  init(_ prompts: [String], unsent: Int = 0) {
    self.prompts = prompts
    unsentCount = unsent
    folded = prompts.map { FuzzyText($0, limit: Self.reach) }
    found = []
    search()
  }

  /// Goes on with another list, about where the cursor is.
  mutating func renew(_ prompts: [String], unsent: Int, visible: Int) {
    let row = window.selected
    var renewed = PromptFinder(prompts, unsent: unsent)
    renewed.field = field
    renewed.search()
    renewed.window.select(row, of: renewed.found.count, visible: visible)
    self = renewed
  }

  /// - Parameter visible: rows of the list that show.
  mutating func take(_ input: Input, visible: Int) -> Outcome {
    switch input {
    case .key(let key): return take(key, visible: visible)
    case .paste(let text):
      field.paste(text)
      search()
    case .mouse(let event) where event.kind == .wheelUp: move(by: -3, visible)
    case .mouse(let event) where event.kind == .wheelDown: move(by: 3, visible)
    case .mouse: break
    }
    return .stay
  }

  /// Chooses the row at this place of the list; a second press on it takes it.
  mutating func press(row: Int, visible: Int) -> Outcome {
    let rows = window.rows(of: found.count, visible: visible)
    guard row >= 0, row < rows.count else { return .stay }
    if rows.lowerBound + row == window.selected { return chosen }
    window.select(rows.lowerBound + row, of: found.count, visible: visible)
    return .stay
  }

  private mutating func take(_ key: KeyPress, visible: Int) -> Outcome {
    switch key {
    case KeyPress(.escape), KeyPress("c", .control), KeyPress("g", .control): return .close
    case KeyPress(.enter): return chosen
    case KeyPress(.up), KeyPress("p", .control), KeyPress(.up, .alt): move(by: -1, visible)
    case KeyPress(.down), KeyPress("n", .control), KeyPress(.down, .alt): move(by: 1, visible)
    // Once more for the next, as in a shell.
    case KeyPress("r", .alt), KeyPress("r", .control): move(by: 1, visible)
    case KeyPress("x", .control): return dropping
    case KeyPress(.pageUp): move(by: -visible, visible)
    case KeyPress(.pageDown): move(by: visible, visible)
    default:
      let before = field.text
      if field.handle(key), field.text != before { search() }
    }
    return .stay
  }

  var chosen: Outcome { selected.map { .take(prompts[$0.prompt]) } ?? .stay }

  private var dropping: Outcome {
    guard let selected, isUnsent(selected) else { return .stay }
    return .drop(prompts[selected.prompt])
  }

  func isUnsent(_ found: Found) -> Bool { found.prompt < unsentCount }

  var selected: Found? {
    found.indices.contains(window.selected) ? found[window.selected] : nil
  }

  private mutating func move(by rows: Int, _ visible: Int) {
    window.move(by: rows, of: found.count, visible: visible)
  }

  private mutating func search() {
    let pattern = FuzzyPattern(field.text)
    found = folded.indices.compactMap { index in
      FuzzyMatch(pattern, in: folded[index]).map {
        Found(prompt: index, places: $0.places, score: $0.score)
      }
    }
    if !pattern.parts.isEmpty {
      found.sort { ($1.score, $0.prompt) < ($0.score, $1.prompt) }
    }
    window = ListWindow()
  }
}
