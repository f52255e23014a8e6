public import CellGrid

extension HistoryPane {
  public mutating func handle(_ input: Input, _ context: PaneContext) -> [Reaction]? {
    let reactions: [Reaction]?
    switch input {
    case .key(let key): reactions = isSearching ? typed(key, context) : pressed(key, context)
    case .paste(let text): reactions = pasted(text, context)
    case .mouse(let event): reactions = mouse(event, context)
    }
    guard let reactions else { return nil }
    return reactions + follow(context)
  }

  /// A key in the search line; what a line does not know moves in the list, so that what was found
  /// can be looked through while it is typed.
  private mutating func typed(_ key: KeyPress, _ context: PaneContext) -> [Reaction]? {
    switch key {
    case KeyPress(.enter):
      isSearching = false
      return []
    case KeyPress(.escape):
      if field.isEmpty {
        isSearching = false
        return []
      }
      return search(for: "", context)
    case KeyPress(.backspace) where field.isEmpty:
      isSearching = false
      return []
    case KeyPress(.up), KeyPress("p", .control): return perform(.up, context)
    case KeyPress(.down), KeyPress("n", .control): return perform(.down, context)
    case KeyPress(.pageUp): return perform(.pageUp, context)
    case KeyPress(.pageDown): return perform(.pageDown, context)
    default: break
    }
    guard field.handle(key) else { return nil }
    return understand(context)
  }

  /// Escape goes back by one step: from the details, then from the search.
  private mutating func pressed(_ key: KeyPress, _ context: PaneContext) -> [Reaction]? {
    guard key == KeyPress(.escape) else { return nil }
    if isDetailOpen { return perform(.back, context) }
    return field.isEmpty ? nil : search(for: "", context)
  }

  /// A paste goes into the search line, which is only a beginning of what may be pasted.
  private mutating func pasted(_ text: String, _ context: PaneContext) -> [Reaction]? {
    guard isSearching else { return nil }
    field.paste(String(text.unicodeScalars.prefix(1_000)))
    return understand(context)
  }

  private mutating func mouse(_ event: MouseEvent, _ context: PaneContext) -> [Reaction]? {
    let layout = layout(context)
    if let room = layout.pictures, room.contains(event.place) {
      return onPictures(event, room, context)
    }
    let step: Int
    switch event.kind {
    case .released: return nil
    case .pressed: return pressed(at: event.place, layout, context)
    case .wheelUp: step = -3
    case .wheelDown: step = 3
    }
    if let detail = layout.detail, detail.contains(event.place) {
      shown?.scroll += step
      return []
    }
    list.select(list.window.selected + step, visible: visible(context))
    return []
  }

  /// A press chooses a row; on the row under the cursor it opens the details.
  private mutating func pressed(
    at place: Point,
    _ layout: HistoryLayout,
    _ context: PaneContext
  ) -> [Reaction]? {
    if let search = layout.search, search.contains(place) { return startSearch() }
    if let detail = layout.detail, detail.contains(place) {
      return isDetailOpen || list.selected == nil ? [] : perform(.open, context)
    }
    guard let room = layout.list, room.contains(place) else { return [] }
    let rows = list.window.rows(of: list.count, visible: room.height)
    let row = rows.lowerBound + place.y - room.y
    guard rows.contains(row) else { return [] }
    let isAgain = row == list.window.selected && !isDetailOpen && !isSearching
    isSearching = false
    isDetailOpen = false
    list.select(row, visible: room.height)
    return isAgain ? perform(.open, context) : []
  }
}
