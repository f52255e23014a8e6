import StudioModel

/// Asks the library whether the service's limits leave room, and stores the intent when they do.
struct SubmissionPermit: Sendable {
  let bench: Workbench
  let service: Workbench.Service
  let log: JobLog

  /// The moment of the intent that is now on disk; `nil` when the lease is gone.
  ///
  /// Waits as long as the limits or the disk ask for; nothing was sent if it is cancelled.
  func obtain(for machine: JobMachine) async throws(CancellationError) -> Timestamp? {
    var hasSaidSo = false
    while true {
      let now = bench.clock.now
      bench.failpoints.reach(.beforeIntent)
      do {
        try bench.acceptances.reserve(for: machine.job.id)
        let intent = machine.intent(at: now)
        // The lease may have run out while the machine slept; it is ours for as long as nobody
        // took it.
        let held = try await bench.store.renew(
          owner: bench.owner,
          [intent.id],
          until: now + Studio.leaseSpan
        )
        guard held.contains(intent.id) else { return nil }
        switch try await bench.store.beginSubmission(
          intent,
          owner: bench.owner,
          limits: service.policy.limits,
          now: now,
          timeline: [TimelineEntry(.submitting, at: now)]
        )
        {
        case .begun:
          bench.events.send(.jobChanged(intent, TimelineEntry(.submitting, at: now)))
          return now
        case .wait(let moment):
          if !hasSaidSo {
            bench.events.send(
              .jobChanged(
                machine.job,
                TimelineEntry(.throttled, at: now, detail: obstacle(moment))
              )
            )
            hasSaidSo = true
          }
          try await rest(machine.job.id, until: moment ?? now + .seconds(2))
        }
      } catch let cancellation as CancellationError {
        throw cancellation
      } catch let failure as FileFailure {
        bench.events.send(
          .jobProgressed(machine.job.id, .storageBlocked(failure.failure(cost: .nothing)))
        )
        try await bench.clock.sleep(for: .seconds(1))
      } catch let failure as StoreFailure {
        guard failure.mayPass else { return nil }
        bench.events.send(
          .jobProgressed(machine.job.id, .storageBlocked(failure.asFailure(cost: .nothing)))
        )
        try await bench.clock.sleep(for: .seconds(1))
      } catch {
        return nil
      }
    }
  }

  /// Why the call has to wait.
  private func obstacle(_ moment: Timestamp?) -> String {
    let limits = service.policy.limits
    let name = service.provider.id.displayName
    return moment == nil
      ? "\(name) takes \(limits.tasksAtOnce ?? 0) tasks at once; it goes when one ends"
      : "\(name) takes \(limits.imagesPerMinute ?? 0) images a minute; it goes when there is room"
  }

  private func rest(_ id: SequenceID, until moment: Timestamp) async throws(CancellationError) {
    bench.events.send(.jobProgressed(id, .waiting(until: moment)))
    // Tasks in flight can end sooner than the limit's window: look again every two seconds.
    try await bench.clock.sleep(until: min(moment, bench.clock.now + .seconds(2)))
  }
}
