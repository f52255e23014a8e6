import Synchronization

extension Simulation {
  /// Takes a paid request: reads it, charges for it, writes it down, answers.
  func submit(_ exchange: Exchange, _ wire: any Wire, model: String?) {
    guard exchange.request.headers["content-type"]?.hasPrefix("application/json") == true,
      var fields = fields(exchange)
    else { return finish(exchange, wire.refusal(400, "the body must be a JSON object")) }
    if wire.service == .atlasCloud, exchange.bodyLength > 50 << 20 {
      return finish(exchange, wire.refusal(413, "the body is over 50 MB"))
    }
    let named = model ?? fields.removeValue(forKey: "model")?.text
    // The document the project was ordered from shows parameters inside `input`, too.
    if model == nil, fields.count == 1, case .object(let input)? = fields["input"] {
      fields = input
    }
    guard let named, let rule = ModelRule.find(named, wire.service) else {
      let status = wire.service == .waveSpeed ? 404 : 400
      return finish(exchange, wire.refusal(status, "model not found", parameter: "model"))
    }
    let check = ParameterCheck(
      rule: rule,
      fields: fields,
      allowsUndocumentedSizes: world.withLock { $0.allowsUndocumentedSizes }
    )
    do throws(ParameterRefusal) {
      let retention = try retentionHours(exchange)
      let order = Order(
        rule: rule,
        parameters: try check.read(),
        fields: fields,
        retentionHours: retention
      )
      // The journal waits for the disk, which the listener's threads must not.
      if journal == nil {
        accept(order, exchange, wire)
      } else {
        clerk.run { [self] in accept(order, exchange, wire) }
      }
    } catch {
      finish(exchange, wire.refusal(400, error.message, parameter: error.parameter))
    }
  }

  /// A request that may be accepted.
  struct Order: Sendable {
    var rule: ModelRule
    var parameters: AcceptedParameters
    var fields: [String: JSONValue]
    var retentionHours: Int

    var amount: Int64 { rule.price * Int64(parameters.maxImages) }
  }

  private func retentionHours(_ exchange: Exchange) throws(ParameterRefusal) -> Int {
    let name = "x-atlascloud-object-expiration-hours"
    guard exchange.route.service == .atlasCloud, let text = exchange.request.headers[name] else {
      return 7 * 24
    }
    guard let hours = Int(text), (1...336).contains(hours) else {
      throw ParameterRefusal(parameter: name, message: "\(name) must be from 1 to 336")
    }
    return hours
  }

  private func accept(_ order: Order, _ exchange: Exchange, _ wire: any Wire) {
    readJournal()
    let references = order.parameters.images.map { reference($0) }
    let task = world.withLock { world -> Result<SimulatedTask, Refused> in
      if let refused = refusal(of: order, wire, world) { return .failure(refused) }
      let task = makeTask(order, references, exchange, &world)
      world.add(task)
      return .success(task)
    }
    switch task {
    case .failure(let refused):
      var reply = wire.refusal(refused.status, refused.message)
      // Atlas says nothing about when to come back.
      if refused.status == 429, wire.service == .waveSpeed {
        reply.headers.append(("Retry-After", "10"))
      }
      finish(exchange, reply)
    case .success(let task):
      if let journal, !journal.append(.accepted(task)) {
        world.withLock { $0.remove(task.id) }
        return finish(exchange, wire.refusal(500, "the task could not be stored"))
      }
      tell(.accepted(task.entry(at: task.acceptedAt)), exchange.request)
      answer(task, exchange, wire)
    }
  }

  private struct Refused: Error {
    var status: Int
    var message: String
  }

  private func refusal(of order: Order, _ wire: any Wire, _ world: World) -> Refused? {
    let left = world.balance(wire.service, start: options.startingBalance, now: now)
    if left < order.amount { return Refused(status: 402, message: "insufficient balance") }
    guard let limits = options.limits,
      let broken = world.limitBroken(
        by: order.parameters.maxImages,
        wire.service,
        limits,
        now: now
      )
    else { return nil }
    return Refused(status: 429, message: broken)
  }

