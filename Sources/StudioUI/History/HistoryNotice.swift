import CellGrid
import StudioModel

/// What stands in the place of the list when there is none, and what to do then.
struct HistoryNotice {
  private let heading: String
  private let isError: Bool
  private let advice: [String]

  init(_ pane: HistoryPane, _ context: PaneContext) {
    let query = pane.query
    if let failure = pane.openingFailure {
      self.init(
        "The library could not be opened.",
        isError: true,
        [failure.message, failure.advice]
      )
    } else if let trouble = pane.list.trouble {
      let retry = "\(HistoryCommand.retry.keyLabel) reads again."
      let failure = trouble.failure
      self.init(
        "The history could not be read.",
        isError: true,
        [failure.message, failure.advice, retry]
      )
    } else if !pane.list.hasAnswer || pane.list.isReadingAnew || pane.list.loaded.next != nil {
      self.init("Reading the history…", [])
    } else if query.isEverything {
      let start =
        "Write a prompt, then send it with F5. Every sequence is kept here with its images."
      self.init("No sequences yet.", [start])
    } else if pane.query.isTrashAlone {
      self.init("The trash is empty.", ["Esc shows the history again."])
    } else {
      self.init(
        "Nothing fits “\(Self.shortened(pane.field.text))”.",
        Self.widening(query, pane.field.text)
      )
    }
  }

  private init(_ heading: String, isError: Bool = false, _ advice: [String]) {
    self.heading = heading
    self.isError = isError
    self.advice = advice.filter { !$0.isEmpty }
  }

  private static func shortened(_ text: String) -> String {
    PlainText.line(String(text.unicodeScalars.prefix(200)), width: 60)
  }

  /// How to find more.
  private static func widening(_ query: HistoryQuery, _ typed: String) -> [String] {
    var advice: [String] = []
    if let name = HistorySearch.unknownField(in: typed) {
      let fields = HistorySearch.fields.map { $0 + ":" }.joined(separator: ", ")
      advice.append("There is no field “\(name):”. The fields are \(fields).")
    }
    if query.hasText {
      advice.append(
        "Prompts are searched for whole words; the last one may be a beginning of two letters or more."
      )
    }
    if query.hasFilters { advice.append("Take a field away to find more.") }
    if !query.isInTrash { advice.append("in:trash looks in the trash.") }
    return advice + ["Esc clears the search."]
  }

  func draw(in canvas: inout Canvas, _ theme: Theme) {
    let width = canvas.width - 2
    guard width > 0 else { return }
    var lines = TonedLine.wrapped(heading, isError ? .error : .plain, width: width)
    for text in advice { lines += TonedLine.wrapped(text, .faint, width: width) }
    // A little air above, where there is room for it.
    let top = canvas.height > lines.count + 2 ? 1 : 0
    for (row, line) in lines.enumerated() {
      line.draw(in: &canvas, x: 1, y: top + row, width: width, theme)
    }
  }
}
