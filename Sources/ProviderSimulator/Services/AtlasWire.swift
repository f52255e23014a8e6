/// Atlas Cloud's shapes.
struct AtlasWire: Wire {
  let service = SimulatedService.atlasCloud
  /// What the reply's X-Request-ID says, too.
  let requestID: String

  func envelope(_ data: JSONValue) -> JSONValue {
    ["code": 200, "msg": "succeed", "data": data]
  }

  /// Parameters are refused in the newer shape, everything else in the older one.
  func refusal(_ status: Int, _ message: String, parameter: String?) -> Reply {
    if let parameter {
      return Reply(
        status,
        json: [
          "error": [
            "type": "invalid_request_error", "code": "invalid_parameter",
            "message": .string(message), "param": .string(parameter),
          ],
          "request_id": .string(requestID),
        ]
      )
    }
    return Reply(
      status,
      json: [
        "code": .integer(Int64(status)), "msg": .string(message),
        "request_id": .string(requestID), "data": nil,
      ]
    )
  }

  func task(_ task: SimulatedTask, _ view: TaskView) -> Reply {
    let phase = view.phase
    if phase == .failed, !view.isSubmit, let failure = task.plan.failure, failure.serverError {
      return refusal(500, failure.message)
    }
    let word = view.word ?? word(phase, task)
    if view.isSubmit { return submitted(task, word, view) }
    var data: [String: JSONValue] = [
      "id": .string(task.id), "status": .string(word), "model": .string(task.model),
      "created_at": .string(Moment.text(milliseconds: task.acceptedAt)),
    ]
    data.merge(view.outputFields) { _, new in new }
    if phase == .completed || phase == .failed {
      let seconds = Double(max(1, task.readyAt - task.startsAt)) / 1000
      data["metrics"] = ["predict_time": .number(seconds)]
      data["completed_at"] = .string(Moment.text(milliseconds: task.readyAt))
    }
    if phase == .completed, !task.plan.moderated.isEmpty, !view.faults.has(.withoutFlags) {
      data["has_nsfw_contents"] = .array(task.flags.map { .bool($0) })
    }
    if phase == .failed, let failure = task.plan.failure {
      data["error"] = .string(failure.message)
      data["error_code"] = .integer(Int64(failure.code))
    }
    let document = JSONValue.object(data)
    return Reply(200, json: view.faults.has(.bareReply) ? document : envelope(document))
  }

  private func submitted(_ task: SimulatedTask, _ word: String, _ view: TaskView) -> Reply {
    let form = view.faults.first { fault -> Fault.IDForm? in
      if case .idForm(let form) = fault { form } else { nil }
    }
    if form == .predictionID {
      return Reply(200, json: envelope(["predictionId": .string(task.id)]))
    }
    let document: JSONValue = [
      "id": .string(task.id), "status": .string(word), "model": .string(task.model),
      "urls": [
        "get": .string("\(view.baseURL)/api/v1/model/prediction/\(task.id)")
      ],
    ]
    let isFlat = form == .flat || view.faults.has(.bareReply)
    return Reply(200, json: isFlat ? document : envelope(document))
  }

  /// The two words for success are both in use: 4.5 says the one, 4.0 the other.
  private func word(_ phase: SimulatedTask.Phase, _ task: SimulatedTask) -> String {
    switch phase {
    case .created: "starting"
    case .processing: "processing"
    case .completed: task.model.contains("v4.5") ? "succeeded" : "completed"
    case .failed: task.plan.failure?.word ?? "failed"
    }
  }
}
