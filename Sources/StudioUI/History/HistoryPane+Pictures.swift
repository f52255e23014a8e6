import CellGrid
import StudioModel

extension HistoryPane {
  /// The images of the sequence whose details show; `nil` where none are shown.
  func tiles(_ context: PaneContext) -> FrameTiles? {
    guard let facts = context.shownPictures, images != .off else { return nil }
    guard let shown = shown ?? list.selected.map({ ShownSequence($0) }) else { return nil }
    let tiles = FrameTile.all(of: shown.job)
    guard !tiles.isEmpty else { return nil }
    return FrameTiles(
      tiles: tiles,
      chosen: shown.chosenFrame?.index,
      marked: marks.numbers(of: shown.job.id),
      cell: facts.cell,
      form: images == .grid ? .grid : .strip
    )
  }

  /// The image that commands are about.
  var pickedFrame: PickedFrame? {
    guard let job = chosen else { return nil }
    return chosenFrame.map { PickedFrame(job, frame: $0.index) }
  }

  mutating func chooseImage(by step: Int, _ context: PaneContext) -> [Reaction] {
    let hasPictures = context.shownPictures != nil
    shown?.chooseFrame(by: step, fromFirst: hasPictures)
    guard let page = page(context), let row = page.chosenRow else { return [] }
    let height = layout(context).detail?.height ?? 1
    shown?.reveal(row, height: height)
    return []
  }

  func viewImage() -> [Reaction] {
    guard let job = chosen else { return [] }
    return [.view(job, frame: chosenFrame?.index ?? 1, from: .history)]
  }

  mutating func markImage() -> [Reaction] {
    guard let picked = pickedFrame else { return [] }
    marks.toggle(picked)
    return [.toast(Toast(.done, marks.words(for: picked)))]
  }

  /// The next form; with a message, as the details may not be in sight.
  mutating func nextForm() -> [Reaction] {
    let forms = ImagesForm.allCases
    let place = forms.firstIndex(of: images) ?? 0
    images = forms[(place + 1) % forms.count]
    let text =
      switch images {
      case .strip: "The images show as a strip"
      case .grid: "The images show as a grid"
      case .off: "The images do not show"
      }
    return [.toast(Toast(.note, text))]
  }

  /// A press chooses an image, a second one opens it; the wheel goes from one to the next.
  mutating func onPictures(
    _ event: MouseEvent,
    _ room: Rect,
    _ context: PaneContext
  ) -> [Reaction]? {
    switch event.kind {
    case .released: return nil
    case .wheelUp: return chooseImage(by: -1, context)
    case .wheelDown: return chooseImage(by: 1, context)
    case .pressed:
      let place = Point(x: event.place.x - room.x, y: event.place.y - room.y)
      guard let number = tiles(context)?.number(at: place, in: room.size) else { return [] }
      let isAgain = number == shown?.chosenFrame?.index
      shown?.chooseFrame(numbered: number)
      return isAgain && chosen?.shownFrames.isEmpty == false ? viewImage() : []
    }
  }

  // MARK: For the viewer

  /// The next sequence that is in memory and has images, downwards by `step`.
  func neighbour(of id: SequenceID, _ step: Int) -> Job? {
    guard var row = list.loaded.row(of: id) else { return nil }
    while true {
      row += step
      guard let job = list.loaded[row] else { return nil }
      if !job.shownFrames.isEmpty { return job }
    }
  }

  /// Puts the cursor on a sequence; open details turn to it.
  mutating func choose(_ id: SequenceID, _ context: PaneContext) -> [Reaction] {
    list.select(id, visible: visible(context))
    var reactions: [Reaction] = []
    if isDetailOpen, let job = list.selected, job.id != shown?.job.id { reactions = show(job) }
    return reactions + follow(context)
  }
}
