import CellGrid
import StudioModel

extension LivePane {
  /// The pictures of the selected job; `nil` where none are shown.
  func tiles(_ context: PaneContext) -> FrameTiles? {
    guard let facts = context.shownPictures, let selected else { return nil }
    let tiles = FrameTile.all(of: selected.job, selected.activities)
    guard !tiles.isEmpty else { return nil }
    return FrameTiles(tiles: tiles, chosen: chosenFrame?.index, cell: facts.cell)
  }

  /// The chosen picture of the selected job, or else its first.
  private var chosenFrame: Frame? {
    let frames = selected?.job.frames ?? []
    return frames.first { $0.index == frame } ?? frames.min { $0.index < $1.index }
  }

  mutating func chooseImage(by step: Int) {
    let frames = (selected?.job.frames ?? []).sorted { $0.index < $1.index }
    guard let place = frames.firstIndex(where: { $0.index == chosenFrame?.index }) else { return }
    frame = frames[max(0, min(place + step, frames.count - 1))].index
  }

  func view(_ job: Job) -> [Reaction] {
    [.view(job, frame: chosenFrame?.index ?? 1, from: .live)]
  }

  func objectionToViewing(
    _ job: Job,
    _ context: PaneContext,
    orWaiting: Bool = false
  ) -> String? {
    if let objection = context.pictures.objection { return objection }
    if orWaiting, !job.frames.isEmpty { return nil }
    return job.shownFrames.isEmpty ? "No image of it is on disk." : nil
  }

  // MARK: For the viewer

  /// The next job that has images, downwards by `step`.
  func neighbour(of id: SequenceID, _ step: Int) -> Job? {
    guard var row = place(of: id) else { return nil }
    while true {
      row += step
      guard jobs.indices.contains(row) else { return nil }
      if !jobs[row].job.shownFrames.isEmpty { return jobs[row].job }
    }
  }

  /// Puts the cursor on a job.
  mutating func choose(_ id: SequenceID, _ context: PaneContext) -> [Reaction] {
    guard let row = place(of: id) else { return [] }
    select(row, context)
    let reactions = asked(context)
    keepPage(context)
    return reactions
  }

  // MARK: The mouse

  /// A press chooses a picture, a second one opens it; the wheel goes from one to the next.
  mutating func onStrip(
    _ event: MouseEvent,
    _ strip: Rect,
    _ context: PaneContext
  ) -> [Reaction]? {
    switch event.kind {
    case .released: return nil
    case .wheelUp: return perform(.previousImage, context)
    case .wheelDown: return perform(.nextImage, context)
    case .pressed:
      let place = Point(x: event.place.x - strip.x, y: event.place.y - strip.y)
      guard let number = tiles(context)?.number(at: place, in: strip.size) else { return [] }
      let isAgain = number == chosenFrame?.index
      frame = number
      return isAgain ? perform(.viewImage, context) : []
    }
  }
}
