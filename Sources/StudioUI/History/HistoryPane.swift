import CellGrid
public import StudioModel

/// The History pane: all sequences, newest first; a search; the details of one.
public struct HistoryPane: PaneState {
  public typealias Command = HistoryCommand

  var list = HistoryList()
  /// The search as it is typed, and what it was understood as.
  var field = LineField()
  var query = HistoryQuery()
  var problems: [String] = []
  /// True while keys go to the search line.
  var isSearching = false
  /// True while keys go to the details.
  var isDetailOpen = false
  /// The sequence whose details show, or would show where there is room.
  var shown: ShownSequence?
  var trash = TrashRecord()
  /// Stars that were given or taken, until the library has them.
  var starring: Set<SequenceID> = []
  /// How the images show beside the details.
  var images = ImagesForm.strip
  /// Images that were marked to be compared.
  var marks = FrameMarks()
  /// Why there is no library; nothing is asked then.
  var openingFailure: Failure?

  /// How the images of a sequence show.
  enum ImagesForm: Hashable, Sendable, CaseIterable {
    case strip, grid, off
  }

  public init() {}

  /// The first question; the answer may come much later.
  public mutating func begin(_ context: PaneContext) -> [Reaction] {
    asking(list.ask(query))
  }

  public var takesTyping: Bool { isSearching }

  // MARK: Places

  func layout(_ context: PaneContext) -> HistoryLayout {
    HistoryLayout(
      context.size,
      hasSearchLine: isSearching || !field.isEmpty,
      problems: problems,
      isDetailOpen: isDetailOpen,
      hasTrouble: list.trouble != nil && list.count > 0,
      tiles: tiles(context)
    )
  }

  func visible(_ context: PaneContext) -> Int { max(1, layout(context).list?.height ?? 1) }

  /// The sequence that commands are about.
  var chosen: Job? { isDetailOpen ? shown?.job : list.selected }

  // MARK: Facts

  public func facts(_ context: PaneContext) -> [String] {
    var facts: [String] = []
    if query.isInTrash { facts.append("trash") }
    if !marks.picked.isEmpty { facts.append("\(marks.picked.count) marked") }
    if list.isReadingAnew, list.hasAnswer { facts.append("searching…") }
    if list.loaded.isWhole, !list.isReadingAnew, list.count > 0 {
      let isSearch = !query.isEverything
      facts.append(isSearch ? "\(list.count) found" : Self.sequences(list.count))
    }
    return facts
  }

  static func sequences(_ count: Int) -> String {
    count == 1 ? "1 sequence" : "\(count) sequences"
  }

  /// At midnight the times of today's rows become days.
  public func nextChange(_ context: PaneContext) -> Timestamp? {
    list.count > 0 ? context.zone.midnight(before: context.now) + .hours(24) : nil
  }

  // MARK: Commands

  public mutating func perform(_ command: Command, _ context: PaneContext) -> [Reaction] {
    let reactions = carryOut(command, context)
    return reactions + follow(context)
  }

  private mutating func carryOut(_ command: Command, _ context: PaneContext) -> [Reaction] {
    switch command {
    case .open: return open(context)
    case .back: return goBack()
    case .search: return startSearch()
    case .clearSearch: return search(for: "", context)
    case .showTrash: return search(for: query.isInTrash ? "" : "in:trash ", context)
    case .recallAll: return recall(.all, "all of", context)
    case .recallPrompt: return recall(.prompt, "the prompt of", context)
    case .recallSettings: return recall(.settings, "the settings of", context)
    case .recallReferences: return recall(.references, "the references of", context)
    case .star: return star(context)
    case .trash: return moveToTrash(context)
    case .restore: return restore(context)
    case .undo: return undo()
    case .emptyTrash: return emptyTrash()
    case .copyFolder: return copy(chosen?.folder, "folder")
    case .copyImage: return copy(imagePath, "image path")
    case .copyURL: return copy(imageURL, "image address")
    case .copyPrompt: return copy(chosen?.request.prompt, "prompt")
    case .copyID: return copy(chosen?.id.rawValue, "id")
    case .nextImage: return chooseImage(by: 1, context)
    case .previousImage: return chooseImage(by: -1, context)
    case .viewImage: return viewImage()
    case .mark: return markImage()
    case .compare: return [.compare(marks.compared(with: pickedFrame))]
    case .images: return nextForm()
    case .clearMarks:
      marks.clear()
      return []
    case .retry: return retry()
    case .older: return step(by: 1, context)
    case .newer: return step(by: -1, context)
    case .up, .down, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .first, .last:
      return move(command, context)
    }
  }

