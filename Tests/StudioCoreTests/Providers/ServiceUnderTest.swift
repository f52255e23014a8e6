import StudioModel

@testable import StudioCore

/// Both clients over one scripted transport, at a fixed moment.
struct ServiceUnderTest {
  static let key = "test-key"
  /// 2026-01-31T08:05:00Z
  static let now = Timestamp(milliseconds: 1_769_846_700_000)

  let transport = FakeTransport()
  let waveSpeed: WaveSpeedClient
  let atlasCloud: AtlasCloudClient

  init() throws {
    waveSpeed = try WaveSpeedClient(
      baseURL: "https://wavespeed.example",
      key: Self.key,
      transport: transport,
      clock: { Self.now },
      parameters: { Self.parameters(.wavespeed, $0) }
    )
    atlasCloud = try AtlasCloudClient(
      baseURL: "https://atlas.example/",
      key: Self.key,
      transport: transport,
      clock: { Self.now },
      parameters: { Self.parameters(.atlascloud, $0) }
    )
  }

  func client(_ provider: ProviderID) -> any Provider {
    switch provider {
    case .wavespeed: waveSpeed
    case .atlascloud: atlasCloud
    }
  }

  /// What the documents say the eight models take.
  static func parameters(_ provider: ProviderID, _ model: ModelID) -> ModelParameters {
    let isEdit = model.rawValue.contains("edit")
    let takesSeed = provider == .wavespeed && model.rawValue.contains("v4/edit")
    // Atlas Cloud lists the base64 switch for 4.0 only.
    let takesBase64 = provider == .wavespeed || !model.rawValue.contains("v4.5")
    return ModelParameters(
      seed: takesSeed,
      base64: takesBase64,
      sync: provider == .wavespeed,
      references: isEdit
    )
  }

  static func request(
    _ provider: ProviderID = .wavespeed,
    model: String = "bytedance/seedream-v4/sequential",
    prompt: String = "A series of 4 images of a fox",
    images: Int = 4,
    seed: Int64? = nil,
    delivery: Delivery = .poll
  ) -> SequenceRequest {
    SequenceRequest(
      provider: provider,
      model: ModelID(rawValue: model),
      prompt: prompt,
      size: PixelSize(width: 2048, height: 2048),
      maxImages: images,
      seed: seed,
      delivery: delivery
    )
  }

  static func submission(
    _ provider: ProviderID = .wavespeed,
    delivery: Delivery = .poll
  ) -> Submission {
    Submission(request: request(provider, delivery: delivery), referenceURLs: [])
  }

  func submit(_ provider: ProviderID, answer: FakeTransport.Reply) async -> SubmitOutcome {
    transport.on(.post, "", answer)
    return await client(provider).submit(Self.submission(provider))
  }

  /// Looks at a task that was submitted `age` ago.
  func poll(
    _ provider: ProviderID,
    answer: FakeTransport.Reply,
    age: Duration = .minutes(2)
  ) async -> PollOutcome {
    transport.on(.get, "", answer)
    return await client(provider).poll(
      PredictionID(rawValue: "task-1"),
      submittedAt: Timestamp(milliseconds: Self.now.milliseconds - age.milliseconds),
      delivery: .poll
    )
  }
}

extension HTTPRequest {
  /// The body as text; empty when it is not bytes.
  var bodyText: String {
    if case .bytes(let bytes, _) = body { return String(decoding: bytes, as: UTF8.self) }
    return ""
  }
}

extension SubmitOutcome {
  /// The case's name and the failure's code, for tables.
  var summary: String {
    switch self {
    case .accepted(let report): "accepted \(report.phase.rawValue)"
    case .neverLeft(let failure): "neverLeft \(failure.code.rawValue)"
    case .throttled(let failure, let wait):
      "throttled \(failure.code.rawValue) \(wait.map { "\($0.milliseconds)ms" } ?? "-")"
    case .refused(let failure): "refused \(failure.code.rawValue)"
    case .unknown(let failure): "unknown \(failure.code.rawValue)"
    }
  }

  var failure: Failure? {
    switch self {
    case .accepted(let report): report.failure
    case .neverLeft(let failure), .throttled(let failure, _), .refused(let failure),
      .unknown(let failure):
      failure
    }
  }

  var report: PredictionReport? {
    if case .accepted(let report) = self { report } else { nil }
  }
}

extension PollOutcome {
  var summary: String {
    switch self {
    case .answered(let report):
      "answered \(report.phase.rawValue)\(report.failure.map { " \($0.code.rawValue)" } ?? "")"
    case .unavailable(let failure, let wait):
      "unavailable \(failure.serviceCode ?? "-") \(wait.map { "\($0.milliseconds)ms" } ?? "-")"
    case .keyRefused(let failure): "keyRefused \(failure.code.rawValue)"
    case .notFound(let failure): "notFound \(failure.code.rawValue)"
    }
  }

  var failure: Failure? {
    switch self {
    case .answered(let report): report.failure
    case .unavailable(let failure, _), .keyRefused(let failure), .notFound(let failure): failure
    }
  }

  var report: PredictionReport? {
    if case .answered(let report) = self { report } else { nil }
  }
}
