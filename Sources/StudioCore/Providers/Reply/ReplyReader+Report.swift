import StudioModel

/// The status words of both services.
enum StatusWord {
  /// Words nobody knows are waiting: a new word must not end a task that is still being made.
  static func phase(_ word: String) -> PredictionPhase {
    switch word.lowercased() {
    case "completed", "succeeded": .completed
    case "failed", "cancelled", "canceled", "timeout", "deleted": .failed
    default: .waiting
    }
  }
}

extension ReplyReader {
  /// WaveSpeed's "still working, the open call is over".
  private static let timedOutCode = "5004"

  /// What a reply says about a task. `isSubmit` is true for the answer to the submit call, where a
  /// time-out means that the task goes on.
  func report(_ reply: ServiceReply, isSubmit: Bool) -> PredictionReport {
    let pictures = PictureOutputs(quotation: quotation)
    let outputs = pictures.read(reply)
    var report = PredictionReport(
      id: reply.id,
      phase: phase(reply, outputs: outputs, isSubmit: isSubmit),
      remoteStatus: reply.shownStatus,
      outputs: outputs,
      nsfw: pictures.flags(reply, count: outputs.count),
      inferenceTime: reply.inferenceTime,
      serviceRequestID: reply.requestID.map { quotation.quote($0) }
    )
    if report.phase == .completed, !outputs.contains(where: \.isPicture) {
      report.phase = .failed
      report.failure = nothingDelivered(reply, outputs: outputs)
    } else if report.phase == .failed {
      report.failure = taskFailure(reply, hasPictures: outputs.contains(where: \.isPicture))
    }
    return report
  }

  private func phase(
    _ reply: ServiceReply,
    outputs: [PredictionOutput],
    isSubmit: Bool
  ) -> PredictionPhase {
    let phase = StatusWord.phase(reply.statusWord)
    if isSubmit, phase != .completed, reply.errorCode == Self.timedOutCode { return .waiting }
    guard reply.statusWord.isEmpty else { return phase }
    if outputs.contains(where: \.isPicture) { return .completed }
    return reply.impliedStatus.map { $0 < 500 && $0 != 429 } == true ? .failed : .waiting
  }

  /// "Completed" without a picture. It may have been charged: no document says otherwise.
  private func nothingDelivered(_ reply: ServiceReply, outputs: [PredictionOutput]) -> Failure {
    var reason = reply.reason
    if reason == nil, case .refused(let first)? = outputs.first { reason = first }
    let isModerated = dialect.isModeration(code: reply.errorCode, reason: reason)
    return failure(
      isModerated ? .moderated : .generationFailed,
      "\(dialect.name) finished the task without a picture\(quotation.tail(reason))",
      cost: .possible,
      advice: isModerated
        ? "Change the prompt or the references."
        : "Check the charge at \(dialect.name) before sending it again.",
      reply: reply
    )
  }

  /// Why a task that the service had accepted failed there.
  func taskFailure(_ reply: ServiceReply, hasPictures: Bool = false) -> Failure {
    let word = reply.statusWord.lowercased()
    let code = reply.errorCode
    let number = code.map { " (code \(quotation.quote($0)))" } ?? ""
    let tail = "\(number)\(quotation.tail(reply.reason))"
    if dialect.isModeration(code: code, reason: reply.reason) {
      return failure(
        .moderated,
        "The content filter of \(dialect.name) refused it\(tail)",
        cost: hasPictures ? .possible : dialect.failedTaskCost,
        advice: "Change the prompt or the references.",
        reply: reply
      )
    }
    let known = code.flatMap { dialect.advice($0) }
    switch word {
    case "deleted":
      return failure(
        .predictionGone,
        "The task was deleted at \(dialect.name)\(tail)",
        cost: .possible,
        advice: "Send it again if you still want it.",
        reply: reply
      )
    case "cancelled", "canceled", "timeout":
      let ending = word == "timeout" ? "ran out of time" : "was cancelled"
      return failure(
        .generationFailed,
        "The task \(ending) at \(dialect.name)\(tail)",
        cost: .possible,
        advice: known ?? "Check the charge at \(dialect.name), then try again.",
        reply: reply
      )
    default:
      return failure(
        .generationFailed,
        "The task failed at \(dialect.name)\(tail)",
        cost: hasPictures ? .possible : dialect.failedTaskCost,
        advice: known ?? "Try again, or change the request.",
        reply: reply
      )
    }
  }
}
