import StudioModel

/// Why a runner stopped.
enum RunnerEnding: Sendable, Hashable {
  /// The job is over.
  case ended
  /// Only a person can move it on.
  case needsPerson
  /// The task was cancelled; the job is as far as its last commit.
  case letGo
  /// Another program took the job's lease.
  case leaseLost
}

/// Drives one job: does the machine's steps and tells it what came of them.
struct JobRunner: Sendable {
  let bench: Workbench
  let service: Workbench.Service
  let log: JobLog

  init(bench: Workbench, service: Workbench.Service) {
    self.bench = bench
    self.service = service
    log = JobLog(bench: bench)
  }

  func run(_ job: Job, isFirst: Bool) async -> RunnerEnding {
    if !isFirst { await sweep(job) }
    let expected = await usualDuration(of: job)
    var machine = JobMachine(job)
    var steps = takeOver(&machine, isFirst: isFirst, expected)
    while !steps.isEmpty {
      let step = steps.removeFirst()
      switch step {
      case .commit(let entries, let charge):
        guard await log.commit(machine.job, entries, charge: charge) else {
          return Task.isCancelled ? .letGo : .leaseLost
        }
        reachAfterCommit(machine.job, entries)
      case .end: return .ended
      case .askPerson: return .needsPerson
      default:
        if Task.isCancelled && !step.outlivesLettingGo {
          if step == .submit { await giveBack(&machine, expected) }
          return .letGo
        }
        switch await perform(step, &machine, expected) {
        case .steps(let next): steps += next
        case .stop(let ending): return ending
        }
      }
    }
    return .ended
  }

  /// Takes away what a program that died left half written; parts of pictures are gone on with.
  private func sweep(_ job: Job) async {
    let files = bench.files
    await bench.disk.run { _ = try? files.sweepParts(in: job.folder) }
  }

  /// The first event of a job: it is ours now. An id that only its note knows comes back at once.
  private func takeOver(
    _ machine: inout JobMachine,
    isFirst: Bool,
    _ expected: Duration?
  ) -> [JobStep] {
    let wasSubmitting = machine.job.status == .submitting
    let steps = machine.handle(.claimed(isFirst: isFirst), in: context(expected))
    guard wasSubmitting, !isFirst, let id = bench.acceptances.read(for: machine.job.id) else {
      return steps
    }
    return machine.handle(.reconciled(.found(id)), in: context(expected))
  }

  /// The intent is stored and the call was not made: the job goes back to the queue, so that nobody
  /// takes it for sent.
  private func giveBack(_ machine: inout JobMachine, _ expected: Duration?) async {
    let failure = Failure(.cancelled, "Let go before it was sent.", cost: .nothing)
    let steps = machine.handle(
      .submitAnswered(.neverLeft(failure), latency: .zero),
      in: context(expected)
    )
    if case .commit(let entries, let charge)? = steps.first {
      _ = await log.commit(machine.job, entries, charge: charge)
    }
  }

  enum Outcome {
    case steps([JobStep])
    case stop(RunnerEnding)
  }

  private func perform(
    _ step: JobStep,
    _ machine: inout JobMachine,
    _ expected: Duration?
  ) async -> Outcome {
    do throws(CancellationError) {
      switch step {
      case .wait(let moment):
        let event = try await rest(machine.job, until: moment)
        return .steps(machine.handle(event, in: context(expected)))
      case .prepareReferences:
        let event = await ReferencePreparer(bench: bench, service: service).prepare(machine.job)
        bench.failpoints.reach(.afterUpload)
        if Task.isCancelled { return .stop(.letGo) }
        return .steps(machine.handle(event, in: context(expected)))
      case .beginSubmission: return try await beginSubmission(&machine, expected)
      case .submit: return .steps(await submit(&machine, expected))
      case .poll:
        try await restWhilePaused(machine.job)
        let steps = try await poll(&machine, expected)
        bench.looks.looked(machine.job.id, at: bench.clock.monotonic)
        return .steps(steps)
      case .reconcile:
        try await restWhilePaused(machine.job)
        let outcome = await Reconciler(bench: bench, service: service).look(for: machine.job)
        bench.looks.looked(machine.job.id, at: bench.clock.monotonic)
        if Task.isCancelled { return .stop(.letGo) }
        return .steps(machine.handle(.reconciled(outcome), in: context(expected)))
      case .storeInline(let pictures): return await storeInline(pictures, &machine, expected)
      case .download(let indices): return await download(indices, &machine, expected)
      case .commit, .askPerson, .end: return .steps([])
      }
    } catch {
      return .stop(.letGo)
    }
  }

