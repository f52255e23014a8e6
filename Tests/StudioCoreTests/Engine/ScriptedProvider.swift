import StudioCore
import StudioModel
import Synchronization
import Testing

/// A service that answers from a script and keeps what it was asked.
///
/// Each submit call needs an answer of its own: one more call than the script has is a failure of
/// the test, because it would be money spent twice.
final class ScriptedProvider: Provider {
  enum Call: Hashable, Sendable {
    case submit(Submission)
    case poll(PredictionID)
    case upload(path: String)
    case list(after: Timestamp, before: Timestamp)
  }

  typealias Submit = @Sendable (Submission) async -> SubmitOutcome
  /// The id and how often it was asked for, from 1.
  typealias Poll = @Sendable (PredictionID, Int) async -> PollOutcome
  typealias Upload = @Sendable (Int) -> Result<UploadedReference, ProviderFailure>
  typealias List = @Sendable (Int) async -> Result<[PredictionSummary]?, ProviderFailure>

  private struct Script {
    var calls: [Call] = []
    var submits: [Submit] = []
    var standingSubmit: Submit?
    var poll: Poll = { id, _ in .answered(.completed(id, pictures: 1)) }
    var upload: Upload = { _ in
      .failure(ProviderFailure(.scripted(.internalError), isTransient: false))
    }
    var list: List = { _ in .success(nil) }
  }

  let id: ProviderID
  private let script = Mutex(Script())

  init(_ id: ProviderID = .wavespeed) { self.id = id }

  // What a test says.

  /// The next submit calls end so, one after the other.
  func answerSubmits(_ outcomes: SubmitOutcome...) {
    script.withLock { script in
      script.submits += outcomes.map { outcome in { _ in outcome } }
    }
  }

  /// The next submit call is answered by `body`.
  func answerSubmit(_ body: @escaping Submit) { script.withLock { $0.submits.append(body) } }

  /// Any number of submit calls is accepted, as `task-1`, `task-2`, ….
  func acceptEverything() {
    let accepted = Tally()
    script.withLock {
      $0.standingSubmit = { _ in
        accepted.add()
        return .accepted(.waiting("task-\(accepted.count)"))
      }
    }
  }

  /// Looks at any task end so, one after the other; the last answer stands.
  func answerPolls(_ outcomes: PollOutcome...) {
    answerPolls { _, count in outcomes[min(count, outcomes.count) - 1] }
  }

  func answerPolls(_ body: @escaping Poll) { script.withLock { $0.poll = body } }

  /// Every look finds the task complete, with so many pictures.
  func complete(pictures: Int) {
    answerPolls { id, _ in .answered(.completed(id, pictures: pictures)) }
  }

  func answerUploads(_ body: @escaping Upload) { script.withLock { $0.upload = body } }

  func answerLists(_ body: @escaping List) { script.withLock { $0.list = body } }

  /// The service's list holds these tasks.
  func list(_ items: PredictionSummary...) { answerLists { _ in .success(items) } }

  // What a test reads.

  var calls: [Call] { script.withLock { $0.calls } }

  var submissions: [Submission] {
    calls.compactMap { if case .submit(let submission) = $0 { submission } else { nil } }
  }

  var polls: [PredictionID] {
    calls.compactMap { if case .poll(let id) = $0 { id } else { nil } }
  }

  var uploads: [String] {
    calls.compactMap { if case .upload(let path) = $0 { path } else { nil } }
  }

  var lists: Int { calls.count { if case .list = $0 { true } else { false } } }

  // What the engine calls.

  func requestBody(of submission: Submission) -> String { "{}" }

  func submit(_ submission: Submission) async -> SubmitOutcome {
    let answer: Submit? = script.withLock { script in
      script.calls.append(.submit(submission))
      return script.submits.isEmpty ? script.standingSubmit : script.submits.removeFirst()
    }
    guard let answer else {
      Issue.record("a submit call that nobody allowed: \(submission.request.prompt)")
      return .refused(.scripted(.refused))
    }
    return await answer(submission)
  }

  func poll(
    _ id: PredictionID,
    submittedAt: Timestamp,
    delivery: Delivery
  ) async -> PollOutcome {
    let (answer, count) = script.withLock { script in
      script.calls.append(.poll(id))
      return (script.poll, script.calls.count { $0 == .poll(id) })
    }
    return await answer(id, count)
  }

  func upload(
    path: String,
    facts: ReferenceFacts,
    progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(ProviderFailure) -> UploadedReference {
    let (answer, count) = script.withLock { script in
      script.calls.append(.upload(path: path))
      return (script.upload, script.calls.count { if case .upload = $0 { true } else { false } })
    }
    return try answer(count).get()
  }

  func balance() async throws(ProviderFailure) -> Money { .zero }

  func quote(_ submission: Submission) async throws(ProviderFailure) -> Money? { nil }

  func recentPredictions(
    model: ModelID,
    after: Timestamp,
    before: Timestamp
  ) async throws(ProviderFailure) -> [PredictionSummary]? {
    let (answer, count) = script.withLock { script in
      script.calls.append(.list(after: after, before: before))
      return (script.list, script.calls.count { if case .list = $0 { true } else { false } })
    }
    return try await answer(count).get()
  }
}

extension PredictionReport {
  static func waiting(_ id: String) -> PredictionReport {
    PredictionReport(
      id: PredictionID(rawValue: id),
      phase: .waiting,
      remoteStatus: "processing"
    )
  }

  /// With links of the scripted image host.
  static func completed(_ id: PredictionID, pictures: Int) -> PredictionReport {
    PredictionReport(
      id: id,
      phase: .completed,
      remoteStatus: "completed",
      outputs: (1...max(pictures, 1)).prefix(pictures).map {
        .url("https://images.example/\(id)/\($0)")
      }
    )
  }
}

extension Failure {
  static func scripted(_ code: Code, cost: Cost = .nothing) -> Failure {
    Failure(code, "scripted \(code.rawValue)", cost: cost)
  }
}

extension SubmitOutcome {
  static func accepted(_ id: String) -> SubmitOutcome { .accepted(.waiting(id)) }

  static let neverLeft = SubmitOutcome.neverLeft(.scripted(.unreachable))
  static let unknown = SubmitOutcome.unknown(.scripted(.unconfirmed, cost: .possible))
}

extension PollOutcome {
  static let waiting = PollOutcome.answered(
    PredictionReport(id: nil, phase: .waiting, remoteStatus: "processing")
  )
  static let unavailable = PollOutcome.unavailable(
    .scripted(.unreachable, cost: .possible),
    retryAfter: nil
  )
}

extension PredictionReport {
  /// One picture of two; the filter kept the other.
  static let halfModerated = PredictionReport(
    id: PredictionID(rawValue: "task-1"),
    phase: .completed,
    remoteStatus: "completed",
    outputs: [
      .url("https://images.example/task-1/1"), .refused(reason: "The filter kept this one."),
    ],
    nsfw: [false, true]
  )
}

extension PredictionReport {
  /// Whole pictures inside the reply.
  static func inline(_ names: String...) -> PredictionReport {
    PredictionReport(
      id: PredictionID(rawValue: "task-1"),
      phase: .completed,
      remoteStatus: "completed",
      outputs: names.map { .inline(MarkedPictures.whole($0)) }
    )
  }
}
