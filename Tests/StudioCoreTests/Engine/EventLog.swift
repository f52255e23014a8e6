import StudioCore
import StudioModel
import Synchronization

/// Everything one listener heard of a studio, with waits for what is to come.
final class EventLog: Sendable {
  private let subscription: EventSubscription
  private let heard = Mutex<[StudioEvent]>([])

  /// Starts listening now.
  init(_ studio: Studio) { subscription = studio.events.subscribe() }

  deinit { subscription.end() }

  var events: [StudioEvent] { heard.withLock { $0 } }

  /// The first event, heard already or still to come, that `fits`.
  @discardableResult
  func first(where fits: @Sendable (StudioEvent) -> Bool) async -> StudioEvent? {
    var checked = 0
    while true {
      let all = events
      if let found = all[checked...].first(where: fits) { return found }
      checked = all.count
      guard let batch = await subscription.next() else { return nil }
      heard.withLock { $0 += batch }
    }
  }

  /// Returns once the studio let the job go.
  func rest(of id: SequenceID) async { await first { $0 == .jobRested(id) } }

  /// Returns once the job was stored as `status`.
  @discardableResult
  func change(of id: SequenceID, to status: JobStatus) async -> Job? {
    let event = await first {
      if case .jobChanged(let job, _) = $0 { job.id == id && job.status == status } else { false }
    }
    guard case .jobChanged(let job, _)? = event else { return nil }
    return job
  }

  /// Returns once the job waits for a moment; that moment.
  @discardableResult
  func wait(of id: SequenceID) async -> Timestamp? {
    let event = await first {
      if case .jobProgressed(id, .waiting) = $0 { true } else { false }
    }
    guard case .jobProgressed(_, .waiting(let moment))? = event else { return nil }
    return moment
  }
}
