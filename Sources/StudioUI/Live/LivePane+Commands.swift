public import CellGrid
import StudioModel

extension LivePane {
  public mutating func perform(_ command: LiveCommand, _ context: PaneContext) -> [Reaction] {
    guard objection(to: command, context) == nil else { return [] }
    var reactions: [Reaction]
    switch command {
    case .clear:
      clearEnded(context)
      reactions = []
    case .open, .back:
      isReading = command == .open
      reactions = []
    case .nextImage, .previousImage:
      chooseImage(by: command == .nextImage ? 1 : -1)
      reactions = []
    case .up, .down, .halfPageUp, .halfPageDown, .pageUp, .pageDown, .first, .last:
      move(command, context)
      reactions = []
    default:
      reactions = act(command, context)
    }
    reactions += asked(context)
    keepPage(context)
    return reactions
  }

  private mutating func act(_ command: LiveCommand, _ context: PaneContext) -> [Reaction] {
    guard let entry = selected else { return [] }
    let job = entry.job
    switch command {
    case .adopt: adopting = AdoptDialog(job)
    case .sendAgain: return [.confirm(Self.sendAgain(job, context))]
    case .markLost: return [.confirm(Self.markLost(job, context))]
    case .wait: return wait(entry, context)
    case .takeUp: return [.effect(.takeUp(job.id))]
    case .retry:
      return job.status == .downloading
        ? [.effect(.lookNow(job.id))] : [.effect(.decide(.retryDownloads, job.id))]
    case .lookNow: return [.effect(.lookNow(job.id))]
    case .pause: return pause(entry)
    case .cancel: return [.effect(.decide(.cancel, job.id))]
    case .recall:
      return [.recall(job.request, .all), .focus(.prompt)]
    case .star:
      jobs[window.selected].job.isStarred.toggle()
      return [.effect(.star(job.id, !job.isStarred))]
    case .copyID:
      if let task = job.predictionID {
        // The service's words: no line end of theirs goes into a shell.
        return [.effect(.copy(PlainText.line(task.rawValue), label: "task's id"))]
      }
      return [.effect(.copy(job.id.rawValue, label: "sequence's id"))]
    case .copyFolder: return [.effect(.copy(job.folder, label: "folder"))]
    case .viewImage: return view(job)
    default: break
    }
    return []
  }

  private mutating func pause(_ entry: LiveJob) -> [Reaction] {
    jobs[window.selected].isPaused = !entry.isPaused
    return [.effect(.setPolling(isPaused: !entry.isPaused, entry.id))]
  }

  /// Leaves a lost answer to the search in the service's list, which starts anew where it ended.
  private func wait(_ entry: LiveJob, _ context: PaneContext) -> [Reaction] {
    let service = entry.job.request.provider.displayName
    let rest = "Nothing is sent or paid meanwhile."
    guard entry.stand != .working else {
      let when = entry.untilLook(context.now).map { " in \(Quantities.timeLeft($0))" } ?? " now"
      return [.toast(Toast(.note, "The list of \(service) is searched\(when). \(rest)"))]
    }
    return [
      .effect(.takeUp(entry.id)),
      .toast(Toast(.note, "The list of \(service) is searched once more. \(rest)")),
    ]
  }

  // MARK: Questions

  private static func sendAgain(_ job: Job, _ context: PaneContext) -> Confirmation {
    let sent = job.submissions + 1
    let all = job.estimate * max(sent, 2)
    let cost =
      context.account.isDemo
      ? "The demo charges no one; a service that took it would charge twice."
      : "If the service took it, it is paid already; sending it once more costs up to "
        + "\(job.estimate), so it may be paid twice: up to \(all) in all."
    return Confirmation(
      title: "Send it once more?",
      text: "\(when(job, context)) and no trustworthy answer came. \(cost)",
      yes: "Send it once more",
      reactions: [.effect(.decide(.sendAgain, job.id))]
    )
  }

  private static func markLost(_ job: Job, _ context: PaneContext) -> Confirmation {
    let cost =
      context.account.isDemo
      ? "" : "up to \(job.estimate) counts as spent, because it may have been charged, and "
    return Confirmation(
      title: "Mark it lost?",
      text:
        "\(when(job, context)) and no trustworthy answer came. Marked lost, it ends here: "
        + "\(cost)nobody looks for its images any more. Its id can still be adopted later.",
      yes: "Mark it lost",
      reactions: [.effect(.decide(.markLost, job.id))]
    )
  }

