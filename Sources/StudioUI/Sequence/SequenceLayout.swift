import CellGrid
import StudioModel

/// What stands where in the pane: the rows that show, with what is said below them, and the foot
/// with the price.
struct SequenceLayout: Hashable, Sendable {
  /// One line of the form.
  enum Line: Hashable, Sendable {
    case setting(SettingRow, SettingText)
    case remark(SettingRow, TonedText)

    var row: SettingRow {
      switch self {
      case .setting(let row, _), .remark(let row, _): row
      }
    }
  }

  let size: Size
  private(set) var lines: [Line] = []
  /// The price, then what the account says; drawn from `footTop` on.
  private(set) var foot: [TonedText] = []
  private(set) var footTop = 0
  /// How many settings can show at once.
  private(set) var visibleRows = 0

  /// Columns of the labels; none where values need the room.
  var labelWidth: Int { size.width >= 48 ? 11 : size.width >= 24 ? 9 : 0 }

  init(_ pane: SequencePane, _ size: Size, _ context: PaneContext) {
    self.size = size
    let words = SpendingWords(context)
    let rows = pane.rows(context)
    let least = Self.leastFoot(words, size)
    visibleRows = size.height - least.count
    let settings = rows.map { ($0, SettingText($0, pane, context)) }
    guard rows.count <= visibleRows else {
      var window = pane.window
      window.settle(count: rows.count, visible: visibleRows)
      let shown = visibleRows > 0 ? window.rows(of: rows.count, visible: visibleRows) : 0..<0
      lines = settings[shown].map { .setting($0.0, $0.1) }
      foot = least
      footTop = visibleRows
      return
    }
    fill(settings, words, spare: visibleRows - rows.count, least, at: pane.row(context))
  }

  /// How many settings can show at once in the pane.
  static func visibleRows(_ context: PaneContext) -> Int {
    context.size.height - leastFoot(SpendingWords(context), context.size).count
  }

  /// The least that always shows of the price and the account.
  private static func leastFoot(_ words: SpendingWords, _ size: Size) -> [TonedText] {
    let price = TonedText(words.price, .price)
    guard size.height >= 4, let first = words.statements.first else {
      return size.height > 0 ? [price] : []
    }
    return [price, first]
  }

  /// Shares out what room is left: what can't be sent first, then the account, then the rest.
  private mutating func fill(
    _ settings: [(SettingRow, SettingText)],
    _ words: SpendingWords,
    spare: Int,
    _ least: [TonedText],
    at here: SettingRow
  ) {
    var spare = spare
    var remarks: [SettingRow: [TonedText]] = [:]
    func add(_ text: TonedText, to row: SettingRow) {
      let wrapped = wrap(text, width: size.width - labelWidth - 2)
      guard wrapped.count <= spare else { return }
      remarks[row, default: []] += wrapped
      spare -= wrapped.count
    }
    // The row under the cursor comes first when there is not enough for all.
    for (row, text) in settings.filter({ $0.0 == here }) + settings.filter({ $0.0 != here }) {
      for refusal in text.refusals { add(TonedText(refusal, .error), to: row) }
    }
    foot = least
    let statements = words.statements.flatMap { wrap($0, width: size.width - 2) }
    if statements.count > least.count - 1 {
      let more = min(spare, statements.count - (least.count - 1))
      if more > 0 {
        foot = [least[0]] + statements.prefix(least.count - 1 + more)
        spare -= more
      }
    }
    let hasGap = spare > 0
    if hasGap { spare -= 1 }
    for (row, text) in settings {
      for note in text.notes { add(note, to: row) }
    }
    lines = settings.flatMap { row, text in
      [.setting(row, text)] + (remarks[row] ?? []).map { .remark(row, $0) }
    }
    footTop = lines.count + (hasGap ? 1 : 0)
  }

  private func wrap(_ text: TonedText, width: Int) -> [TonedText] {
    guard width > 0 else { return [] }
    return TextFlow.wrapped(PlainText.line(text.text), width: width)
      .map { TonedText($0, text.tone) }
  }

  /// The setting at a line of the pane.
  func row(at y: Int) -> SettingRow? {
    lines.indices.contains(y) ? lines[y].row : nil
  }
}
