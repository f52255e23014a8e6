import StudioModel
import Synchronization
import Testing

@testable import StudioCore

/// A scratch folder with scripted services, an image host and a clock, on which studios open.
final class StudioGround: Sendable {
  let folder: ScratchFolder
  let time: EngineTime
  let transport = FakeTransport()
  /// Where downloads stop, if the test asks for it.
  let road: HeldTransport
  /// Keeps a list of tasks and refunds failures.
  let wavespeed = ScriptedProvider(.wavespeed)
  /// Does neither.
  let atlas = ScriptedProvider(.atlascloud)
  let paths: StudioPaths
  private let catalog: ModelCatalog
  private let counter = Atomic<UInt64>(0)

  /// `flies` says whether waits are over at once.
  init(flies: Bool = true) throws {
    folder = try ScratchFolder()
    road = HeldTransport(transport)
    time = EngineTime(flies: flies)
    paths = try StudioPaths(environment: ["SEEDREAM_HOME": folder.path])
    catalog = try CatalogResource.load()
  }

  /// Serves a whole picture for every link that no earlier rule answers.
  func servePictures() {
    transport.when {
      $0.url.contains("images.example")
    } reply: { request in
      .bytes(MarkedPictures.whole(request.url.split(separator: "/").suffix(2).joined()))
    }
  }

  /// Names are new each time; every draw of a chance gives one half.
  var ids: IDSource {
    IDSource { (1 << 63) | self.counter.add(1, ordering: .relaxed).newValue }
  }

  func settings(
    _ config: StudioConfig = .unlimited,
    clock: StudioClock,
    files: FileSystem = FileSystem(),
    failpoints: Failpoints = .none,
    inspector: MarkedPictures = MarkedPictures(),
    providers: [ProviderID] = ProviderID.allCases
  ) -> StudioSettings {
    let all: [ProviderID: any Provider] = [.wavespeed: wavespeed, .atlascloud: atlas]
    return StudioSettings(
      program: "seedream test",
      paths: paths,
      catalog: catalog,
      config: config,
      transport: road,
      inspector: inspector,
      providers: all.filter { providers.contains($0.key) },
      clock: clock,
      ids: ids,
      files: files,
      failpoints: failpoints
    )
  }

  func open(
    _ config: StudioConfig = .unlimited,
    files: FileSystem = FileSystem(),
    failpoints: Failpoints = .none,
    inspector: MarkedPictures = MarkedPictures(),
    providers: [ProviderID] = ProviderID.allCases
  ) async throws -> Studio {
    try await Studio.open(
      settings(
        config,
        clock: time.clock,
        files: files,
        failpoints: failpoints,
        inspector: inspector,
        providers: providers
      )
    )
  }

  func request(
    _ prompt: String = "A series of 2 images of a fox",
    images: Int = 2,
    provider: ProviderID = .wavespeed,
    references: [Reference] = [],
    size: Int = 2048,
    delivery: Delivery = .poll
  ) -> SequenceRequest {
    SequenceRequest(
      provider: provider,
      model: ModelID(rawValue: "bytedance/seedream-v4/sequential"),
      prompt: prompt,
      size: PixelSize(width: size, height: size),
      maxImages: images,
      references: references,
      delivery: delivery
    )
  }

  /// A plan at three cents an image.
  func plan(
    _ prompt: String = "A series of 2 images of a fox",
    images: Int = 2,
    provider: ProviderID = .wavespeed,
    references: [Reference] = [],
    size: Int = 2048,
    delivery: Delivery = .poll
  ) -> SequencePlan {
    SequencePlan(
      request: request(
        prompt,
        images: images,
        provider: provider,
        references: references,
        size: size,
        delivery: delivery
      ),
      estimate: Self.price * images
    )
  }

  static let price = Money(microdollars: 30_000)

  /// The owner of leases that a program left when it was killed.
  static let dead = LeaseOwnerID(rawValue: "1-dead")

  /// A job of an earlier program, as it left it in the library.
  func leave(
    _ status: JobStatus,
    _ request: SequenceRequest? = nil,
    owner: LeaseOwnerID? = StudioGround.dead,
    _ change: (inout Job) -> Void = { _ in }
  ) async throws -> Job {
    try paths.prepare()
    let request = request ?? self.request()
    let id = ids.sequenceID()
    var job = Job(
      id: id,
      request: request,
      status: .queued,
      createdAt: time.now,
      estimate: Self.price * request.maxImages,
      folder: folder("pictures-\(id)")
    )
    try FileSystem().makeFolder(job.folder)
    let store = try await Store.open(path: paths.database)
    let writer = owner ?? Self.dead
    _ = try await store.admit(job, owner: writer, until: time.now + .seconds(30), timeline: [])
    job.status = status
    if status.isInFlight || status.isFinal {
      job.submissions = 1
      job.submittedAt = time.now
    }
    if [.submitted, .running, .downloading].contains(status) {
      job.predictionID = PredictionID(rawValue: "task-\(id)")
      job.acceptedAt = time.now
    }
    change(&job)
    try await store.save(job, owner: writer)
    if owner == nil { try await store.release(id, owner: writer) }
    await store.close()
    return job
  }
}

extension StudioConfig {
  /// No limits of a service, no caps.
  static let unlimited = limited()

  static func limited(
    imagesPerMinute: Int = 10_000,
    tasksAtOnce: Int = 10_000,
    dailyCap: Money? = nil,
    jobCap: Money? = nil
  ) -> StudioConfig {
    var config = StudioConfig()
    let limits = Limits(imagesPerMinute: imagesPerMinute, tasksAtOnce: tasksAtOnce)
    for provider in ProviderID.allCases { config.limits[provider] = limits }
    config.spending = Spending(dailyCap: dailyCap, jobCap: jobCap)
    return config
  }
}

extension Studio {
  /// Admits a plan and returns the job as it is stored once the studio rests from it.
  func see(_ plan: SequencePlan) async throws -> Job {
    let log = EventLog(self)
    let id = try await admit(plan).job.id
    await log.rest(of: id)
    return try await stored(id)
  }

  /// Takes one job up and returns it as it is stored once the studio rests from it.
  func resume(_ id: SequenceID) async throws -> Job {
    let log = EventLog(self)
    if case .started? = try await takeUp(id) { await log.rest(of: id) }
    return try await stored(id)
  }

  /// Carries a decision out and returns the job once the studio rests from it.
  func settle(_ decision: JobDecision, on id: SequenceID) async throws -> Job {
    let log = EventLog(self)
    let job = try await decide(decision, on: id)
    if !job.status.isFinal { await log.rest(of: id) }
    return try await stored(id)
  }

  func stored(_ id: SequenceID) async throws -> Job { try #require(try await job(id)) }

  func kinds(_ id: SequenceID) async throws -> [TimelineEntry.Kind] {
    try await store.timeline(id).map(\.kind)
  }

  func spent() async throws -> Money { try await store.spent(since: Timestamp(milliseconds: 0)) }

  /// Every entry of the books, as `1 charged 60000`.
  func books() async throws -> [String] {
    try await store.reader.read { (connection) throws(StoreFailure) in
      try connection.rows("SELECT submission, kind, amount FROM spending ORDER BY entry", []) {
        (columns) throws(StoreFailure) in
        "\(try columns.integer()) \(try columns.text()) \(try columns.integer())"
      }
    }
  }
}

/// The failure a call throws; `nil` when it throws none.
func refusal<Value>(of call: () async throws -> Value) async -> Failure? {
  do {
    _ = try await call()
    return nil
  } catch {
    return error as? Failure ?? Failure(.internalError, "\(error)", cost: .nothing)
  }
}
