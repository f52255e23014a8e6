import CellGrid
import StudioModel

/// The table of sizes over the screen, with a line for any other size.
struct SizePicker: Hashable, Sendable {
  var isPortrait: Bool
  var window = ListWindow()
  /// 0 for exact sizes, 1 for rounded ones.
  var column = 0
  /// What is typed instead of choosing from the table.
  var typed: LineField?
  /// A refused size that was chosen all the same: the nearest allowed one is offered.
  var refused: SizeVerdict?

  init(_ settings: SequenceRequest, _ context: PaneContext) {
    isPortrait = settings.size.height > settings.size.width
    guard let menu = menu(settings, context), let place = menu.place(of: settings.size) else {
      return
    }
    column = place.column
    window.select(
      place.row,
      of: menu.lines.count,
      visible: SizePickerLayout(context.screen).listHeight
    )
  }

  /// `nil` for a model that is not known.
  func menu(_ settings: SequenceRequest, _ context: PaneContext) -> SizeMenu? {
    context.catalog.model(settings.model, settings.provider).map {
      SizeMenu($0, isPortrait: isPortrait, context.catalog)
    }
  }

  /// What would be taken now: the size under the cursor or the typed one, with what the model says
  /// to it; or else why there is none.
  func candidate(
    _ settings: SequenceRequest,
    _ context: PaneContext
  ) -> Result<SizeVerdict, Refusal> {
    let catalog = context.catalog
    guard let model = catalog.model(settings.model, settings.provider) else {
      return .failure(
        .unknownModel(settings.model, at: settings.provider, suggestions: [], known: [])
      )
    }
    if let typed {
      return Result { () throws(Refusal) in
        let size = try SizeSpelling.size(typed.text, for: model, in: catalog)
        return SizeVerdict(size, model: model, catalog: catalog)
      }
    }
    let lines = SizeMenu(model, isPortrait: isPortrait, catalog).lines
    let verdicts = lines.indices.contains(window.selected) ? lines[window.selected].verdicts : []
    let column = min(column, verdicts.count - 1)
    guard verdicts.indices.contains(column) else {
      return .failure(.sizeNotUnderstood("", aspects: catalog.aspects))
    }
    return .success(verdicts[column])
  }
}

extension SequencePane {
  mutating func handleSizes(
    _ picker: SizePicker,
    _ input: Input,
    _ context: PaneContext
  ) -> [Reaction] {
    var picker = picker
    if let refused = picker.refused {
      picker.refused = nil
      if input == .key(KeyPress(.enter)), let nearest = refused.nearestSize {
        overlay = nil
        return take(nearest, context)
      }
      if input == .key(KeyPress(.escape)) {
        overlay = .sizes(picker)
        return []
      }
    }
    if input == .key(KeyPress("u")) { return takeKnowingly(picker, context) }
    if picker.typed != nil { return handleTypedSize(picker, input, context) }
    return handleSizeTable(picker, input, context)
  }

  private mutating func handleSizeTable(
    _ picker: SizePicker,
    _ input: Input,
    _ context: PaneContext
  ) -> [Reaction] {
    var picker = picker
    let count = picker.menu(settings, context)?.lines.count ?? 0
    let visible = SizePickerLayout(context.screen).listHeight
    switch ListKey(input) {
    case .move(let rows): picker.window.move(by: rows, of: count, visible: visible)
    case .take: return takeCandidate(picker, context)
    case .leave:
      overlay = nil
      return []
    case nil: handleTableKey(&picker, input)
    }
    overlay = .sizes(picker)
    return []
  }

  private func handleTableKey(_ picker: inout SizePicker, _ input: Input) {
    guard case .key(let press) = input else { return }
    switch press {
    case KeyPress(.left), KeyPress("h"): picker.column = 0
    case KeyPress(.right), KeyPress("l"): picker.column = 1
    case KeyPress("t"): picker.isPortrait.toggle()
    default:
      guard let character = press.typed, "0123456789".contains(character) else { return }
      picker.typed = LineField(String(character))
    }
  }

  private mutating func handleTypedSize(
    _ picker: SizePicker,
    _ input: Input,
    _ context: PaneContext
  ) -> [Reaction] {
    var picker = picker
    switch input {
    case .key(KeyPress(.enter)): return takeCandidate(picker, context)
    case .key(KeyPress(.escape)), .key(KeyPress(.up)), .key(KeyPress(.down)):
      picker.typed = nil
    case .key(let press):
      if let character = press.typed, !Self.sizeCharacters.contains(character) { break }
      _ = picker.typed?.handle(press)
    case .paste(let text):
      picker.typed?.paste(String(text.filter { Self.sizeCharacters.contains($0) }.prefix(20)))
    case .mouse: break
    }
    overlay = .sizes(picker)
    return []
  }

  /// Everything that sizes and aspects are written with.
  private static let sizeCharacters = "0123456789xX*×:@.mMpP"

  private mutating func takeCandidate(
    _ picker: SizePicker,
    _ context: PaneContext
  ) -> [Reaction] {
    var picker = picker
    guard case .success(let verdict) = picker.candidate(settings, context) else {
      overlay = .sizes(picker)
      return []
    }
    guard verdict.isAllowed else {
      picker.refused = verdict
      overlay = .sizes(picker)
      return []
    }
    overlay = nil
    return take(verdict.size, context)
  }

  private mutating func takeKnowingly(
    _ picker: SizePicker,
    _ context: PaneContext
  ) -> [Reaction] {
    guard case .success(let verdict) = picker.candidate(settings, context) else {
      overlay = .sizes(picker)
      return []
    }
    overlay = nil
    return take(verdict.size, knowingly: true, context)
  }
}
