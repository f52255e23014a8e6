import StudioModel

/// Waiting for the next look, and what a person may say meanwhile.
extension JobRunner {
  /// Rests until `moment`, until a look is wanted sooner, or for as long as looks are paused;
  /// returns what woke it.
  func rest(_ job: Job, until moment: Timestamp) async throws(CancellationError) -> JobEvent {
    let pause = Pause(until: moment, planned: job.updatedAt, by: bench.clock)
    guard job.looksNext else {
      let end = bench.clock.now + pause.left(by: bench.clock)
      bench.events.send(.jobProgressed(job.id, .waiting(until: end)))
      try await bench.clock.sleep(pause)
      return .woke
    }
    while true {
      let standing = bench.looks.standing(job.id)
      // What a job that downloads waits for may be an image host, which is no look.
      if standing.isPaused, job.status != .downloading {
        try await restForGood(job.id, standing)
        continue
      }
      let now = bench.clock.now
      let planned = now + pause.left(by: bench.clock)
      let end = standing.wantsLook ? earliestLook(job, standing, planned, now) : planned
      if end <= now {
        guard standing.wantsLook else { return .woke }
        bench.looks.heeded(job.id)
        return .lookWanted
      }
      bench.events.send(.jobProgressed(job.id, .waiting(until: end)))
      let left = standing.wantsLook ? Pause(until: end, from: now, by: bench.clock) : pause
      try await bench.looks.rest(job.id, since: standing, left, clock: bench.clock)
    }
  }

  /// Returns once looks are not paused.
  func restWhilePaused(_ job: Job) async throws(CancellationError) {
    while true {
      let standing = bench.looks.standing(job.id)
      guard standing.isPaused else { return }
      try await restForGood(job.id, standing)
    }
  }

  /// Until the person says something new.
  private func restForGood(
    _ id: SequenceID,
    _ standing: LookControl.Standing
  ) async throws(CancellationError) {
    bench.events.send(.jobProgressed(id, .paused))
    try await bench.looks.rest(id, since: standing, nil, clock: bench.clock)
  }

  /// The service's floor is kept, and so is what it asked for when it was too much for it.
  private func earliestLook(
    _ job: Job,
    _ standing: LookControl.Standing,
    _ planned: Timestamp,
    _ now: Timestamp
  ) -> Timestamp {
    if job.failure?.code == .throttled { return planned }
    let floor = service.policy.schedule.floor
    if let last = standing.lastLook {
      return min(planned, now + (floor - (bench.clock.monotonic - last)))
    }
    let sent = job.acceptedAt ?? job.submittedAt ?? now
    // One that was sent in the future was sent before the clock was set back.
    return min(planned, sent > now ? now : sent + floor)
  }
}

extension Job {
  /// True where what a job waits for is a look at the service.
  fileprivate var looksNext: Bool {
    switch status {
    case .submitted, .running, .downloading, .unconfirmed: true
    case .drafted, .queued, .submitting, .finished, .partial, .failed, .cancelled: false
    }
  }
}