  private static func when(_ job: Job, _ context: PaneContext) -> String {
    guard let moment = job.submittedAt else { return "It was sent" }
    let time = context.zone.local(moment)
    return "It was sent on \(time.date) at \(time.clockTime)"
  }

  // MARK: Moving

  private mutating func move(_ command: LiveCommand, _ context: PaneContext) {
    let layout = layout(context)
    if isReading {
      scroll(command, layout.page, context)
    } else {
      select(target(command, window.selected, jobs.count, layout.list.height), context)
    }
  }

  private func target(_ command: LiveCommand, _ place: Int, _ count: Int, _ height: Int) -> Int {
    switch command {
    case .up: place - 1
    case .down: place + 1
    case .halfPageUp: place - max(1, height / 2)
    case .halfPageDown: place + max(1, height / 2)
    case .pageUp: place - max(1, height - 1)
    case .pageDown: place + max(1, height - 1)
    case .first: 0
    case .last: count - 1
    default: place
    }
  }

  private mutating func scroll(_ command: LiveCommand, _ part: Rect, _ context: PaneContext) {
    guard let selected else { return }
    let count = page(of: selected, in: part, context).count
    let top = shownTop(count, height: part.height)
    scroll(to: target(command, top, count, part.height), of: count, height: part.height)
  }

  /// The end is kept in sight once it was reached: what happens next comes in there.
  private mutating func scroll(to line: Int, of count: Int, height: Int) {
    let last = max(0, count - height)
    scroll = max(0, min(line, last))
    isAtEnd = last > 0 && scroll == last
  }

  // MARK: Keys and clicks

  public mutating func handle(_ input: Input, _ context: PaneContext) -> [Reaction]? {
    if adopting != nil { return takeInDialog(input) }
    switch input {
    case .key(KeyPress(.escape)) where isReading: return perform(.back, context)
    case .mouse(let event): return take(event, context)
    default: return nil
    }
  }

  private mutating func takeInDialog(_ input: Input) -> [Reaction]? {
    guard var dialog = adopting else { return nil }
    let outcome = dialog.take(input)
    adopting = outcome == .open ? dialog : nil
    guard case .chosen(let task) = outcome else { return [] }
    return [.effect(.decide(.adopt(task), dialog.id))]
  }

  private mutating func take(_ event: MouseEvent, _ context: PaneContext) -> [Reaction]? {
    let layout = layout(context)
    if layout.strip.contains(event.place) { return onStrip(event, layout.strip, context) }
    let isOnPage = layout.page.contains(event.place)
    switch event.kind {
    case .released: return nil
    case .pressed:
      if isOnPage { return perform(.open, context) }
      guard layout.list.contains(event.place) else { return nil }
      return press(row: event.place.y - layout.list.y, layout, context)
    case .wheelUp, .wheelDown:
      let isUp = event.kind == .wheelUp
      if isOnPage { return wheel(isUp ? -3 : 3, layout.page, context) }
      guard layout.list.contains(event.place) else { return nil }
      isReading = false
      return perform(isUp ? .up : .down, context)
    }
  }

  private mutating func press(
    row: Int,
    _ layout: LiveLayout,
    _ context: PaneContext
  ) -> [Reaction]? {
    var shown = window
    shown.settle(count: jobs.count, visible: layout.list.height)
    let place = shown.rows(of: jobs.count, visible: layout.list.height).lowerBound + row
    guard jobs.indices.contains(place) else { return nil }
    // A second click opens what the first one chose.
    if place == window.selected, !isReading { return perform(.open, context) }
    isReading = false
    select(place, context)
    let reactions = asked(context)
    keepPage(context)
    return reactions
  }

  private mutating func wheel(_ lines: Int, _ part: Rect, _ context: PaneContext) -> [Reaction]? {
    guard let selected else { return nil }
    let count = page(of: selected, in: part, context).count
    let top = shownTop(count, height: part.height)
    scroll(to: top + lines, of: count, height: part.height)
    return []
  }
}
