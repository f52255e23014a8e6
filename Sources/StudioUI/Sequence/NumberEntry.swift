import CellGrid
import StudioModel

/// A number being typed for one row of the form.
struct NumberEntry: Hashable, Sendable {
  var row: SettingRow
  var line: LineField
  /// Why what is typed is not taken.
  var objection: String?
}

extension SequencePane {
  /// Opens the row's number for typing, beginning with `text`.
  mutating func startTyping(_ row: SettingRow, _ text: String) {
    overlay = .number(NumberEntry(row: row, line: LineField(text)))
  }

  mutating func handleNumber(
    _ entry: NumberEntry,
    _ input: Input,
    _ context: PaneContext
  ) -> [Reaction] {
    var entry = entry
    entry.objection = nil
    switch input {
    case .key(KeyPress(.escape)):
      overlay = nil
      return []
    case .key(KeyPress(.enter)), .key(KeyPress(.up)), .key(KeyPress(.down)), .key(KeyPress(.tab)):
      return finish(entry, context)
    case .key(KeyPress("r")) where entry.row == .seed:
      overlay = nil
      return change { $0.seed = -1 }
    case .key(let press):
      if let character = press.typed, !"0123456789-".contains(character) { break }
      _ = entry.line.handle(press)
    case .paste(let text): entry.line.paste(String(text.filter { "0123456789-".contains($0) }))
    case .mouse: break
    }
    overlay = .number(entry)
    return []
  }

  private mutating func finish(_ entry: NumberEntry, _ context: PaneContext) -> [Reaction] {
    var entry = entry
    overlay = nil
    if entry.line.text.isEmpty { return entry.row == .seed ? change { $0.seed = nil } : [] }
    guard let number = Int64(entry.line.text), entry.line.text.utf8.count <= 18 else {
      entry.objection = "not a number"
      overlay = .number(entry)
      return []
    }
    if let reason = objection(to: number, entry.row, context) {
      entry.objection = reason
      overlay = .number(entry)
      return []
    }
    return entry.row == .seed
      ? change { $0.seed = number } : change { $0.maxImages = Int(number) }
  }

  private func objection(
    to number: Int64,
    _ row: SettingRow,
    _ context: PaneContext
  ) -> String? {
    guard let model = model(context) else { return "the model is not known" }
    let isAllowed: Bool
    if row == .seed {
      isAllowed = model.seed?.contains(number) ?? false
    } else {
      let range = ImageRange(model, references: settings.references.count, context.catalog)
      isAllowed = number >= range.lower && number <= range.upper
    }
    return isAllowed ? nil : allowance(row, context)
  }

  /// What may be typed for a row: `1–15 allowed`.
  func allowance(_ row: SettingRow, _ context: PaneContext) -> String {
    guard let model = model(context) else { return "the model is not known" }
    if row == .seed {
      let bounds = model.seed.map { "\($0.minimum)…\($0.maximum) allowed, empty for none" }
      return bounds ?? "this model takes none"
    }
    let range = ImageRange(model, references: settings.references.count, context.catalog)
    return "\(range.text) allowed"
  }
}
