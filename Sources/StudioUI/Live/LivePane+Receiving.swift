import StudioModel

extension LivePane {
  public mutating func receive(_ report: Report, _ context: PaneContext) -> [Reaction] {
    var reactions = takeIn(report, context)
    reactions += asked(context)
    keepPage(context)
    return reactions
  }

  private mutating func takeIn(_ report: Report, _ context: PaneContext) -> [Reaction] {
    switch report {
    case .event(let event): return takeIn(event, context)
    case .opened:
      isLoaded = true
      openingFailure = nil
    case .openingFailed(let failure): openingFailure = failure
    case .unfinishedLoaded(let jobs):
      isLoaded = true
      add(jobs, context)
    case .admitted(let job, let tookUp, _): admitted(job, tookUp: tookUp, context)
    case .jobLoaded(let job): refresh(job, context)
    case .timelineLoaded(let id, let entries):
      if let place = place(of: id) { jobs[place].timeline.take(entries) }
    case .pastRunsLoaded(let provider, let model, let runs):
      past[ModelKey(provider: provider, model: model)] = LivePast(runs)
    case .decided(let decision, let job): return decided(decision, job, context)
    case .decisionRefused(_, let id, let failure):
      if let place = place(of: id) { jobs[place].refusal = failure }
    case .trashed(let job): remove(job.id, context)
    case .restored(let job): restored(job, context)
    case .trashEmptied: trashed = []
    default: break
    }
    return []
  }

  private mutating func takeIn(_ event: StudioEvent, _ context: PaneContext) -> [Reaction] {
    var reread: [Reaction] = []
    switch event {
    case .jobChanged(let job, let entry):
      return changed(job, entry, by: entry == nil ? nil : .here, context)
    case .jobProgressed(let id, let activity):
      guard let place = place(of: id) else { return [] }
      jobs[place].take(activity)
    case .jobRested(let id):
      guard let place = place(of: id) else { return [] }
      let before = jobs[place]
      jobs[place].rest()
      return LiveNews(before, jobs[place], isDemo: context.account.isDemo)?.reactions ?? []
    case .jobsChangedElsewhere(let jobs):
      return jobs.flatMap { changed($0, nil, by: .elsewhere, context) }
    case .jobRemoved(let id): remove(id, context)
    case .libraryChanged:
      // Those that another program may have moved on without a word.
      for entry in jobs where entry.worker != .here && !entry.job.status.isFinal {
        reread.append(.effect(.loadJob(entry.id)))
      }
    case .spendingChanged: break
    }
    return reread
  }

  private mutating func changed(
    _ job: Job,
    _ entry: TimelineEntry?,
    by worker: LiveJob.Worker?,
    _ context: PaneContext
  ) -> [Reaction] {
    guard let place = place(of: job.id) else {
      // What was over before it was heard of is the history's.
      if !job.status.isFinal { put(job, worker: worker ?? .unknown, context) }
      return []
    }
    let before = jobs[place]
    // A star, for one, says nothing of who works on it.
    if let worker { jobs[place].worker = worker }
    if job.status != before.job.status { jobs[place].refusal = nil }
    // A transition says more than the bar of the job itself.
    jobs[place].activities[0] = nil
    if job.status != .downloading { jobs[place].activities = [:] }
    jobs[place].job = job
    note(entry, at: place)
    let reactions = LiveNews(before, jobs[place], isDemo: context.account.isDemo)?.reactions ?? []
    if job.status.isFinal != before.job.status.isFinal {
      remember(job)
      sort(context)
    }
    return reactions
  }

  /// Extends the timeline. One transition can leave several entries and tell the last of them only,
  /// as those that end a job do, and one of another program tells none: then it is read again.
  private mutating func note(_ entry: TimelineEntry?, at place: Int) {
    if let entry { jobs[place].timeline.add(entry) }
    if entry == nil || jobs[place].job.status.isFinal { jobs[place].timeline.isAsked = false }
  }

  /// What a job that came to its end says about how long its model takes.
  private mutating func remember(_ job: Job) {
    guard [.finished, .partial].contains(job.status), let accepted = job.acceptedAt,
      let finished = job.finishedAt, finished >= accepted
    else { return }
    let run = PastRun(
      maxImages: job.request.maxImages,
      duration: job.inferenceTime ?? finished - accepted
    )
    let key = ModelKey(provider: job.request.provider, model: job.request.model)
    past[key] = past[key]?.adding(run)
  }

  /// A request that was just sent comes under the cursor, unless the reader is at something here.
  private mutating func admitted(_ job: Job, tookUp: Bool, _ context: PaneContext) {
    // What events told of it since counts: it may have come to rest already.
    let told = jobs.first { $0.id == job.id }
    let isNews = told.map { tookUp && $0.job.updatedAt <= job.updatedAt } ?? true
    put(job, worker: isNews ? .here : told?.worker ?? .unknown, context)
    guard !context.isFocused, let place = place(of: job.id) else { return }
    isReading = false
    select(place, context)
  }

  /// A line that went to the trash with its sequence comes back with it.
  private mutating func restored(_ job: Job, _ context: PaneContext) {
    let wasListed = trashed.remove(job.id) != nil
    guard wasListed || !job.status.isFinal else { return }
    put(job, worker: .unknown, context)
  }

  private mutating func refresh(_ job: Job, _ context: PaneContext) {
    guard let place = place(of: job.id) else { return }
    jobs[place].take(job)
    sort(context)
  }

  private mutating func decided(
    _ decision: JobDecision,
    _ job: Job,
    _ context: PaneContext
  ) -> [Reaction] {
    if let place = place(of: job.id) {
      jobs[place].refusal = nil
      jobs[place].take(job)
      // Who works on it from here on is told by events, which may have come first: without a key
      // it is nobody.
      jobs[place].timeline.isAsked = false
      sort(context)
    } else if !job.status.isFinal {
      put(job, worker: .unknown, context)
    }
    return [.toast(LiveNews.toast(decision, job, isDemo: context.account.isDemo))]
  }

  /// What the shown jobs need to be read: the past of their models, the timeline of the selected.
  mutating func asked(_ context: PaneContext) -> [Reaction] {
    var reactions: [Reaction] = []
    if jobs.count != pastAskedFor {
      pastAskedFor = jobs.count
      reactions = askedPasts()
    }
    if let selected, !selected.timeline.isAsked {
      jobs[window.selected].timeline.isAsked = true
      reactions.append(.effect(.loadTimeline(selected.id)))
    }
    return reactions
  }

  private mutating func askedPasts() -> [Reaction] {
    var reactions: [Reaction] = []
    for job in jobs where !job.job.status.isFinal {
      let (provider, model) = (job.job.request.provider, job.job.request.model)
      if askedPast.insert(ModelKey(provider: provider, model: model)).inserted {
        reactions.append(.effect(.loadPastRuns(provider, model)))
      }
    }
    return reactions
  }
}