  /// Lets window, details and memory follow what just happened.
  mutating func follow(_ context: PaneContext) -> [Reaction] {
    let visible = visible(context)
    list.settle(visible: visible)
    let reading = openingFailure == nil ? list.readAhead(visible: visible) : []
    return asking(reading) + showDetail(context)
  }

  /// The pane got more room, or less.
  public mutating func roomChanged(_ context: PaneContext) -> [Reaction] { follow(context) }

  func asking(_ requests: [HistoryRequest]) -> [Reaction] {
    requests.map { .effect(.loadHistory($0)) }
  }

  // MARK: Details

  private mutating func open(_ context: PaneContext) -> [Reaction] {
    isSearching = false
    if isDetailOpen { return viewImage() }
    guard let job = list.selected else { return [] }
    isDetailOpen = true
    if shown?.job.id == job.id, shown?.timeline != .unread { return [] }
    return show(job)
  }

  private mutating func goBack() -> [Reaction] {
    isDetailOpen = false
    shown?.leave()
    return []
  }

  /// Where there is room beside the list, the details are those of the row under the cursor.
  private mutating func showDetail(_ context: PaneContext) -> [Reaction] {
    defer { layOutDetail(context) }
    if isDetailOpen { return [] }
    guard layout(context).detail != nil, let job = list.selected else {
      shown = nil
      return []
    }
    guard shown?.job.id != job.id else { return [] }
    return show(job)
  }

  mutating func show(_ job: Job) -> [Reaction] {
    shown = ShownSequence(job)
    shown?.timeline = .reading
    return [.effect(.loadTimeline(job.id))]
  }

  private mutating func step(by rows: Int, _ context: PaneContext) -> [Reaction] {
    list.select(list.window.selected + rows, visible: visible(context))
    guard isDetailOpen, let job = list.selected, job.id != shown?.job.id else { return [] }
    return show(job)
  }

  /// The lines of the details, laid out for the room they have.
  func page(_ context: PaneContext) -> SequencePage? {
    guard let shown, let room = layout(context).detail else { return nil }
    return SequencePage(
      shown,
      context,
      width: room.width - 1,
      marked: marks.numbers(of: shown.job.id)
    )
  }

  /// Gets ready what drawing would take long for, and ends the scrolling at the last line.
  private mutating func layOutDetail(_ context: PaneContext) {
    guard let room = layout(context).detail else { return }
    shown?.layOut(width: max(room.width - 1, 1))
    guard let page = page(context) else { return }
    shown?.clampScroll(rows: page.lines.count, height: room.height)
  }

  // MARK: Moving

  /// More lines than any details have.
  private static let farDown = 1_000_000

  private mutating func move(_ command: Command, _ context: PaneContext) -> [Reaction] {
    if isDetailOpen {
      guard let room = layout(context).detail else { return [] }
      shown?.scroll += Self.distance(command, page: room.height, whole: Self.farDown)
      return []
    }
    let visible = visible(context)
    if command == .first { return asking(list.selectFirst(visible: visible)) }
    let distance = Self.distance(command, page: visible, whole: list.count)
    list.select(list.window.selected + distance, visible: visible)
    return []
  }

  /// How many rows a command goes, downwards.
  private static func distance(_ command: Command, page: Int, whole: Int) -> Int {
    switch command {
    case .up: -1
    case .down: 1
    case .pageUp: -max(1, page - 1)
    case .pageDown: max(1, page - 1)
    case .halfPageUp: -max(1, page / 2)
    case .halfPageDown: max(1, page / 2)
    case .first: -whole
    case .last: whole
    default: 0
    }
  }
}