  private func makeTask(
    _ order: Order,
    _ references: [Reference],
    _ exchange: Exchange,
    _ world: inout World
  ) -> SimulatedTask {
    let parameters = order.parameters
    let accepted = now
    let starts = accepted + options.pace.queued.milliseconds
    let work =
      options.pace.base.milliseconds
      + options.pace.perImage.milliseconds * Int64(parameters.maxImages)
    let images = zip(parameters.images, references).map { $0.shown(as: $1, baseURL) }
    var input = order.fields
    if !images.isEmpty { input["images"] = .array(images.map { .string($0) }) }
    return SimulatedTask(
      id: makeID(order, &world),
      service: order.rule.service,
      model: order.rule.id,
      prompt: parameters.prompt,
      input: .object(input),
      width: parameters.width,
      height: parameters.height,
      maxImages: parameters.maxImages,
      references: references,
      seed: parameters.seed,
      wantsBase64: parameters.wantsBase64,
      wantsSync: parameters.wantsSync,
      format: options.pictureFormat,
      acceptedAt: accepted,
      startsAt: starts,
      readyAt: starts + work,
      retentionHours: order.retentionHours,
      amount: order.amount,
      plan: plan(order, references, exchange.faults, world)
    )
  }

  private func makeID(_ order: Order, _ world: inout World) -> String {
    repeat {
      world.nextID += 1
      var generator = SystemRandomNumberGenerator()
      let origin = options.seed.map { "\($0)" } ?? "\(generator.next()) \(generator.next())"
      let id = Digest.hex(
        of: "\(origin) \(world.nextID) \(order.rule.id) \(order.parameters.prompt)",
        digits: 32
      )
      if world.tasks[id] == nil { return id }
    } while true
  }

  private func plan(
    _ order: Order,
    _ references: [Reference],
    _ faults: ActiveFaults,
    _ world: World
  ) -> TaskPlan {
    var plan = TaskPlan()
    if references.contains(where: { !isReadable($0, world) }) {
      plan.failure = TaskPlan.Failure(
        code: 1402,
        message: "an input image could not be fetched",
        word: "failed",
        serverError: false
      )
    }
    for fault in faults.all {
      switch fault {
      case .fewerOutputs(let count): plan.made = max(0, count)
      case .moderatedFrames(let frames): plan.moderated = frames
      case .hiddenFromHistory: plan.isHidden = true
      case .failedTask(let code, let message, let word, let serverError):
        plan.failure = TaskPlan.Failure(
          code: code,
          message: message,
          word: word,
          serverError: serverError
        )
      default: break
      }
    }
    let all = 1...min(order.parameters.maxImages, max(1, plan.made ?? .max))
    if plan.failure == nil, all.allSatisfy(plan.moderated.contains) {
      plan.failure = TaskPlan.Failure(
        code: order.rule.service == .waveSpeed ? 1200 : 1039,
        message: "the content was flagged as potentially sensitive",
        word: "failed",
        serverError: false
      )
    }
    return plan
  }

  /// Answers at once, or when the task is over for a synchronous submit.
  private func answer(_ task: SimulatedTask, _ exchange: Exchange, _ wire: any Wire) {
    guard task.wantsSync else {
      let view = TaskView(
        phase: .created,
        baseURL: baseURL,
        outputs: [],
        isSubmit: true,
        faults: exchange.faults
      )
      return finish(exchange, wire.task(task, view))
    }
    let limit = task.acceptedAt + options.pace.syncLimit.milliseconds
    wait(for: task, until: exchange.faults.has(.syncTimeout) ? 0 : limit, exchange, wire)
  }

  private func wait(
    for task: SimulatedTask,
    until limit: Int64,
    _ exchange: Exchange,
    _ wire: any Wire
  ) {
    let now = now
    if now >= limit {
      let view = TaskView(
        phase: .processing,
        baseURL: baseURL,
        outputs: [],
        syncRanOut: true,
        faults: exchange.faults
      )
      return finish(exchange, wire.task(task, view))
    }
    if now >= task.readyAt { return show(task, exchange, wire) }
    // Short steps, since an injected clock may jump.
    let step = min(50, max(1, min(limit, task.readyAt) - now))
    clerk.run(after: .milliseconds(step)) { [self] in
      wait(for: task, until: limit, exchange, wire)
    }
  }
}

extension String {
  /// A reference as the history list shows it: bytes that came inside the request by an address.
  fileprivate func shown(as reference: Reference, _ baseURL: String) -> String {
    guard !hasPrefix("http"), case .stored(let token) = reference else { return self }
    return "\(baseURL)/files/uploads/w/\(token)/inline"
  }
}
