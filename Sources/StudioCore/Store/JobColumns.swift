import StudioModel

/// How a sequence's own row maps to a `Job`; frames and references have tables of their own.
enum JobColumns {
  static let names =
    [
      "id", "status", "provider", "model", "width", "height", "max_images", "seed", "delivery",
      "allows_undocumented_size", "estimate", "created_at", "updated_at", "submissions",
      "submitted_at", "accepted_at", "finished_at", "prediction_id", "service_request_id",
      "remote_status", "inference_time", "poll_count", "poll_failures", "next_poll_at",
      "is_starred", "trashed_at",
    ] + FailureColumns.names + ["folder", "prompt"]

  static func values(_ job: Job) -> [any Storable] {
    let request = job.request
    let head: [any Storable] = [
      job.id, job.status, request.provider, request.model, request.size.width, request.size.height,
      request.maxImages, request.seed, request.delivery, request.allowsUndocumentedSize,
      job.estimate, job.createdAt, job.updatedAt, job.submissions, job.submittedAt,
      job.acceptedAt, job.finishedAt, job.predictionID, job.serviceRequestID, job.remoteStatus,
      job.inferenceTime, job.pollCount, job.pollFailures, job.nextPollAt, job.isStarred,
      job.trashedAt,
    ]
    return head + FailureColumns.values(job.failure) + [job.folder, request.prompt]
  }

  /// Reads the columns of `names`, in that order.
  static func read(_ columns: inout Columns) throws(StoreFailure) -> Job {
    let id = SequenceID(rawValue: try columns.text())
    let status = try columns.word(JobStatus.self)
    let request = try readRequest(&columns)
    let estimate = try columns.money()
    var job = Job(
      id: id,
      request: request,
      status: status,
      createdAt: try columns.timestamp(),
      estimate: estimate,
      folder: ""
    )
    job.updatedAt = try columns.timestamp()
    job.submissions = try columns.int()
    job.submittedAt = columns.optionalTimestamp()
    job.acceptedAt = columns.optionalTimestamp()
    job.finishedAt = columns.optionalTimestamp()
    job.predictionID = columns.optionalText().map { PredictionID(rawValue: $0) }
    job.serviceRequestID = columns.optionalText()
    job.remoteStatus = columns.optionalText()
    job.inferenceTime = columns.optionalDuration()
    job.pollCount = try columns.int()
    job.pollFailures = try columns.int()
    job.nextPollAt = columns.optionalTimestamp()
    job.isStarred = try columns.bool()
    job.trashedAt = columns.optionalTimestamp()
    job.failure = try FailureColumns.read(&columns)
    job.folder = try columns.text()
    job.request.prompt = try columns.text()
    return job
  }

  /// The request without its prompt, which stands last in the row.
  private static func readRequest(
    _ columns: inout Columns
  ) throws(StoreFailure) -> SequenceRequest {
    let provider = try columns.word(ProviderID.self)
    let model = ModelID(rawValue: try columns.text())
    let size = PixelSize(width: try columns.int(), height: try columns.int())
    let maxImages = try columns.int()
    let seed = columns.optionalInteger()
    let delivery = try columns.word(Delivery.self)
    return SequenceRequest(
      provider: provider,
      model: model,
      prompt: "",
      size: size,
      maxImages: maxImages,
      seed: seed,
      delivery: delivery,
      allowsUndocumentedSize: try columns.bool()
    )
  }
}
