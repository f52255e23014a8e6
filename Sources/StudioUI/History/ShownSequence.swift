import StudioModel

/// The sequence whose details are looked at.
struct ShownSequence: Hashable, Sendable {
  enum Timeline: Hashable, Sendable {
    case unread
    case reading
    case read([TimelineEntry])
    case failed(String)
  }

  var job: Job
  var timeline = Timeline.unread
  /// The first line that shows.
  var scroll = 0
  /// The prompt in lines for a width: the one part that takes long to lay out.
  private(set) var prompt: PromptLines?
  /// Index of the chosen image, as the service counts.
  private(set) var frame: Int?

  init(_ job: Job) { self.job = job }

  /// Lays the prompt out for a width, unless it is.
  mutating func layOut(width: Int) {
    if prompt?.width == width, prompt?.job == job.id { return }
    prompt = PromptLines(job, width: width)
  }

  private var frames: [Frame] { job.frames.sorted { $0.index < $1.index } }

  /// The chosen image, or else the first.
  var chosenFrame: Frame? {
    frames.first { $0.index == frame } ?? frames.first
  }

  /// - Parameter fromFirst: whether the first one counts as chosen where none was.
  mutating func chooseFrame(by step: Int, fromFirst: Bool = false) {
    let frames = frames
    guard !frames.isEmpty else { return }
    let present = frames.firstIndex { $0.index == frame } ?? (fromFirst ? 0 : nil)
    let place = present.map { $0 + step } ?? 0
    frame = frames[max(0, min(place, frames.count - 1))].index
  }

  mutating func chooseFrame(numbered number: Int) {
    if frames.contains(where: { $0.index == number }) { frame = number }
  }

  /// Shows a line that is outside.
  mutating func reveal(_ row: Int, height: Int) {
    if row < scroll { scroll = row }
    if row >= scroll + height { scroll = row - height + 1 }
  }

  mutating func clampScroll(rows: Int, height: Int) {
    scroll = max(0, min(scroll, rows - height))
  }

  mutating func leave() {
    scroll = 0
    frame = nil
  }

  /// One more line of the timeline; one that was read already is not added.
  mutating func add(_ entry: TimelineEntry) {
    guard case .read(var entries) = timeline, !entries.contains(entry) else { return }
    entries.append(entry)
    timeline = .read(entries)
  }
}

/// What was moved to the trash from here, so that it can come back.
struct TrashRecord: Hashable, Sendable {
  /// On their way, and gone from the list already.
  var leaving: [SequenceID: Job] = [:]
  /// The latest last.
  private(set) var undoable: [Job] = []
  /// On its way back.
  var returning: SequenceID?

  /// Further back nobody remembers what it was.
  private static let depth = 100

  mutating func note(_ job: Job) {
    undoable.removeAll { $0.id == job.id }
    undoable.append(job)
    if undoable.count > Self.depth { undoable.removeFirst() }
  }

  mutating func forget(_ id: SequenceID) { undoable.removeAll { $0.id == id } }

  mutating func forgetAll() { undoable = [] }
}
