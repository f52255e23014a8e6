import CellGrid
import StudioModel

extension HistoryPane {
  public mutating func receive(_ report: Report, _ context: PaneContext) -> [Reaction] {
    list.isRead = context.isFocused
    return take(report, context) + follow(context)
  }

  private mutating func take(_ report: Report, _ context: PaneContext) -> [Reaction] {
    switch report {
    case .opened: return opened()
    case .openingFailed(let failure):
      openingFailure = failure
      return []
    case .historyLoaded(let request, let page):
      let more = list.answer(request, page, visible: visible(context))
      // What is on its way out was still there when the page was read.
      for id in trash.leaving.keys { list.remove(id, visible: visible(context)) }
      return asking(more)
    case .historyFailed(let request, let failure):
      list.fail(request, failure)
      return []
    case .event(let event): return take(event, context)
    case .missed(let events): return events.flatMap { take($0, context) }
    case .unfinishedLoaded(let jobs): return jobs.flatMap { take($0, context) }
    case .jobLoaded(let job), .admitted(let job, _, _), .decided(_, let job):
      return take(job, context)
    case .timelineLoaded(let id, let entries):
      if shown?.job.id == id { shown?.timeline = .read(entries) }
      return []
    case .refused(_, let failure, let effect?): return refused(effect, failure, context)
    case .trashed(let job): return trashed(job, context)
    case .restored(let job): return restored(job, context)
    case .trashEmptied(let count, let bytes): return trashEmptied(count, bytes)
    default: return []
    }
  }

  /// A library that could not be opened may have been mended meanwhile.
  private mutating func opened() -> [Reaction] {
    guard openingFailure != nil else { return [] }
    openingFailure = nil
    return asking(list.reload())
  }

  private mutating func take(_ event: StudioEvent, _ context: PaneContext) -> [Reaction] {
    switch event {
    case .jobChanged(let job, let entry):
      let reactions = take(job, context)
      if let entry, shown?.job.id == job.id { shown?.add(entry) }
      return reactions
    case .jobsChangedElsewhere(let jobs):
      return jobs.flatMap { take($0, context) } + readTimelineAgain(of: jobs)
    case .jobRemoved(let id):
      marks.forget(id)
      return removed(id, context)
    case .libraryChanged: return asking(list.reload())
    case .jobProgressed, .jobRested, .spendingChanged: return []
    }
  }

  /// What other programs did comes without the lines of the timeline.
  private func readTimelineAgain(of jobs: [Job]) -> [Reaction] {
    guard let id = shown?.job.id, jobs.contains(where: { $0.id == id }) else { return [] }
    return [.effect(.loadTimeline(id))]
  }

  private mutating func take(_ job: Job, _ context: PaneContext) -> [Reaction] {
    starring.remove(job.id)
    guard trash.leaving[job.id] == nil else { return [] }
    if let shown, shown.job.id == job.id, shown.job.isFollowed(by: job) {
      self.shown?.job = job
    }
    return asking(list.take(job, visible: visible(context)))
  }

  private mutating func removed(_ id: SequenceID, _ context: PaneContext) -> [Reaction] {
    // In the trash it is not told whether one came or one is gone for good.
    if query.isInTrash { return asking(list.reload()) }
    leave(id, context)
    return []
  }

  // MARK: Answers to commands

  private mutating func trashed(_ job: Job, _ context: PaneContext) -> [Reaction] {
    trash.leaving[job.id] = nil
    trash.note(job)
    let text = "\(Self.name(job)) moved to the trash · \(Command.undo.keyLabel) undoes"
    return asking(list.take(job, visible: visible(context))) + [.toast(Toast(.done, text))]
  }

  private mutating func restored(_ job: Job, _ context: PaneContext) -> [Reaction] {
    let isUndo = trash.returning == job.id
    trash.leaving[job.id] = nil
    trash.forget(job.id)
    if isUndo { trash.returning = nil }
    let asked = asking(list.take(job, visible: visible(context)))
    if isUndo { list.select(job.id, visible: visible(context)) }
    return asked + [.toast(Toast(.done, "\(Self.name(job)) is back from the trash"))]
  }

  private mutating func trashEmptied(_ count: Int, _ bytes: Int64) -> [Reaction] {
    trash.forgetAll()
    let text =
      "\(Self.sequences(count)) deleted for good, \(Quantities.bytes(bytes)) freed"
    let asked = query.isInTrash ? asking(list.reload()) : []
    return asked + [.toast(Toast(.done, text))]
  }

  /// What was shown as done already is undone, or looked up again.
  private mutating func refused(
    _ effect: AppEffect,
    _ failure: Failure,
    _ context: PaneContext
  ) -> [Reaction] {
    switch effect {
    case .star(let id, _):
      return starring.remove(id).map { [.effect(.loadJob($0))] } ?? []
    case .trash(let id), .restore(let id):
      if trash.returning == id { trash.returning = nil }
      guard let job = trash.leaving.removeValue(forKey: id) else { return [] }
      return asking(list.take(job, visible: visible(context)))
    case .loadTimeline(let id):
      if shown?.job.id == id, shown?.timeline == .reading {
        shown?.timeline = .failed(failure.message)
      }
      return []
    default: return []
    }
  }
}
