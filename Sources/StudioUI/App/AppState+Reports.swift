import StudioModel

extension AppState {
  /// Takes in what came back: first what concerns the whole, then each pane.
  mutating func receive(_ report: Report) -> [AppEffect] {
    var effects = takeIn(report)
    effects += react(to: prompt.receive(report, context(.prompt)))
    effects += react(to: sequence.receive(report, context(.sequence)))
    effects += react(to: live.receive(report, context(.live)))
    effects += react(to: history.receive(report, context(.history)))
    return effects
  }

  private mutating func takeIn(_ report: Report) -> [AppEffect] {
    switch report {
    case .event(let event): return takeIn(event)
    case .opened: isOpen = true
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
    case .draftLoaded(let opened): return open(opened.draft)
    case .firstRun: layers.append(.firstRun)
    case .admitted(let job, let tookUp, let ticket):
      return admitted(job, tookUp: tookUp, ticket: ticket)
    case .admissionRefused(let failure, let ticket): admissionRefused(failure, ticket: ticket)
    case .decided(_, let job): sending.note(job)
    case .decisionRefused(_, let id, let failure): complain("\(id.short)", failure)
    case .refused(let what, let failure): complain("Could not \(what)", failure)
    case .editorFailed(let failure): complain("The editor", failure)
    case .copied(let label): show(Toast(.done, "Copied the \(label)"))
    case .noted(let line):
      log.add(line)
      switch line.level {
      case .detail: break
      case .note: show(Toast(.note, line.text))
      case .warning: show(Toast(.warning, line.text))
      case .error: show(Toast(.error, line.text))
      }
    case .trashed, .restored, .trashEmptied, .historyLoaded, .historyFailed, .jobLoaded,
      .timelineLoaded, .pastRunsLoaded, .promptsLoaded, .editorClosed, .pathsCompleted,
      .referenceSeen:
      break
    }
    return []
  }

  private mutating func askAboutUnsent(_ jobs: [Job]) {
    guard !jobs.isEmpty else { return }
    let sum = jobs.reduce(Money.zero) { $0 + $1.estimate }
    let what = jobs.count == 1 ? "1 request waits" : "\(jobs.count) requests wait"
    layers.append(
      .confirm(
        Confirmation(
          title: "Requests that were not sent",
          text: "\(what) unsent since an earlier program ended. Sending costs up to \(sum). If not "
            + "now, each can be sent from the live pane.",
          yes: "Send now, up to \(sum)",
          reactions: jobs.map { .effect(.takeUp($0.id)) }
        )
      )
    )
  }

  private mutating func complain(_ what: String, _ failure: Failure) {
    let text = [failure.message, failure.advice].filter { !$0.isEmpty }.joined(separator: " ")
    show(Toast(.error, "\(what): \(text)"))
    log.add(LogLine(.error, at: now, "\(what): \(text)"))
  }

  /// A draft that was left, unless something was typed before it came.
  private mutating func open(_ draft: Draft) -> [AppEffect] {
    let reactions = sequence.adopt(
      draft.request,
      [.settings, .references],
      context(.sequence)
    )
    if prompt.text.isEmpty {
      prompt.open(draft.request.prompt, caret: draft.caret)
      // What stood there is nothing new to save.
      requestChanged()
      return react(to: reactions.filter { $0 != .settingsChanged })
    }
    if draft.hasText {
      prompt.remember(draft.request.prompt)
      show(Toast(.note, "The draft you left is among the earlier prompts"))
    }
    return react(to: reactions)
  }

  private mutating func takeIn(_ event: StudioEvent) -> [AppEffect] {
    switch event {
    case .jobChanged(let job, let entry):
      sending.note(job)
      log.add(LogLine(job, entry, now))
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
  fileprivate init(_ job: Job, _ entry: TimelineEntry?, _ now: Timestamp) {
    guard let entry else {
      self.init(.detail, at: now, sequence: job.id, job.status.rawValue)
      return
    }
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
