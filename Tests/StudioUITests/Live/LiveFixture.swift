import CellGrid
import FoundationEssentials
import StudioModel
import Testing

@testable import StudioUI

/// Jobs, contexts and drawings for the tests of the live pane.
enum LiveFixture {
  static func catalog() throws -> ModelCatalog { try shared.get() }

  private static let shared = Result {
    // This file lies at Tests/StudioUITests/Live of the package.
    var folder = URL(filePath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let data = try Data(contentsOf: folder.appending(path: "assets/catalog/catalog.json"))
    return try decoder.decode(ModelCatalog.self, from: data)
  }

  /// 2026-03-09 07:09:05 in Greenwich.
  static let now = Timestamp(milliseconds: 1_773_040_145_000)

  static func at(_ seconds: Double) -> Timestamp {
    Timestamp(milliseconds: now.milliseconds + Int64(seconds * 1_000))
  }

  static let model = ModelID(rawValue: "bytedance/seedream-v4/sequential")

  static func request(
    _ prompt: String = "A fox walks through a winter forest, four scenes",
    provider: ProviderID = .wavespeed,
    images: Int = 4
  ) -> SequenceRequest {
    SequenceRequest(
      provider: provider,
      model: model,
      prompt: prompt,
      size: PixelSize(width: 2_048, height: 2_048),
      maxImages: images
    )
  }

  /// A job that was made `age` seconds ago and is in this state since.
  static func job(
    _ name: String,
    _ status: JobStatus,
    age: Double = 41,
    request: SequenceRequest = request()
  ) -> Job {
    var job = Job(
      id: SequenceID(rawValue: name + String(repeating: "0", count: max(0, 10 - name.count))),
      request: request,
      status: status,
      createdAt: at(-age),
      estimate: Money(microdollars: 27_000) * request.maxImages,
      folder: "/home/ann/Pictures/seedream/2026-03-09 fox \(name)"
    )
    guard ![.drafted, .queued, .cancelled].contains(status) else {
      if status == .cancelled {
        job.finishedAt = now
        job.failure = Failure(.cancelled, "Cancelled before anything was sent.", cost: .nothing)
      }
      return job
    }
    job.submissions = 1
    job.submittedAt = at(-age)
    if ![.submitting, .unconfirmed].contains(status) {
      job.acceptedAt = at(-age + 1)
      job.predictionID = PredictionID(rawValue: "task-\(name)")
    }
    if status == .unconfirmed { job.failure = lost }
    if status.isFinal { job.finishedAt = now }
    switch status {
    case .finished: job.frames = (1...request.maxImages).map(stored)
    case .partial:
      job.frames = (1..<max(request.maxImages, 2)).map(stored)
      job.frames.append(Frame(index: request.maxImages, status: .failed, failure: unfetched))
      job.failure = Failure(
        .downloadFailed,
        "3 of 4 images are on disk; 4: The image host answered 503.",
        cost: .charged,
        advice: "Try again while the service still holds them."
      )
    case .failed: job.failure = moderated
    default: break
    }
    return job
  }

  static func stored(_ index: Int) -> Frame {
    Frame(
      index: index,
      status: .stored,
      fileName: "0\(index).jpg",
      format: .jpeg,
      size: PixelSize(width: 2_048, height: 2_048),
      byteCount: 3_400_000
    )
  }

  static let unfetched = Failure(.downloadFailed, "The image host answered 503.", cost: .charged)
  static let lost = Failure(
    .unconfirmed,
    "The connection broke before the service answered.",
    cost: .possible,
    advice: "Adopt the id, mark it lost, or send again."
  )
  static let moderated = Failure(
    .moderated,
    "The content filter refused the prompt.",
    cost: .nothing,
    advice: "Reword the prompt.",
    httpStatus: 400,
    serviceCode: "1205"
  )

  static func context(
    _ size: Size = Size(width: 78, height: 9),
    at moment: Timestamp = now,
    theme: Theme = .standard,
    isFocused: Bool = true,
    access: Account.Access = .ready
  ) throws -> PaneContext {
    PaneContext(
      now: moment,
      beat: 3,
      theme: theme,
      catalog: try catalog(),
      account: Account(access: [.wavespeed: access, .atlascloud: .ready]),
      request: request(),
      isFocused: isFocused,
      size: size
    )
  }

  static func drawn(_ pane: LivePane, _ context: PaneContext) -> Surface {
    var canvas = Canvas(context.size)
    pane.draw(in: &canvas, context)
    return canvas.surface
  }

  static func text(_ pane: LivePane, _ context: PaneContext) -> String {
    SurfaceDump.text(drawn(pane, context))
  }
}

extension LivePane {
  /// A pane that was told of jobs at the start.
  static func holding(_ jobs: [Job], _ context: PaneContext) -> LivePane {
    var pane = LivePane()
    _ = pane.receive(.unfinishedLoaded(jobs), context)
    return pane
  }

  /// A job that this program works on is as told now.
  @discardableResult
  mutating func hear(
    _ job: Job,
    _ context: PaneContext,
    _ entry: TimelineEntry? = nil
  ) -> [Reaction] {
    receive(.event(.jobChanged(job, entry)), context)
  }

  @discardableResult
  mutating func hear(
    _ activity: JobActivity,
    of job: Job,
    _ context: PaneContext
  ) -> [Reaction] {
    receive(.event(.jobProgressed(job.id, activity)), context)
  }

  /// The first letters of the ids, in the order of the list.
  var names: String { jobs.map { String($0.id.rawValue.prefix(1)) }.joined() }
}
