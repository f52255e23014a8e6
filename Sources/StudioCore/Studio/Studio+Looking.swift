public import StudioModel

extension Studio {
  /// Stops this program's looks at the service for one job, or goes on with them. Nothing else
  /// changes, and nothing of it is remembered: whoever takes the job up next looks as usual.
  ///
  /// Returns false when this program does not work on the job.
  @discardableResult
  public func setPolling(paused isPaused: Bool, on id: SequenceID) -> Bool {
    guard runners[id] != nil else { return false }
    bench.looks.setPaused(isPaused, id)
    return true
  }

  /// True while this program's looks for the job are stopped.
  public nonisolated func isPollingPaused(_ id: SequenceID) -> Bool { bench.looks.isPaused(id) }

  /// Has the next look as soon as the service's floor and what it asked for allow; looks that were
  /// stopped go on.
  ///
  /// Returns false when this program does not work on the job.
  @discardableResult
  public func lookNow(_ id: SequenceID) -> Bool {
    guard runners[id] != nil else { return false }
    if bench.looks.isPaused(id) { bench.looks.setPaused(false, id) }
    bench.looks.wantLook(id)
    return true
  }

  /// What is left on the account at a service; `nil` where it has no key here or keeps none.
  public func balance(of provider: ProviderID) async throws(Failure) -> Money? {
    guard let service = bench.services[provider],
      settings.catalog.service(provider)?.hasBalance.value ?? false
    else { return nil }
    do throws(ProviderFailure) {
      return try await service.provider.balance()
    } catch {
      throw error.failure
    }
  }

  /// How long the newest tasks of a model took, newest first; `UsualDuration` makes a guess of it.
  public func pastRuns(provider: ProviderID, model: ModelID) async throws(Failure) -> [PastRun] {
    do throws(StoreFailure) {
      return try await bench.store.recentDurations(provider: provider, model: model, limit: 50)
    } catch {
      throw error.asFailure()
    }
  }

  /// What was spent today, what may still come, and the caps.
  public func spending() async throws(Failure) -> SpendingNow {
    let caps = settings.config.spending
    do throws(StoreFailure) {
      let sums = try await bench.store.spending(
        onDayFrom: LocalTime.midnight(before: bench.clock.now)
      )
      return SpendingNow(
        today: sums.spent,
        underWay: sums.underWay,
        dailyCap: caps.dailyCap,
        jobCap: caps.jobCap
      )
    } catch {
      throw error.asFailure()
    }
  }

  /// Marks a sequence, or takes the mark off; returns it as it is stored then.
  @discardableResult
  public func star(_ id: SequenceID, _ isStarred: Bool) async throws(Failure) -> Job {
    do throws(StoreFailure) {
      return try await bench.store.star(id, isStarred) { [events = bench.events] job in
        events.send(.jobChanged(job, nil))
      }
    } catch {
      throw error.asFailure()
    }
  }
}
