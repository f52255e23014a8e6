import CellGrid
public import StudioModel

/// The Live pane: what runs, what waits for the person, what ended in this session.
public struct LivePane: PaneState {
  public typealias Command = LiveCommand

  struct ModelKey: Hashable, Sendable {
    var provider: ProviderID
    var model: ModelID
  }

  /// In the order they show: unfinished ones newest first, then ended ones, the last to end first;
  /// what ended under the reader's eyes stays where it was until they go elsewhere.
  var jobs: [LiveJob] = []
  /// What lies in the trash and comes back to the list when it is taken out of there.
  var trashed: Set<SequenceID> = []
  var window = ListWindow()
  /// True while the keys move through the page of the selected job.
  var isReading = false
  /// The first line of the page that shows.
  var scroll = 0
  /// The number of the chosen picture of the selected job; `nil` for its first.
  var frame: Int?
  /// True while the page shows its end, also when that moves on.
  var isAtEnd = false
  /// The lines of that page that time does not change.
  var kept: LivePageLines?
  var past: [ModelKey: LivePast] = [:]
  /// The models whose past was asked for.
  var askedPast: Set<ModelKey> = []
  /// How many jobs there were when that was looked at last.
  var pastAskedFor = 0
  var isLoaded = false
  /// Why there is no library to read.
  var openingFailure: Failure?
  var adopting: AdoptDialog?

  public init() {}

  public var isModal: Bool { adopting != nil }

  var selected: LiveJob? {
    jobs.indices.contains(window.selected) ? jobs[window.selected] : nil
  }

  func place(of id: SequenceID) -> Int? { jobs.firstIndex { $0.id == id } }

  func layout(_ context: PaneContext) -> LiveLayout {
    LiveLayout(
      context.size,
      jobs: jobs.count,
      isReading: isReading,
      tiles: tiles(context)
    )
  }

  /// How long a job's model usually takes for as many images; `nil` without a past.
  func usual(_ job: Job) -> Duration? {
    let key = ModelKey(provider: job.request.provider, model: job.request.model)
    return past[key]?.usual(images: job.request.maxImages)
  }

  public func facts(_ context: PaneContext) -> [String] {
    var running = 0
    var asking = 0
    var paused = 0
    var waiting = 0
    var ended = 0
    for job in jobs {
      switch job.stand {
      case .working, .heldElsewhere: running += 1
      case .needsPerson: asking += 1
      case .paused: paused += 1
      case .blocked, .unattended: waiting += 1
      case .ended: ended += 1
      }
    }
    let counts = [
      (running, "running"), (asking, asking == 1 ? "needs you" : "need you"), (paused, "paused"),
      (waiting, "held up"), (ended, "ended"),
    ]
    return counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
  }

  public func nextChange(_ context: PaneContext) -> Timestamp? {
    guard jobs.contains(where: \.counts) else { return nil }
    let second: Int64 = 1_000
    let now = context.now.milliseconds
    return Timestamp(milliseconds: now - ((now % second) + second) % second + second)
  }
}
