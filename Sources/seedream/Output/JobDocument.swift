import StudioModel

/// The `--json` form of a sequence; a contract (README, "JSON").
enum JobDocument {
  static func of(_ job: Job) -> JSONDocument {
    .object([
      "id": .text(job.id.rawValue),
      "status": .text(job.status.rawValue),
      "provider": .text(job.request.provider.rawValue),
      "model": .text(job.request.model.rawValue),
      "prompt": .text(job.request.prompt),
      "size": .text(job.request.size.plainForm),
      "max_images": .integer(Int64(job.request.maxImages)),
      "prediction_id": .optional(job.predictionID?.rawValue),
      "images": .list(job.storedFrames.map { image($0, in: job) }),
      "missing": .list(job.frames.filter { $0.status != .stored }.map(missing)),
      "cost": .object(["estimate_usd": .decimal(job.estimate.decimal)]),
      "timings": timings(job),
      "error": error(job.failure),
      "references": .list(job.request.references.map { .text($0.spelled) }),
      "seed": job.request.seed.map { .integer($0) } ?? .null,
      "delivery": .text(job.request.delivery.rawValue),
      "folder": .text(job.folder),
      "remote_status": .optional(job.remoteStatus),
      "request_id": .optional(job.serviceRequestID),
    ])
  }

  /// A request that was refused before there was a job.
  static func refused(_ failure: Failure) -> JSONDocument {
    .object([
      "id": .null, "status": .text("refused"), "provider": .null, "model": .null,
      "prompt": .null, "size": .null, "max_images": .null, "prediction_id": .null,
      "images": .list([]), "cost": .object(["estimate_usd": .decimal("0.00")]),
      "timings": .members([]), "error": error(failure),
    ])
  }

  private static func image(_ frame: Frame, in job: Job) -> JSONDocument {
    .object([
      "index": .integer(Int64(frame.index)),
      "path": .optional(frame.fileName.map { job.folder + "/" + $0 }),
      "url": .optional(frame.url),
      "width": .optional(frame.size?.width),
      "height": .optional(frame.size?.height),
      "bytes": frame.byteCount.map { .integer($0) } ?? .null,
      "sha256": .optional(frame.sha256),
      "nsfw": frame.isNSFW.map { .bool($0) } ?? .null,
    ])
  }

  private static func missing(_ frame: Frame) -> JSONDocument {
    .object([
      "index": .integer(Int64(frame.index)),
      "url": .optional(frame.url),
      "nsfw": frame.isNSFW.map { .bool($0) } ?? .null,
      "error": error(frame.failure),
    ])
  }

  static func error(_ failure: Failure?) -> JSONDocument {
    guard let failure else { return .null }
    return .object([
      "code": .text(failure.code.rawValue),
      "message": .text(failure.message),
      "cost": .text(failure.cost.rawValue),
      "advice": .text(failure.advice),
      "http_status": .optional(failure.httpStatus),
      "service_code": .optional(failure.serviceCode),
    ])
  }

  /// Moments are milliseconds since 1970 UTC; spans are milliseconds.
  private static func timings(_ job: Job) -> JSONDocument {
    func moment(_ moment: Timestamp?) -> JSONDocument {
      moment.map { .integer($0.milliseconds) } ?? .null
    }
    let total = job.finishedAt.map { $0 - job.createdAt }
    return .object([
      "created_at_ms": moment(job.createdAt),
      "submitted_at_ms": moment(job.submittedAt),
      "accepted_at_ms": moment(job.acceptedAt),
      "finished_at_ms": moment(job.finishedAt),
      "inference_ms": job.inferenceTime.map { .integer($0.milliseconds) } ?? .null,
      "total_ms": total.map { .integer($0.milliseconds) } ?? .null,
      "polls": .integer(Int64(job.pollCount)),
    ])
  }
}