  func context(_ expected: Duration?) -> JobContext {
    bench.context(expected: expected, policy: service.policy)
  }

  /// Stores the intent as soon as the service's limits leave room.
  private func beginSubmission(
    _ machine: inout JobMachine,
    _ expected: Duration?
  ) async throws(CancellationError) -> Outcome {
    let machineAtGate = machine
    let answer = try await service.submissions.pass { () throws(CancellationError) in
      try await SubmissionPermit(bench: bench, service: service, log: log)
        .obtain(for: machineAtGate)
    }
    switch answer {
    case .lost: return .stop(.leaseLost)
    case .stale: return .steps([.prepareReferences])
    case .overCap(let failure):
      return .steps(machine.handle(.capReached(failure), in: context(expected)))
    case .begun(let moment):
      bench.failpoints.reach(.afterIntent)
      return .steps(machine.handle(.submissionBegan(at: moment), in: context(expected)))
    }
  }

  /// Lets the one submit call go. Once it is on the wire it is waited for, even when the job is
  /// let go meanwhile: an answer that nobody reads is a paid task without a name.
  private func submit(_ machine: inout JobMachine, _ expected: Duration?) async -> [JobStep] {
    let submission = Submission(
      request: machine.job.request,
      referenceURLs: machine.job.referenceURLs
    )
    let provider = service.provider
    let clock = bench.clock
    let began = clock.monotonic
    let outcome = await Task { await provider.submit(submission) }.value
    bench.failpoints.reach(.afterSubmitReply)
    return machine.handle(
      .submitAnswered(outcome, latency: clock.monotonic - began),
      in: context(expected)
    )
  }

  private func poll(
    _ machine: inout JobMachine,
    _ expected: Duration?
  ) async throws(CancellationError) -> [JobStep] {
    let job = machine.job
    guard let id = job.predictionID else {
      return machine.handle(
        .pollAnswered(
          .notFound(Failure(.internalError, "The job has no id to ask for.", cost: .possible)),
          latency: .zero
        ),
        in: context(expected)
      )
    }
    let provider = service.provider
    let clock = bench.clock
    let (outcome, latency) = try await service.polls.pass { () throws(CancellationError) in
      let began = clock.monotonic
      let outcome = await provider.poll(
        id,
        submittedAt: job.acceptedAt ?? clock.now,
        delivery: job.request.delivery
      )
      if Task.isCancelled { throw CancellationError() }
      return (outcome, clock.monotonic - began)
    }
    bench.failpoints.reach(.afterPollReply)
    return machine.handle(.pollAnswered(outcome, latency: latency), in: context(expected))
  }

  private func reachAfterCommit(_ job: Job, _ entries: [TimelineEntry]) {
    if entries.contains(where: { $0.kind == .accepted }) { bench.failpoints.reach(.afterIDStored) }
    if entries.contains(where: { $0.kind == .polled }) { bench.failpoints.reach(.afterPollStored) }
    if job.status.isFinal { bench.failpoints.reach(.afterConclusion) }
  }

  /// What this model's recent jobs took, for the number of images asked for.
  private func usualDuration(of job: Job) async -> Duration? {
    let samples =
      (try? await bench.store.recentDurations(
        provider: job.request.provider,
        model: job.request.model,
        limit: 50
      )) ?? []
    return UsualDuration.median(of: samples, images: job.request.maxImages)
  }
}

extension JobStep {
  /// Pictures that came inside a reply are written even when the job is being let go: whether the
  /// service hands them out twice is not documented.
  fileprivate var outlivesLettingGo: Bool {
    if case .storeInline = self { true } else { false }
  }
}
