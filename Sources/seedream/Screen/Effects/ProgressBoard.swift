import StudioModel
import Synchronization

/// The latest progress of each job's bars, until the screen takes it.
///
/// However much is reported and however long nobody looks, it holds one report a bar.
final class ProgressBoard: Sendable {
  private struct Bar: Hashable {
    let job: SequenceID
    let lane: Int
  }

  private struct State {
    var latest: [Bar: JobActivity] = [:]
    /// True from an announcement until everything was taken.
    var isAnnounced = false
    var takenAt: ContinuousClock.Instant?
  }

  /// A bar that moves ten times a second moves well enough.
  static let pace = Duration.milliseconds(100)

  private let state = Mutex(State())
  private let announce: @Sendable () -> Void

  /// - Parameter announce: says that there is something to take; called once until it was taken.
  init(announce: @escaping @Sendable () -> Void) { self.announce = announce }

  func put(_ id: SequenceID, _ activity: JobActivity) {
    let wait: Duration? = state.withLock { state in
      state.latest[Bar(job: id, lane: activity.lane)] = activity
      guard !state.isAnnounced else { return nil }
      state.isAnnounced = true
      return state.takenAt.map { max(.zero, Self.pace - (ContinuousClock.now - $0)) } ?? .zero
    }
    guard let wait else { return }
    if wait == .zero { return announce() }
    let announce = announce
    Task.detached {
      try? await Task.sleep(for: wait)
      announce()
    }
  }

  /// Drops what a transition made stale: the bar of the job itself, or all of its bars.
  func drop(_ id: SequenceID, allBars: Bool) {
    state.withLock { state in
      state.latest = state.latest.filter { $0.key.job != id || !allBars && $0.key.lane != 0 }
    }
  }

  /// Everything since the last call.
  func take() -> [StudioEvent] {
    state.withLock { state in
      defer { state.latest = [:] }
      state.isAnnounced = false
      state.takenAt = .now
      return state.latest.map { StudioEvent.jobProgressed($0.key.job, $0.value) }
    }
  }
}
