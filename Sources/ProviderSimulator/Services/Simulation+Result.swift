import FoundationEssentials
import Synchronization

extension Simulation {
  /// Answers a look at a task.
  func result(_ exchange: Exchange, _ wire: any Wire, id: String) {
    guard let task = find(id, wire.service) else {
      return finish(exchange, wire.refusal(404, "prediction not found"))
    }
    if let status = hiddenStatus(task, exchange.faults) {
      return finish(exchange, wire.refusal(status, "prediction not found"))
    }
    let word = exchange.faults.first { fault -> String? in
      if case .unknownStatus(let word) = fault { word } else { nil }
    }
    let isDeleted = world.withLock { $0.deleted.contains(id) }
    if let word = isDeleted ? "deleted" : word {
      let view = TaskView(
        phase: .processing,
        baseURL: baseURL,
        outputs: [],
        word: word,
        faults: exchange.faults
      )
      return finish(exchange, wire.task(task, view))
    }
    show(task, exchange, wire)
  }

  /// Answers with the state a task has now, its pictures included.
  func show(_ task: SimulatedTask, _ exchange: Exchange, _ wire: any Wire) {
    let phase = task.phase(at: now)
    let view = TaskView(
      phase: phase,
      baseURL: baseURL,
      outputs: [],
      faults: exchange.faults
    )
    guard phase == .completed else { return finish(exchange, wire.task(task, view)) }
    guard let form = inlineForm(task, exchange.faults) else {
      var whole = view
      whole.outputs = links(of: task, renewing: true)
      return finish(exchange, wire.task(task, whole))
    }
    workshop.run { [self] in
      var whole = view
      for frame in task.frames {
        guard let bytes = draw(task, frame) else { continue }
        let text = Data(bytes).base64EncodedString()
        let type = "image/\(task.format.rawValue)"
        whole.outputs.append(form == .dataURI ? "data:\(type);base64,\(text)" : text)
      }
      finish(exchange, wire.task(task, whole))
    }
  }

  /// A task that is known to the service now; asks the journal when it is not known here.
  func find(_ id: String, _ service: SimulatedService) -> SimulatedTask? {
    var task = world.withLock { $0.tasks[id] }
    if task == nil, journal != nil {
      readJournal()
      task = world.withLock { $0.tasks[id] }
    }
    guard let task, task.service == service, !task.isGone(at: now) else { return nil }
    return task
  }

  /// The status that a fault hides the task behind.
  private func hiddenStatus(_ task: SimulatedTask, _ faults: ActiveFaults) -> Int? {
    faults.first { fault in
      guard case .notVisibleYet(let status, let seconds) = fault else { return nil }
      if let seconds, Double(now - task.acceptedAt) >= seconds * 1000 { return nil }
      return status
    }
  }

  /// The form in which the pictures come inside the reply; `nil` for links.
  private func inlineForm(_ task: SimulatedTask, _ faults: ActiveFaults) -> Fault.OutputForm? {
    if faults.has(.outputForm(.dataURI)) { return .dataURI }
    if faults.has(.outputForm(.base64)) { return .base64 }
    guard task.wantsBase64 else { return nil }
    return task.service == .waveSpeed ? .dataURI : .base64
  }

  /// The addresses of a task's files on this port. `renewing` replaces those that have expired.
  func links(of task: SimulatedTask, renewing: Bool) -> [String] {
    let generation = world.withLock { world in
      var state = world.links[task.id] ?? LinkState()
      if renewing, state.generation < state.expiredBelow {
        state.generation = state.expiredBelow
        world.links[task.id] = state
      }
      return state.generation
    }
    return task.frames.map { frame in
      let token = Self.token(task.id, generation)
      return "\(baseURL)/files/\(task.service.letter)/\(task.id)/\(token)/"
        + "\(frame).\(task.format.rawValue)"
    }
  }

  /// The part of an address that can't be guessed from the id.
  static func token(_ id: String, _ generation: Int) -> String {
    Digest.hex(of: "link \(generation) of \(id)", digits: 32)
  }
}
