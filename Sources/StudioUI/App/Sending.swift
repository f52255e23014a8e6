import CellGrid
import StudioModel

/// What was sent from this screen and what is under way, so that nothing is sent twice unasked.
struct Sending: Hashable, Sendable {
  private var lastTicket = 0
  /// Requests whose admission was not answered yet.
  private(set) var pending: [Int: SequenceRequest] = [:]
  /// Sequences that are not finished.
  private(set) var underWay: [SequenceID: Job] = [:]
  /// Each sequence as it was heard of last.
  private var heard: [SequenceID: Job] = [:]

  mutating func begin(_ request: SequenceRequest) -> Int {
    lastTicket += 1
    pending[lastTicket] = request
    return lastTicket
  }

  /// The request of a ticket, whose answer is there.
  mutating func end(_ ticket: Int) -> SequenceRequest? { pending.removeValue(forKey: ticket) }

  mutating func note(_ job: Job) {
    if let last = heard[job.id], !last.isFollowed(by: job) { return }
    heard[job.id] = job
    underWay[job.id] = job.status.isFinal ? nil : job
  }

  mutating func forget(_ id: SequenceID) { underWay[id] = nil }

  /// What is under way and what it can cost, in one sentence.
  var summary: String {
    let jobs = underWay.values
    guard !jobs.isEmpty else { return "A request is being queued." }
    let what = jobs.count == 1 ? "1 sequence is" : "\(jobs.count) sequences are"
    let most = jobs.reduce(Money.zero) { $0 + $1.estimate }
    let unsent = jobs.count { $0.status == .queued }
    let waiting = unsent == 0 ? "" : ", \(unsent) of them not sent yet"
    return "\(what) under way, up to \(most) in all\(waiting)."
  }

  func isPending(_ request: SequenceRequest) -> Bool { pending.values.contains(request) }

  func isUnderWay(_ request: SequenceRequest) -> Bool {
    underWay.values.contains { $0.request == request }
  }
}

extension AppState {
  /// Sends the request on screen, unless something stands against it.
  mutating func send() -> [AppEffect] {
    checkNow()
    if let objection = sendingObjection {
      show(Toast(.error, "Not sent: \(objection)"))
      log.add(LogLine(.warning, at: now, "not sent: \(objection)"))
      return []
    }
    guard let price = check.price else { return [] }
    // Keys come faster than screens: what was pressed blindly is not agreed to.
    guard shownPrice == price.total else {
      let again = keymap.keys(of: .app(.send)).first?.label ?? "the key"
      show(Toast(.warning, "Not sent: the price is \(price.text) now. Press \(again) again."))
      return []
    }
    guard sending.isUnderWay(request) else { return admit(request, price.total) }
    let again = Reaction.effect(.admit(request, estimate: price.total, ticket: 0))
    ask(
      Confirmation(
        title: "The same request is under way",
        text: "Exactly this request was sent and has not ended. Sending it once more costs "
          + "\(price.text), besides what the first one costs.",
        yes: "Send it once more",
        reactions: [again]
      )
    )
    return []
  }

  /// Why the request can't be sent now; `nil` when it can.
  var sendingObjection: String? {
    if case .missing(let reason, let advice)? = account.access[request.provider] {
      return "\(reason) \(advice)"
    }
    if sending.isPending(request) { return "This request is being queued already." }
    if let refusal = check.refusals.first { return refusal.message }
    return nil
  }

  /// Queues a request; one that was confirmed comes without a ticket of its own.
  mutating func admit(_ request: SequenceRequest, _ estimate: Money) -> [AppEffect] {
    [.admit(request, estimate: estimate, ticket: sending.begin(request))]
  }

  mutating func admitted(_ job: Job, tookUp: Bool, ticket: Int) -> [AppEffect] {
    let sent = sending.end(ticket)
    sending.note(job)
    let what = tookUp ? "Took up the same request, which had waited unsent" : "Queued"
    show(Toast(.done, "\(what): up to \(job.estimate)"))
    var effects: [AppEffect] = [.loadPrompts, .loadSpending]
    // What was typed since is the person's next prompt, not this one.
    if let sent, sent.prompt == prompt.text {
      prompt.sent()
      effects += react(to: [.promptChanged])
    }
    return effects
  }

  mutating func admissionRefused(_ failure: Failure, ticket: Int) {
    _ = sending.end(ticket)
    let text = [failure.message, failure.advice].filter { !$0.isEmpty }.joined(separator: " ")
    show(Toast(.error, "Not sent: \(text)"))
    log.add(LogLine(.error, at: now, "not sent: \(text)"))
  }
}
