/// A picture that an edit starts from.
enum Reference: Sendable, Hashable, Codable {
  /// A file that was uploaded, or came inside the request.
  case stored(token: String)
  /// A frame of an earlier task.
  case frame(task: String, index: Int)
  /// An address elsewhere; never fetched.
  case foreign(url: String)
}

/// What becomes of a task: decided at acceptance, so that it stays the same after a restart.
struct TaskPlan: Sendable, Hashable, Codable {
  struct Failure: Sendable, Hashable, Codable {
    var code: Int
    var message: String
    var word: String
    var serverError: Bool
  }

  /// How many images the model makes; `nil` is all that were asked for.
  var made: Int?
  var moderated: [Int] = []
  var failure: Failure?
  var isHidden = false
}

/// One accepted task.
struct SimulatedTask: Sendable, Codable {
  enum Phase: Sendable, Hashable { case created, processing, completed, failed }

  var id: String
  var service: SimulatedService
  var model: String
  var prompt: String
  /// What the history list shows as the task's input.
  var input: JSONValue
  var width: Int
  var height: Int
  var maxImages: Int
  var references: [Reference]
  var seed: Int64?
  var wantsBase64: Bool
  var wantsSync: Bool
  var format: SimulatorPictureFormat
  /// Milliseconds since 1970, as the next two.
  var acceptedAt: Int64
  var startsAt: Int64
  var readyAt: Int64
  /// How long the files are kept.
  var retentionHours: Int
  var amount: Int64
  var plan: TaskPlan

  func phase(at now: Int64) -> Phase {
    if now < startsAt { return .created }
    if now < readyAt { return .processing }
    return plan.failure == nil ? .completed : .failed
  }

  /// The frames that were delivered, from 1.
  var frames: [Int] {
    guard plan.failure == nil else { return [] }
    return (1...maxImages).filter { $0 <= plan.made ?? maxImages && !plan.moderated.contains($0) }
  }

  /// One flag for each frame the model made, true where the filter took it out.
  var flags: [Bool] {
    (1...maxImages).filter { $0 <= plan.made ?? maxImages }.map { plan.moderated.contains($0) }
  }

  func entry(at now: Int64) -> LedgerEntry {
    let phase = phase(at: now)
    return LedgerEntry(
      predictionID: id,
      service: service,
      model: model,
      prompt: prompt,
      amount: amount,
      imagesAsked: maxImages,
      imagesDelivered: phase == .completed ? frames.count : 0,
      isRefunded: phase == .failed,
      acceptedAt: acceptedAt
    )
  }

  /// Predictions are forgotten after seven days.
  func isGone(at now: Int64) -> Bool { now - acceptedAt > 7 * 86_400_000 }
}

/// How far a task's links have been renewed. Not kept over a restart.
struct LinkState: Sendable {
  var generation = 0
  /// Links of earlier generations answer with the status.
  var expiredBelow = 0
  var expiredStatus = 403
}
