import CellGrid
import StudioModel

extension LivePane {
  /// Adds a job, or takes what is known of it now.
  mutating func put(_ job: Job, worker: LiveJob.Worker, _ context: PaneContext) {
    if let place = place(of: job.id) {
      jobs[place].take(job)
      if jobs[place].worker != .here { jobs[place].worker = worker }
      sort(context)
    } else {
      keepingSelection(context) { $0.append(LiveJob(job, worker: worker)) }
    }
  }

  /// Adds those that are not there yet, the rest of them at once: there may be thousands.
  mutating func add(_ loaded: [Job], _ context: PaneContext) {
    var known = Set(jobs.map(\.id))
    let new = loaded.filter { known.insert($0.id).inserted }
    guard let first = new.first else { return }
    put(first, worker: .unknown, context)
    keepingSelection(context) { $0 += new.dropFirst().map { LiveJob($0, worker: .unknown) } }
  }

  mutating func remove(_ id: SequenceID, _ context: PaneContext) {
    guard place(of: id) != nil else { return }
    trashed.insert(id)
    if selected?.id == id { isReading = false }
    keepingSelection(context) { jobs in jobs.removeAll { $0.id == id } }
  }

  mutating func clearEnded(_ context: PaneContext) {
    if selected?.stand == .ended { isReading = false }
    keepingSelection(context) { jobs in jobs.removeAll { $0.stand == .ended } }
  }

  mutating func sort(_ context: PaneContext) { keepingSelection(context) { _ in } }

  /// Changes the list; the cursor stays on its job, and that job on its row of the screen where
  /// the list is longer than its room.
  ///
  /// What ends while the reader is here keeps its place until they go elsewhere: no row moves away
  /// from under a cursor that works down the list.
  private mutating func keepingSelection(
    _ context: PaneContext,
    _ change: (inout [LiveJob]) -> Void
  ) {
    let id = selected?.id
    let row = window.selected
    change(&jobs)
    if !context.isFocused { for place in jobs.indices { jobs[place].settle() } }
    jobs.sort(by: Self.comesFirst)
    let now = id.flatMap { place(of: $0) } ?? row
    window.follow(now, of: jobs.count, visible: visibleRows(context))
    if selected?.id != id { turnPage() }
  }

  private static func comesFirst(_ one: LiveJob, _ other: LiveJob) -> Bool {
    let (isOver, isOtherOver) = (one.endedPlace != nil, other.endedPlace != nil)
    if isOver != isOtherOver { return !isOver }
    let moment = one.endedPlace ?? one.job.createdAt
    let otherMoment = other.endedPlace ?? other.job.createdAt
    return moment == otherMoment
      ? one.id.rawValue < other.id.rawValue : moment > otherMoment
  }

  mutating func select(_ row: Int, _ context: PaneContext) {
    let id = selected?.id
    window.select(row, of: jobs.count, visible: visibleRows(context))
    if selected?.id != id { turnPage() }
  }

  /// Another job's page starts at its top.
  private mutating func turnPage() {
    scroll = 0
    isAtEnd = false
    frame = nil
  }

  func visibleRows(_ context: PaneContext) -> Int {
    // While the page hides the list, the list has the room it will have again.
    LiveLayout(context.size, jobs: jobs.count, isReading: false).list.height
  }
}
