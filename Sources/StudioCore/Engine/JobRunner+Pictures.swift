import StudioModel

/// Getting pictures onto disk, each stored as soon as it is whole.
extension JobRunner {
  /// Fetches frames side by side.
  func download(
    _ indices: [Int],
    _ machine: inout JobMachine,
    _ expected: Duration?
  ) async -> Outcome {
    let job = machine.job
    let downloader = Downloader(
      bench: bench,
      allowsLocal: service.isLoopback || service.provider.isLocal
    )
    return await withTaskGroup(of: JobEvent?.self) { group in
      for frame in job.frames where indices.contains(frame.index) {
        group.addTask { await downloader.fetch(frame, of: job) }
      }
      for await event in group {
        guard let event else { continue }
        if let ending = await take(event, &machine, expected) {
          group.cancelAll()
          return .stop(ending)
        }
      }
      if Task.isCancelled { return .stop(.letGo) }
      bench.failpoints.reach(.beforeConclusion)
      return .steps(machine.handle(.downloadRoundEnded, in: context(expected)))
    }
  }

  func storeInline(
    _ pictures: [InlinePicture],
    _ machine: inout JobMachine,
    _ expected: Duration?
  ) async -> Outcome {
    let keeper = PictureKeeper(bench: bench)
    for picture in pictures {
      let job = machine.job
      let event = await bench.disk.run { keeper.keep(picture, of: job) }
      if let ending = await take(event, &machine, expected) { return .stop(ending) }
    }
    return .steps(machine.handle(.downloadRoundEnded, in: context(expected)))
  }

  /// Tells the machine about one frame and commits at once; an ending when that cannot be.
  private func take(
    _ event: JobEvent,
    _ machine: inout JobMachine,
    _ expected: Duration?
  ) async -> RunnerEnding? {
    if case .storageFailed(let failure) = event {
      bench.events.send(.jobProgressed(machine.job.id, .storageBlocked(failure)))
    }
    for step in machine.handle(event, in: context(expected)) {
      guard case .commit(let entries, let charge) = step else { continue }
      guard await log.commit(machine.job, entries, charge: charge) else {
        return Task.isCancelled ? .letGo : .leaseLost
      }
    }
    bench.failpoints.reach(.afterFrameStored)
    return nil
  }
}
