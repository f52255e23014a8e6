import StudioModel

/// Asks the library whether the service's limits leave room, and stores the intent when they do.
struct SubmissionPermit: Sendable {
  let bench: Workbench
  let service: Workbench.Service
  let log: JobLog

  enum Answer: Sendable {
    /// The intent of that moment is on disk.
    case begun(at: Timestamp)
    /// It waited so long that what was made ready may be out of date.
    case stale
    /// A cap forbids it, by now; only a person can change that.
    case overCap(Failure)
    /// The lease is gone, or the library is beyond storing.
    case lost
  }

  /// How long references that were made ready are good for: less than an upload outlives its check.
  private static let freshness = Duration.minutes(10)

  /// Waits as long as the limits or the disk ask for; nothing was sent if it is cancelled.
  func obtain(for machine: JobMachine) async throws(CancellationError) -> Answer {
    let began = bench.clock.monotonic
    var hasSaidSo = false
    var hasRoom = false
    var heldUntil: Timestamp?
    if let failure = bench.spending.refusal(of: machine.job) { return .overCap(failure) }
    while true {
      let now = bench.clock.now
      bench.failpoints.reach(.beforeIntent)
      do {
        if !hasRoom { try bench.acceptances.reserve(for: machine.job.id) }
        hasRoom = true
        let intent = machine.intent(at: now)
        // The lease may have run out while the machine slept; it is ours for as long as nobody
        // took it. A commit for every look would keep the disk busy when hundreds wait.
        if heldUntil.map({ $0 < now + Studio.leaseSpan / 2 }) ?? true {
          guard try await renewLease(of: intent.id, from: now) else { return .lost }
          heldUntil = now + Studio.leaseSpan
        }
        switch try await bench.store.beginSubmission(
          intent,
          owner: bench.owner,
          limits: service.policy.limits,
          cap: bench.spending.cap(at: now),
          now: now,
          timeline: [TimelineEntry(.submitting, at: now)],
          reporting: { [events = bench.events] stored in
            events.send(.jobChanged(stored, TimelineEntry(.submitting, at: now)))
          }
        )
        {
        case .begun: return .begun(at: now)
        case .overCap(let spent, let underWay, let limit):
          return .overCap(Self.dailyRefusal(machine.job, spent, underWay, limit))
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
        guard failure.mayPass else { return .lost }
        bench.events.send(
          .jobProgressed(machine.job.id, .storageBlocked(failure.asFailure(cost: .nothing)))
        )
        try await bench.clock.sleep(for: .seconds(1))
      } catch {
        return .lost
      }
      if bench.clock.monotonic - began > Self.freshness { return .stale }
    }
  }

  /// False when another program has taken it.
  private func renewLease(
    of id: SequenceID,
    from now: Timestamp
  ) async throws(StoreFailure) -> Bool {
    let until = now + Studio.leaseSpan
    return try await bench.store.renew(owner: bench.owner, [id], until: until).contains(id)
  }

  private static func dailyRefusal(
    _ job: Job,
    _ spent: Money,
    _ underWay: Money,
    _ limit: Money
  ) -> Failure {
    Failure(
      .overCap,
      "Not sent: spent today \(spent), under way up to \(underWay); with up to \(job.estimate) more "
        + "the cap of \(limit) a day could be passed.",
      cost: .nothing,
      advice: "Raise spending.daily_cap_usd or wait for another day, then `seedream resume "
        + "\(job.id)`."
    )
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
    try await bench.clock.sleep(for: min(moment - bench.clock.now, .seconds(2)))
  }
}
