import StudioCore
import StudioModel
import StudioUI

/// Brings the core's events to the app: transitions one by one and at once, progress through the
/// board.
struct EventPump: Sendable {
  let progress: ProgressBoard
  let tally: WorkTally
  let access: AccessBoard
  let tell: @Sendable (Report) -> Void

  /// Returns when the subscription has ended.
  func run(_ subscription: EventSubscription) async {
    while let events = await subscription.next() {
      for event in events { take(event) }
    }
  }

  private func take(_ event: StudioEvent) {
    switch event {
    case .jobProgressed(let id, let activity):
      progress.put(id, activity)
      return
    case .jobChanged(let job, _): progress.drop(job.id, allBars: false)
    case .jobRested(let id), .jobRemoved(let id): progress.drop(id, allBars: true)
    case .jobsChangedElsewhere, .libraryChanged, .spendingChanged: break
    }
    tell(.event(event))
    tally.heard(event)
    access.heard(event)
  }
}
