import CellGrid
import StudioModel

extension AppState {
  /// Takes in what came back: first what concerns the whole, then each pane.
  mutating func receive(_ report: Report) -> [AppEffect] {
    var effects = takeIn(report)
    tellViewer(report)
    effects += react(to: prompt.receive(report, context(.prompt)))
    effects += react(to: sequence.receive(report, context(.sequence)))
    effects += react(to: live.receive(report, context(.live)))
    effects += react(to: history.receive(report, context(.history)))
    return effects
  }

  private mutating func takeIn(_ report: Report) -> [AppEffect] {
    switch report {
    case .event(let event): return takeIn(event)
    case .openingFailed(let failure): complain("The library can't be opened", failure)
    case .accessChanged(let access):
      account.access = access
      return access.filter { $0.value == .ready }.keys
        .filter { catalog.service($0)?.hasBalance.value == true }
        .map { .loadBalance($0) }
    case .spendingLoaded(let spending): account.spending = spending
    case .balanceLoaded(let provider, let balance): account.balances[provider] = balance
    case .unfinishedLoaded(let jobs): jobs.forEach { sending.note($0) }
    case .unsentFound(let jobs): askAboutUnsent(jobs)
    case .draftLoaded(let opened): return open(opened)
    case .textsPutAside(let count): return tellOfTextsPutAside(count)
    case .firstRun: layers.append(.firstRun)
    case .admitted(let job, let tookUp, let ticket):
      return admitted(job, tookUp: tookUp, ticket: ticket)
    case .admissionRefused(let failure, let ticket): admissionRefused(failure, ticket: ticket)
    case .decided(_, let job): sending.note(job)
    case .decisionRefused(_, let id, let failure): complain("\(id.short)", failure)
    case .refused(let what, let failure, _): complain("Could not \(what)", failure)
    case .editorFailed(let failure): complain("The editor", failure)
    case .picturesFound(let facts): found(facts)
    case .copied(let label): show(Toast(.done, "Copied the \(label)"))
    case .noted(let line):
      log.add(line)
      switch line.level {
      case .detail: break
      case .note: show(Toast(.note, line.text))
      case .warning: show(Toast(.warning, line.text))
      case .error: show(Toast(.error, line.text))
      }
    case .trashed(let job): note(job, "moved to the trash")
    case .restored(let job): note(job, "taken out of the trash")
    case .opened, .missed, .trashEmptied, .historyLoaded, .historyFailed, .jobLoaded,
      .timelineLoaded, .pastRunsLoaded, .promptsLoaded, .editorClosed, .pathsCompleted,
      .referenceSeen:
      break
    }
    return []
  }

  /// Somebody who is typing already is told; only who has just come is asked.
  private mutating func askAboutUnsent(_ jobs: [Job]) {
    guard !jobs.isEmpty else { return }
    let sum = jobs.reduce(Money.zero) { $0 + $1.estimate }
    let what = jobs.count == 1 ? "1 request waits" : "\(jobs.count) requests wait"
    guard !hasInput else {
      let text = "\(what) unsent since an earlier program ended, up to \(sum): see the live pane."
      show(Toast(.warning, text))
      log.add(LogLine(.warning, at: now, text))
      return
    }
    ask(
      Confirmation(
        title: "Requests that were not sent",
        text: "\(what) unsent since an earlier program ended. Sending costs up to \(sum). If not "
          + "now, each can be sent from the live pane.",
        yes: "Send now, up to \(sum)",
        reactions: jobs.map { .effect(.takeUp($0.id)) },
        patience: .seconds(1)
      )
    )
  }

  private mutating func complain(_ what: String, _ failure: Failure) {
    let text = [failure.message, failure.advice].filter { !$0.isEmpty }.joined(separator: " ")
    show(Toast(.error, "\(what): \(text)"))
    log.add(LogLine(.error, at: now, "\(what): \(text)"))
  }

  private mutating func note(_ job: Job, _ what: String) {
    log.add(LogLine(.note, at: now, sequence: job.id, what))
  }

  /// What was left from earlier, unless the person has begun something by now: a setting that
  /// changed under a hand would change the price with it.
  private mutating func open(_ opened: OpenedDraft) -> [AppEffect] {
    let draft = opened.draft
    var name: DraftID?
    if case .recovered(let kept) = opened { name = kept.id }
    let isUntouched =
      prompt.text.isEmpty && sequence.settings == firstSettings && !sequence.isModal
    guard isUntouched else {
      guard draft.hasText else { return [] }
      prompt.remember(draft.request.prompt)
      show(Toast(.note, "The draft you left is among the earlier prompts\(keyOfFinder)"))
      return [.putAside(draft, as: name)]
    }
    let reactions = sequence.adopt(
      draft.request,
      [.settings, .references],
      context(.sequence)
    )
    prompt.open(draft.request.prompt, caret: draft.caret)
    // What stood there is nothing new to save.
    requestChanged()
    return (name.map { [.takeDraft($0)] } ?? [])
      + react(to: reactions.filter { $0 != .settingsChanged })
  }

  private mutating func tellOfTextsPutAside(_ count: Int) -> [AppEffect] {
    let what =
      count == 1 ? "1 more text was left: it is" : "\(count) more texts were left: they are"
    show(Toast(.note, "\(what) among the earlier prompts\(keyOfFinder)"))
    return [.loadPrompts]
  }

  /// ` (M-r)`: the key of the earlier prompts as it is bound.
  private var keyOfFinder: String {
    keymap.hint(for: .prompt(.find), whileTyping: true).map { " (\($0.label))" } ?? ""
  }

  private mutating func takeIn(_ event: StudioEvent) -> [AppEffect] {
    switch event {
    case .jobChanged(let job, let entry):
      sending.note(job)
      if let entry { log.add(LogLine(job, entry)) }
      guard let kind = entry?.kind, kind.movesMoney || job.status.isFinal else { return [] }
      let hasBalance = catalog.service(job.request.provider)?.hasBalance.value == true
      return hasBalance && job.status.isFinal
        ? [.loadSpending, .loadBalance(job.request.provider)] : [.loadSpending]
    case .jobsChangedElsewhere(let jobs):
      jobs.forEach { sending.note($0) }
      return [.loadSpending]
    case .jobRemoved(let id):
      sending.forget(id)
      return []
    case .libraryChanged, .spendingChanged: return [.loadSpending]
    case .jobProgressed, .jobRested: return []
    }
  }
}

extension TimelineEntry.Kind {
  /// True where the sums of what was spent, or may be, change.
  fileprivate var movesMoney: Bool {
    switch self {
    case .created, .queued, .submitting, .accepted, .refused, .unconfirmed, .reconciled, .adopted,
      .finished, .failed, .cancelled, .decided:
      true
    case .uploaded, .polled, .pollFailed, .throttled, .downloaded, .downloadFailed, .storageFailed:
      false
    }
  }
}

extension LogLine {
  /// A transition of a sequence.
  fileprivate init(_ job: Job, _ entry: TimelineEntry) {
    var parts = [entry.kind.rawValue]
    if let status = entry.httpStatus { parts.append("HTTP \(status)") }
    if let latency = entry.latency { parts.append(Quantities.latency(latency)) }
    if !entry.detail.isEmpty { parts.append(entry.detail) }
    let level: Level =
      switch entry.kind {
      case .failed, .refused, .unconfirmed: .error
      case .pollFailed, .downloadFailed, .storageFailed, .throttled: .warning
      case .polled: .detail
      default: .note
      }
    self.init(level, at: entry.at, sequence: job.id, parts.joined(separator: " · "))
  }
}
