import StudioCore
import StudioModel
import TerminalKit

/// How following jobs came to an end.
enum WatchEnding: Sendable, Equatable {
  /// Every job rests: it ended, a person has to decide, or the wait became pointless.
  case rested
  /// The person, or the system, asked the program to go.
  case interrupted
}

/// How following ended, and the jobs as they were seen last.
struct WatchResult: Sendable {
  let ending: WatchEnding
  let jobs: [SequenceID: Job]
  /// Why the disk would not store a job's progress, for those it is left alone for.
  var blocked: [SequenceID: Failure] = [:]
}

/// Follows jobs until each rests, and shows them on stderr.
struct JobWatch: Sendable {
  enum Goal: Sendable {
    /// The service has an id for it.
    case accepted
    /// Nothing more happens without a person.
    case resting
  }

  let studio: Studio
  let process: ProcessContext
  let interruption: Interruption
  /// Subscribed before the job starts, so that nothing is missed.
  private let subscription: EventSubscription

  init(studio: Studio, process: ProcessContext, interruption: Interruption) {
    self.studio = studio
    self.process = process
    self.interruption = interruption
    subscription = studio.events.subscribe()
  }

  private enum Input: Sendable {
    case events([StudioEvent])
    case tick
    case signal
  }

  /// Returns once every job reached the goal. Jobs that other programs work on are followed in the
  /// library; with `mayTakeUp` they are taken up when that program dies.
  func follow(
    _ ids: [SequenceID],
    until goal: Goal,
    mayTakeUp: Bool = true
  ) async -> WatchResult {
    guard !ids.isEmpty else {
      subscription.end()
      return WatchResult(ending: .rested, jobs: [:])
    }
    var board = JobBoard(ids: ids, goal: goal)
    for id in ids {
      if let job = try? await studio.job(id) { board.jobs[id] = job }
    }
    var display = ProgressDisplay(environment: process.environment)
    let (inputs, feed) = AsyncStream<Input>.makeStream()
    let feeders = startFeeding(feed, pace: display.pace)
    defer {
      for feeder in feeders { feeder.cancel() }
      subscription.end()
    }
    var lastSurvey = ContinuousClock.now - .seconds(1)
    for await input in inputs {
      switch input {
      case .signal:
        return WatchResult(
          ending: .interrupted,
          jobs: board.jobs,
          blocked: board.blocked
        )
      case .events(let events): board.take(events)
      case .tick: break
      }
      var touched = board.takeTouched()
      if ContinuousClock.now - lastSurvey >= .milliseconds(500) {
        lastSurvey = .now
        await survey(&board, mayTakeUp)
        touched = board.following
      }
      await settle(&board, touched)
      display.show(board, now: StudioClock.live.now)
      if board.isDone { break }
    }
    return WatchResult(
      ending: board.isDone ? .rested : .interrupted,
      jobs: board.jobs,
      blocked: board.blocked
    )
  }

  private func startFeeding(
    _ feed: AsyncStream<Input>.Continuation,
    pace: Duration
  ) -> [Task<Void, Never>] {
    let subscription = subscription
    let interruption = interruption
    return [
      Task {
        while let events = await subscription.next() { feed.yield(.events(events)) }
      },
      Task {
        while (try? await Task.sleep(for: pace)) != nil { feed.yield(.tick) }
      },
      Task {
        await interruption.wait()
        feed.yield(.signal)
      },
    ]
  }

  /// Reads the jobs this program does not work on from the library, and takes up those that nobody
  /// works on any more.
  private func survey(_ board: inout JobBoard, _ mayTakeUp: Bool) async {
    for id in board.following where !board.rested.contains(id) {
      if await studio.isWorking(on: id) { continue }
      guard let job = try? await studio.job(id) else { continue }
      board.jobs[id] = job
      if job.status.isFinal || job.status == .unconfirmed && !mayTakeUp { continue }
      if mayTakeUp || job.predictionID != nil {
        if case .lacksKey? = try? await studio.takeUp(id) { board.rested.insert(id) }
      } else if await !studio.isHeld(id) {
        // It was not sent, and this command sends nothing.
        board.rested.insert(id)
      }
    }
  }

  /// Finds out which of these have reached the goal.
  private func settle(_ board: inout JobBoard, _ ids: Set<SequenceID>) async {
    for id in ids {
      guard let job = board.jobs[id] else { continue }
      let isWorking = await studio.isWorking(on: id)
      if board.hasReachedGoal(job, isWorkedOn: isWorking) { board.following.remove(id) }
    }
  }
}
