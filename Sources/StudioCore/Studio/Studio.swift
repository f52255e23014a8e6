public import StudioModel

/// The core of every front end: one library, its jobs and their services.
///
/// Commands are methods; what becomes of them comes back through `events`.
public actor Studio {
  nonisolated let bench: Workbench
  nonisolated let settings: StudioSettings
  /// Held for as long as this program may be working on jobs.
  private var lock: ProcessLock?
  var runners: [SequenceID: Task<RunnerEnding, Never>] = [:]
  /// Jobs about which a decision is being carried out: their lease is this program's although
  /// nobody works on them.
  var deciding: Set<SequenceID> = []
  private var heartbeat: Task<Void, Never>?
  private(set) var isDetaching = false
  /// This program's own place among the drafts.
  var draftID: DraftID
  /// Grows with each draft that is to be kept.
  var draftCount = 0
  var waitingDraft: Draft?
  var draftSaving: Task<Failure?, Never>?
  /// Puts folders right that an earlier program left on the way to the trash or back.
  var tidying: Task<Void, Never>?
  var watch: LibraryWatch?

  /// How long a lease lasts without a heartbeat, where the owner's death cannot be seen.
  static let leaseSpan = Duration.seconds(30)

  private init(settings: StudioSettings, bench: Workbench, lock: ProcessLock) {
    self.settings = settings
    self.bench = bench
    self.lock = lock
    draftID = DraftID(rawValue: bench.owner.rawValue)
  }

  /// Opens the library for work, making it when it is not there.
  public static func open(_ settings: StudioSettings) async throws(Failure) -> Studio {
    do {
      try settings.paths.prepare(using: settings.files)
      let lock = try ProcessLock(folder: settings.paths.locks, ids: settings.ids)
      let store = try await Store.open(
        path: settings.paths.database,
        failpoints: settings.failpoints
      ) { [weak lock] in
        lock?.ring()
      }
      let bench = makeBench(settings, store: store, owner: lock.owner)
      let studio = Studio(settings: settings, bench: bench, lock: lock)
      await studio.admitLostAnswers()
      await studio.dropNotesOfWhatIsOver()
      await studio.tidyTrash()
      return studio
    } catch let failure as FileFailure {
      throw failure.failure(cost: .nothing)
    } catch let failure as StoreFailure {
      throw failure.asFailure()
    } catch {
      throw Failure(.internalError, "The library could not be opened: \(error)", cost: .nothing)
    }
  }

  private static func makeBench(
    _ settings: StudioSettings,
    store: Store,
    owner: LeaseOwnerID
  ) -> Workbench {
    return Workbench(
      store: store,
      vault: ReferenceVault(
        folder: settings.paths.references,
        inspector: settings.inspector,
        files: settings.files
      ),
      library: settings.paths.library,
      owner: owner,
      program: settings.program,
      clock: settings.clock,
      ids: settings.ids,
      files: settings.files,
      transport: settings.transport,
      inspector: settings.inspector,
      failpoints: settings.failpoints,
      events: EventHub(),
      services: Workbench.Services(
        Self.services(
          settings.providers,
          loopback: settings.loopbackProviders,
          settings
        )
      ),
      downloads: Gate(capacity: 8),
      disk: DiskWork(),
      acceptances: AcceptanceNote(folder: settings.paths.data, files: settings.files),
      spending: settings.config.spending,
      looks: LookControl()
    )
  }

  private static func services(
    _ providers: [ProviderID: any Provider],
    loopback: Set<ProviderID>,
    _ settings: StudioSettings
  ) -> [ProviderID: Workbench.Service] {
    var services: [ProviderID: Workbench.Service] = [:]
    for (id, provider) in providers {
      let isLoopback = loopback.contains(id)
      let policy = ServicePolicy.of(
        id,
        catalog: settings.catalog,
        config: settings.config,
        isLoopback: isLoopback
      )
      services[id] = Workbench.Service(
        provider: provider,
        policy: policy,
        isLoopback: isLoopback,
        submissions: Gate(capacity: 1),
        polls: Gate(capacity: policy.pollsAtOnce)
      )
    }
    return services
  }

  /// Adds services whose keys were found after the library was opened; those that are there stay.
  public nonisolated func connect(
    _ providers: [ProviderID: any Provider],
    loopback: Set<ProviderID> = []
  ) {
    bench.services.add(Self.services(providers, loopback: loopback, settings))
  }

  /// The library's rows, for questions.
  public nonisolated var store: Store { bench.store }

  public nonisolated var events: EventHub { bench.events }

  /// Jobs whose program died while it was sending are unconfirmed, whoever looks at them next.
  private func admitLostAnswers() async {
    for row in (try? await claimableRows()) ?? [] where row.status == .submitting && isFree(row) {
      guard bench.acceptances.read(for: row.id) == nil, let job = await claim(row) else { continue }
      var machine = JobMachine(job)
      let policy = policy(of: job.request.provider)
      let steps = machine.handle(
        .claimed(isFirst: false),
        in: bench.context(expected: nil, policy: policy)
      )
      if case .commit(let entries, let charge)? = steps.first {
        _ = await JobLog(bench: bench).commit(machine.job, entries, charge: charge)
      }
      try? await bench.store.release(row.id, owner: bench.owner)
    }
  }

  /// A program that dies between storing an end and removing the note leaves a note that nobody
  /// else would look at any more.
  private func dropNotesOfWhatIsOver() async {
    for id in bench.acceptances.ids {
      guard let job = try? await job(id), job.status.isFinal else { continue }
      bench.acceptances.remove(for: id)
    }
  }

  /// How a service is treated, also one that has no key here.
  nonisolated func policy(of provider: ProviderID) -> ServicePolicy {
    bench.services[provider]?.policy
      ?? ServicePolicy.of(
        provider,
        catalog: settings.catalog,
        config: settings.config,
        isLoopback: false
      )
  }

  /// Beats only while there is work: an idle program sleeps for good.
  private func startHeartbeat() {
    guard heartbeat == nil else { return }
    let bench = bench
    heartbeat = Task {
      while (try? await bench.clock.rest(for: .seconds(10))) != nil {
        // A missed beat costs nothing while this program's lock file shows that it lives.
        let ids = self.workedOn
        _ = try? await bench.store.renew(
          owner: bench.owner,
          ids,
          until: bench.clock.now + Self.leaseSpan
        )
      }
    }
  }

  private func stopHeartbeat() {
    heartbeat?.cancel()
    heartbeat = nil
  }

  private var workedOn: [SequenceID] { Array(runners.keys) }

  /// Starts working on a job whose lease this program holds.
  func start(_ job: Job, isFirst: Bool) {
    guard !isDetaching, runners[job.id] == nil else { return }
    guard let service = bench.services[job.request.provider] else {
      bench.events.send(.jobRested(job.id))
      return
    }
    startHeartbeat()
    let runner = JobRunner(bench: bench, service: service)
    let id = job.id
    runners[id] = Task {
      let ending = await runner.run(job, isFirst: isFirst)
      await self.rested(id, ending)
      return ending
    }
  }

  private func rested(_ id: SequenceID, _ ending: RunnerEnding) async {
    runners[id] = nil
    bench.looks.forget(id)
    if runners.isEmpty { stopHeartbeat() }
    if ending != .leaseLost {
      try? await bench.store.release(id, owner: bench.owner)
    }
    bench.events.send(.jobRested(id))
  }

  /// True while this program works on no job; nothing wakes it then but news.
  var isIdle: Bool { runners.isEmpty && heartbeat == nil }

  /// True while this program works on the job.
  public func isWorking(on id: SequenceID) -> Bool { runners[id] != nil }

  /// Stops working on a job without ending it; returns once its state is on disk.
  func letGo(_ id: SequenceID) async {
    guard let runner = runners[id] else { return }
    runner.cancel()
    _ = await runner.value
  }

  /// Lets every job go: answers to submit calls on the wire are waited for, downloads stop where
  /// they are. The library stays open for questions until `close`.
  public func detach() async {
    isDetaching = true
    watch?.stop()
    watch = nil
    let tasks = Array(runners.values)
    for task in tasks { task.cancel() }
    for task in tasks { _ = await task.value }
    stopHeartbeat()
    await tidying?.value
    _ = await draftSaving?.value
    try? await bench.store.releaseAll(owner: bench.owner)
  }

  /// Lets every job go, ends its transport and closes the library.
  ///
  /// A thread that cleans up while the process ends frees what the exit handlers of the network
  /// libraries free, too.
  public func close() async {
    await detach()
    bench.transport.shutdown()
    await bench.store.close()
    lock = nil
    // A listener that waits for ever would never be let go.
    bench.events.end()
  }
}
