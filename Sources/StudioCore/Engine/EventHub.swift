public import StudioModel
import Synchronization

/// Hands the core's events to everyone who listens.
///
/// Transitions are kept for each listener until it reads them; of the progress of one job only the
/// latest of each kind is kept, so a slow listener never makes a queue grow.
public final class EventHub: Sendable {
  private struct Listener {
    var transitions: [StudioEvent] = []
    var activity: [Lane: JobActivity] = [:]
    var wake: AsyncStream<Void>.Continuation
  }

  /// One bar of one job: what a later report of progress replaces.
  fileprivate struct Lane: Hashable {
    let job: SequenceID
    let number: Int
  }

  private struct State {
    var listeners: [Int: Listener] = [:]
    var nextID = 0
    var hasEnded = false
  }

  private let state = Mutex(State())

  public init() {}

  public func send(_ event: StudioEvent) {
    state.withLock { state in
      for id in state.listeners.keys {
        if case .jobProgressed(let job, let activity) = event {
          state.listeners[id]?.activity[Lane(job: job, number: activity.lane)] = activity
        } else if event.isReminder, state.listeners[id]?.transitions.contains(event) == true {
          continue
        } else {
          state.listeners[id]?.transitions.append(event)
          // Batches give transitions first: progress that one outdated must not come after it.
          let activity = state.listeners[id]?.activity ?? [:]
          state.listeners[id]?.activity = activity.filter { !event.outdates($0.key) }
        }
        state.listeners[id]?.wake.yield()
      }
    }
  }

  /// Starts listening now; batches come until the subscription is let go.
  public func subscribe() -> EventSubscription {
    let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let id = state.withLock { state in
      state.nextID += 1
      state.listeners[state.nextID] = Listener(wake: continuation)
      if state.hasEnded { continuation.finish() }
      return state.nextID
    }
    return EventSubscription(hub: self, id: id, wakes: stream)
  }

  /// Nothing more comes: whoever listens gets what is left, and then the end.
  func end() {
    let wakes = state.withLock { state in
      state.hasEnded = true
      return state.listeners.values.map(\.wake)
    }
    for wake in wakes { wake.finish() }
  }

  fileprivate func drain(_ id: Int) -> [StudioEvent] {
    state.withLock { state in
      guard let listener = state.listeners[id] else { return [] }
      state.listeners[id]?.transitions = []
      state.listeners[id]?.activity = [:]
      return listener.transitions
        + listener.activity.map { StudioEvent.jobProgressed($0.key.job, $0.value) }
    }
  }

  fileprivate func unsubscribe(_ id: Int) {
    let listener = state.withLock { $0.listeners.removeValue(forKey: id) }
    listener?.wake.finish()
  }
}

/// One listener's place at the hub.
public struct EventSubscription: Sendable {
  fileprivate let hub: EventHub
  fileprivate let id: Int
  fileprivate let wakes: AsyncStream<Void>

  /// The events since the last call, transitions first; waits for one. `nil` once ended or when
  /// the task is cancelled.
  public func next() async -> [StudioEvent]? {
    let waiting = hub.drain(id)
    if !waiting.isEmpty { return waiting }
    for await _ in wakes {
      let events = hub.drain(id)
      if !events.isEmpty { return events }
    }
    return nil
  }

  public func end() { hub.unsubscribe(id) }
}

extension StudioEvent {
  /// Says to look again, no matter how often it is said.
  fileprivate var isReminder: Bool { self == .spendingChanged || self == .libraryChanged }

  /// A transition says more than the bar of the job itself; a job that rests moves no bar at all.
  fileprivate func outdates(_ lane: EventHub.Lane) -> Bool {
    switch self {
    case .jobChanged(let job, _): lane.job == job.id && lane.number == 0
    case .jobRested(let id): lane.job == id
    case .jobRemoved(let id): lane.job == id
    case .jobProgressed, .jobsChangedElsewhere, .libraryChanged, .spendingChanged: false
    }
  }
}
