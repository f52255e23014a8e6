/// The life of one job as a value: events in, steps out, no input or output of its own.
///
/// The rule it keeps above all others: `submit` follows only a committed `submitting`, and from
/// `submitting` no path leads back to `submit` except proof that nothing left, or a person's word.
public struct JobMachine: Hashable, Sendable {
  public internal(set) var job: Job

  /// Looks into the service's list before a person is asked.
  static let reconcileLooks = 5
  /// Tries after which a picture whose links keep expiring is given up; a person can start it again.
  static let expiredLinkAttempts = 6
  /// Tries after which a picture that is never whole is given up; a person can start it again.
  static let badContentAttempts = 4
  /// How long after acceptance a service may still hold pictures (WaveSpeed's documents: 7 days;
  /// Atlas Cloud is asked for as long).
  static let retention = Duration.hours(7 * 24)
  /// Looks in a row that find no such task before it counts as gone.
  static let notFoundLooks = 5
  /// Refusals with the same standing reason before a broken task counts as failed.
  static let brokenLooks = 8

  public init(_ job: Job) { self.job = job }

  /// Tells the machine what happened; returns what to do now.
  ///
  /// Events that do not fit the state (a late reply to a job that ended, say) change nothing.
  public mutating func handle(_ event: JobEvent, in context: JobContext) -> [JobStep] {
    var note = Note()
    switch event {
    case .claimed(let isFirst): claimed(isFirst: isFirst, &note, context)
    case .referencesReady(let urls): return referencesReady(urls, context)
    case .referenceUnavailable(let failure, let isTransient, let retryAfter):
      referenceUnavailable(failure, isTransient, retryAfter, &note, context)
    case .submissionBegan(let moment): return submissionBegan(at: moment, context)
    case .capReached(let failure): return capReached(failure, context)
    case .submitAnswered(let outcome, let latency):
      submitAnswered(outcome, latency, &note, context)
    case .pollAnswered(let outcome, let latency): pollAnswered(outcome, latency, &note, context)
    case .reconciled(let outcome): reconciled(outcome, &note, context)
    case .frameStored(let index, let picture): frameStored(index, picture, &note, context)
    case .frameUnavailable(let index, let failure, let persistence):
      frameUnavailable(index, failure, persistence, &note, context)
    case .storageFailed(let failure): storageFailed(failure, &note, context)
    case .downloadRoundEnded: downloadRoundEnded(&note, context)
    case .woke, .lookWanted:
      // By the clock the wait may not be over: it was set back meanwhile.
      if let moment = job.nextPollAt { job.nextPollAt = min(moment, context.now) }
      return [nextStep(in: context)]
    case .cancelRequested: cancelRequested(&note, context)
    case .adoptChosen(let id): adopt(id, detail: "chosen by hand", &note, context)
    case .markLostChosen: markLost(&note, context)
    case .sendAgainChosen: sendAgain(&note, context)
    case .downloadsRetried: retryDownloads(&note, context)
    }
    return finishHandling(note, in: context)
  }

  /// The step a job in this state waits for: the same after a restart as before it.
  public func nextStep(in context: JobContext) -> JobStep {
    if let moment = job.nextPollAt, moment > context.now, !job.status.isFinal {
      return .wait(until: moment)
    }
    switch job.status {
    case .drafted: return .askPerson
    case .queued: return .prepareReferences
    case .submitting: return .askPerson
    case .submitted, .running: return .poll
    case .downloading: return nextDownload()
    case .unconfirmed:
      return context.keepsList && job.nextPollAt != nil ? .reconcile : .askPerson
    case .finished, .partial, .failed, .cancelled: return .end
    }
  }

  private func nextDownload() -> JobStep {
    let pending = job.frames.filter { $0.status == .pending }
    let lacksLink = pending.contains { $0.url == nil }
    // A host that stays away may have been replaced: a look gives today's links. While looks fail
    // too, the known ones are tried on.
    let wantsToday =
      job.pollFailures == 0
      && pending.contains { $0.downloadAttempts > 1 && $0.failure?.code == .downloadFailed }
    return lacksLink || wantsToday ? .poll : .download(pending.map(\.index))
  }

  private mutating func finishHandling(_ note: Note, in context: JobContext) -> [JobStep] {
    guard note.changed else { return [nextStep(in: context)] }
    job.updatedAt = context.now
    var steps: [JobStep] = [.commit(note.entries, charge: note.charge)]
    if !note.inline.isEmpty { steps.append(.storeInline(note.inline)) }
    if note.staysInRound { return steps }
    if note.inline.isEmpty { steps.append(nextStep(in: context)) }
    return steps
  }

  /// What one event leaves to be stored and done.
  struct Note {
    var changed = false
    var entries: [TimelineEntry] = []
    var charge: Money?
    var inline: [InlinePicture] = []
    /// True inside a round of downloads, whose end decides what comes next.
    var staysInRound = false

    mutating func add(_ entry: TimelineEntry) {
      changed = true
      entries.append(entry)
    }
  }
}
