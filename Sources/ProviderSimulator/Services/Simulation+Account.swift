import Synchronization

extension Simulation {
  func balance(_ service: SimulatedService) -> Reply {
    readJournal()
    let left = world.withLock { world in
      world.balance(service, start: options.startingBalance, now: now)
    }
    let dollars = Double(left) / 1_000_000
    switch service {
    case .waveSpeed:
      return Reply(200, json: WaveSpeedWire().envelope(["balance": .number(dollars)]))
    case .atlasCloud:
      return Reply(
        200,
        json: ["available": ["value": .string("\(dollars)"), "currency": "USD"]]
      )
    }
  }

  /// WaveSpeed's quote, free of charge.
  func price(_ exchange: Exchange, _ wire: any Wire) -> Reply {
    guard let fields = fields(exchange), let id = fields["model_id"]?.text,
      let inputs = fields["inputs"], case .object = inputs
    else { return wire.refusal(400, "model_id and inputs are required", parameter: "model_id") }
    guard let rule = ModelRule.find(id, .waveSpeed) else {
      return wire.refusal(404, "model not found")
    }
    let count = inputs["max_images"]?.integer ?? 1
    guard rule.maxImages.contains(Int(clamping: count)) else {
      return wire.refusal(400, "max_images is out of range", parameter: "max_images")
    }
    let price = Double(rule.price * count) / 1_000_000
    return Reply(200, json: wire.envelope(["price": .number(price)]))
  }

  /// WaveSpeed's list of the account's tasks, newest first.
  func history(_ exchange: Exchange, _ wire: any Wire) -> Reply {
    guard let fields = fields(exchange) else {
      return wire.refusal(400, "the body must be a JSON object")
    }
    do throws(ParameterRefusal) {
      let query = try HistoryQuery(fields)
      readJournal()
      var found = exchange.faults.has(.hiddenFromHistory) ? [] : matching(query)
      let total = found.count
      let first = (query.page - 1) * query.pageSize
      found = first < total ? Array(found[first...].prefix(query.pageSize)) : []
      let now = now
      let items = found.map { task in
        let outputs = task.phase(at: now) == .completed ? links(of: task, renewing: false) : []
        return WaveSpeedWire().historyItem(
          task,
          TaskView(
            phase: task.phase(at: now),
            baseURL: baseURL,
            outputs: outputs,
            faults: .none
          )
        )
      }
      return Reply(
        200,
        json: wire.envelope([
          "items": .array(items), "page": .integer(Int64(query.page)),
          "page_size": .integer(Int64(query.pageSize)), "total": .integer(Int64(total)),
        ])
      )
    } catch {
      return wire.refusal(400, error.message, parameter: error.parameter)
    }
  }

  private func matching(_ query: HistoryQuery) -> [SimulatedTask] {
    let now = now
    return world.withLock { world in
      world.order.reversed().compactMap { world.tasks[$0] }.filter { task in
        task.service == .waveSpeed && !task.plan.isHidden && !task.isGone(at: now)
          && !world.deleted.contains(task.id) && query.takes(task, at: now)
      }
    }
  }

  func deletion(_ exchange: Exchange, _ wire: any Wire) {
    guard let fields = fields(exchange), fields.count == 1, let items = fields["ids"]?.items,
      !items.isEmpty, items.allSatisfy({ $0.text != nil })
    else { return finish(exchange, wire.refusal(400, "ids are required", parameter: "ids")) }
    let ids = items.compactMap(\.text).filter { find($0, .waveSpeed) != nil }
    world.withLock { $0.deleted.formUnion(ids) }
    let reply = Reply(
      200,
      json: wire.envelope(["deleted": .array(ids.map { .string($0) })])
    )
    guard let journal else { return finish(exchange, reply) }
    clerk.run { [self] in
      for id in ids where !journal.append(.deleted(id: id)) {
        return finish(exchange, wire.refusal(500, "the deletion could not be stored"))
      }
      finish(exchange, reply)
    }
  }

  /// Atlas Cloud's list of models.
  func catalogue(_ wire: any Wire) -> Reply {
    let models = ModelRule.all.filter { $0.service == .atlasCloud }.map { rule -> JSONValue in
      [
        "model": .string(rule.id), "type": "Image",
        "price": ["actual": ["base_price": .string("\(Double(rule.price) / 1_000_000)")]],
      ]
    }
    return Reply(200, json: wire.envelope(.array(models)))
  }
}

/// The filters of the history list.
private struct HistoryQuery {
  var page = 1
  var pageSize = 20
  var model: String?
  var status: String?
  var after: Int64?
  var before: Int64?

  init(_ fields: [String: JSONValue]) throws(ParameterRefusal) {
    let known = ["page", "page_size", "model", "status", "created_after", "created_before"]
    for name in fields.keys.sorted() where !known.contains(name) {
      throw ParameterRefusal(parameter: name, message: "unknown parameter '\(name)'")
    }
    page = try Self.number("page", fields, 1...1_000_000) ?? 1
    pageSize = try Self.number("page_size", fields, 1...100) ?? 20
    model = fields["model"]?.text
    status = fields["status"]?.text
    after = try Self.moment("created_after", fields)
    before = try Self.moment("created_before", fields)
  }

  private static func number(
    _ name: String,
    _ fields: [String: JSONValue],
    _ range: ClosedRange<Int>
  ) throws(ParameterRefusal) -> Int? {
    guard let value = fields[name] else { return nil }
    guard let number = value.integer, range.contains(Int(clamping: number)) else {
      throw ParameterRefusal(
        parameter: name,
        message: "'\(name)' must be from \(range.lowerBound) to \(range.upperBound)"
      )
    }
    return Int(number)
  }

  private static func moment(
    _ name: String,
    _ fields: [String: JSONValue]
  ) throws(ParameterRefusal) -> Int64? {
    guard let value = fields[name] else { return nil }
    guard let text = value.text, let moment = Moment.milliseconds(text) else {
      throw ParameterRefusal(parameter: name, message: "'\(name)' must be an ISO 8601 date")
    }
    return moment
  }

  func takes(_ task: SimulatedTask, at now: Int64) -> Bool {
    if let model, model != task.model { return false }
    if let after, task.acceptedAt < after { return false }
    if let before, task.acceptedAt > before { return false }
    guard let status else { return true }
    switch task.phase(at: now) {
    case .created: return status == "created"
    case .processing: return status == "processing"
    case .completed: return status == "completed"
    case .failed: return status == task.plan.failure?.word
    }
  }
}
