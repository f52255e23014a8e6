/// WaveSpeed's shapes.
struct WaveSpeedWire: Wire {
  let service = SimulatedService.waveSpeed

  func envelope(_ data: JSONValue) -> JSONValue {
    ["code": 200, "message": "success", "data": data]
  }

  func refusal(_ status: Int, _ message: String, parameter: String?) -> Reply {
    var fields: [String: JSONValue] = [
      "code": .integer(Int64(status)), "message": .string(message),
    ]
    if parameter != nil { fields["error_code"] = 1400 }
    return Reply(status, json: .object(fields))
  }

  func task(_ task: SimulatedTask, _ view: TaskView) -> Reply {
    let phase = view.phase
    if phase == .failed, !view.isSubmit, let failure = task.plan.failure, failure.serverError {
      return refusal(500, failure.message)
    }
    var data: [String: JSONValue] = [
      "id": .string(task.id), "model": .string(task.model), "error": "",
      "urls": [
        "get": .string("\(view.baseURL)/api/v3/predictions/\(task.id)/result")
      ],
      "status": .string(view.word ?? word(phase, task)),
      "created_at": .string(Moment.text(milliseconds: task.acceptedAt)),
      "timings": ["inference": .integer(inference(task, phase))],
    ]
    data.merge(view.outputFields) { _, new in new }
    if !view.faults.has(.withoutFlags) {
      let flags = phase == .completed ? task.flags.map { JSONValue.bool($0) } : []
      data["has_nsfw_contents"] = .array(flags)
    }
    if phase == .failed, let failure = task.plan.failure {
      data["error"] = .string(failure.message)
      data["code"] = .integer(Int64(failure.code))
    }
    if view.syncRanOut {
      data["code"] = 5004
      data["error"] = .string(
        "Sync mode timed out; the task continues. Query the result later at: "
          + "\(view.baseURL)/api/v3/predictions/\(task.id)/result"
      )
    }
    let document = JSONValue.object(data)
    return Reply(200, json: view.faults.has(.bareReply) ? document : envelope(document))
  }

  private func word(_ phase: SimulatedTask.Phase, _ task: SimulatedTask) -> String {
    switch phase {
    case .created: "created"
    case .processing: "processing"
    case .completed: "completed"
    case .failed: task.plan.failure?.word ?? "failed"
    }
  }

  private func inference(_ task: SimulatedTask, _ phase: SimulatedTask.Phase) -> Int64 {
    phase == .completed || phase == .failed ? max(1, task.readyAt - task.startsAt) : 0
  }

  /// A task as the history list has it.
  func historyItem(_ task: SimulatedTask, _ view: TaskView) -> JSONValue {
    let phase = view.phase
    return [
      "id": .string(task.id), "model": .string(task.model), "status": .string(word(phase, task)),
      "created_at": .string(Moment.text(milliseconds: task.acceptedAt)), "input": task.input,
      "outputs": .array(view.outputs.map { .string($0) }),
      "error": .string(phase == .failed ? task.plan.failure?.message ?? "" : ""),
    ]
  }
}
