public import StudioModel

/// The services a session can use: one client for each that has a key.
public struct ProviderRegistry: Sendable {
  /// What one service needs.
  public struct Access: Sendable {
    /// Kept out of every description.
    public var key: String
    /// A scheme and a host instead of the documented one.
    public var baseURL: String?

    public init(key: String, baseURL: String? = nil) {
      self.key = key
      self.baseURL = baseURL
    }
  }

  private let clients: [ProviderID: any Provider]

  /// Refuses a base URL or a key that can't be used, naming the variable to correct.
  public init(
    _ access: [ProviderID: Access],
    transport: any HTTPTransport,
    clock: @escaping @Sendable () -> Timestamp,
    parameters: @escaping @Sendable (ProviderID, ModelID) -> ModelParameters
  ) throws(Failure) {
    var clients: [ProviderID: any Provider] = [:]
    for (id, access) in access {
      clients[id] = try Self.client(
        id,
        access,
        transport: transport,
        clock: clock,
        parameters: { parameters(id, $0) }
      )
    }
    self.clients = clients
  }

  /// A registry of ready-made clients.
  public init(_ clients: [any Provider]) {
    self.clients = Dictionary(clients.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// In the order services are listed everywhere.
  public var available: [ProviderID] { ProviderID.allCases.filter { clients[$0] != nil } }

  public func provider(_ id: ProviderID) throws(Failure) -> any Provider {
    if let client = clients[id] { return client }
    throw Failure(
      .keyMissing,
      "There is no key for \(id.displayName)",
      cost: .nothing,
      advice: "Set \(id.keyVariable)."
    )
  }

  private static func client(
    _ id: ProviderID,
    _ access: Access,
    transport: any HTTPTransport,
    clock: @escaping @Sendable () -> Timestamp,
    parameters: @escaping ModelParameters.Lookup
  ) throws(Failure) -> any Provider {
    let key = try checked(access.key, of: id)
    let baseURL = access.baseURL ?? id.documentedBaseURL
    switch id {
    case .wavespeed:
      return try WaveSpeedClient(
        baseURL: baseURL,
        key: key,
        transport: transport,
        clock: clock,
        parameters: parameters
      )
    case .atlascloud:
      return try AtlasCloudClient(
        baseURL: baseURL,
        key: key,
        transport: transport,
        clock: clock,
        parameters: parameters
      )
    }
  }

  /// The key without the line end a file gives it; never one that would break out of its header.
  private static func checked(_ key: String, of id: ProviderID) throws(Failure) -> String {
    let key = key.trimmed
    guard !key.isEmpty else {
      throw Failure(
        .keyMissing,
        "The key for \(id.displayName) is empty",
        cost: .nothing,
        advice: "Set \(id.keyVariable)."
      )
    }
    guard key.utf8.count <= 4_096, key.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else {
      throw Failure(
        .keyMissing,
        "The key for \(id.displayName) has characters that no key has",
        cost: .nothing,
        advice: "Correct \(id.keyVariable): one line, no spaces."
      )
    }
    return key
  }
}

extension ProviderRegistry.Access: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  public var description: String { "key and base URL (not shown)" }

  public var debugDescription: String { description }

  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension ProviderID {
  /// Where the service is, unless a base URL says otherwise.
  public var documentedBaseURL: String {
    switch self {
    case .wavespeed: "https://api.wavespeed.ai"
    case .atlascloud: "https://api.atlascloud.ai"
    }
  }

  /// The environment variable that holds its key.
  public var keyVariable: String {
    switch self {
    case .wavespeed: ServiceDialect.waveSpeed.keyVariable
    case .atlascloud: ServiceDialect.atlasCloud.keyVariable
    }
  }

  /// The environment variable that holds another base URL.
  public var baseURLVariable: String {
    switch self {
    case .wavespeed: "WAVESPEED_BASE_URL"
    case .atlascloud: "ATLASCLOUD_BASE_URL"
    }
  }
}
