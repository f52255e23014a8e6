import Glibc
import StudioCore
import StudioModel

/// Builds the parts of the core from what the process was given.
enum CorePieces {
  static func catalog() throws(Failure) -> ModelCatalog {
    do throws(CatalogError) {
      return try CatalogResource.load()
    } catch {
      throw Failure(
        .internalError,
        "The built-in catalogue cannot be read: \(error)",
        cost: .nothing
      )
    }
  }

  /// The clients of the services whose keys are known, over one transport.
  struct Clients: Sendable {
    let registry: ProviderRegistry
    let transport: CurlTransport
    /// Services that run on this machine.
    let loopback: Set<ProviderID>

    func providers() throws(Failure) -> [ProviderID: any Provider] {
      var providers: [ProviderID: any Provider] = [:]
      for id in registry.available { providers[id] = try registry.provider(id) }
      return providers
    }
  }

  /// Opens and starts nothing before the first exchange.
  static func transport() -> CurlTransport {
    CurlTransport(CurlTransport.Configuration(version: ProgramVersion.current))
  }

  static func clients(
    _ session: Session,
    keys: [ProviderID: FoundKey],
    transport: CurlTransport = transport()
  ) throws(Failure) -> Clients {
    var access: [ProviderID: ProviderRegistry.Access] = [:]
    var loopback: Set<ProviderID> = []
    for (provider, found) in keys {
      let address = session.baseURL(of: provider)
      access[provider] = ProviderRegistry.Access(key: found.key.revealed, baseURL: address)
      if (try? WebAddress(parsing: address))?.isLoopback == true { loopback.insert(provider) }
    }
    let catalog = session.catalog
    let registry = try ProviderRegistry(
      access,
      transport: transport,
      clock: { StudioClock.live.now },
      parameters: { provider, model in ModelParameters(catalog.model(model, provider)) }
    )
    return Clients(registry: registry, transport: transport, loopback: loopback)
  }

  /// Opens the library for work, with the services whose keys are known by now.
  static func studio(
    _ session: Session,
    keys: [ProviderID: FoundKey] = [:],
    transport: CurlTransport = transport()
  ) async throws(Failure) -> Studio {
    let clients = try clients(session, keys: keys, transport: transport)
    return try await Studio.open(
      StudioSettings(
        program: "seedream \(ProgramVersion.current)",
        paths: session.paths,
        catalog: session.catalog,
        config: session.config,
        transport: transport,
        inspector: PictureInspection(),
        providers: try clients.providers(),
        loopbackProviders: clients.loopback,
        failpoints: failpoints(session.process.environment)
      )
    )
  }

  /// `SEEDREAM_FAILPOINT=after-intent` ends the program with SIGKILL at that moment, so that tests
  /// can show that any moment will do; `after-frame-stored:2` at the second time.
  private static func failpoints(_ environment: [String: String]) -> Failpoints {
    guard let word = environment["SEEDREAM_FAILPOINT"] else { return .none }
    let parts = word.split(separator: ":")
    guard let name = parts.first, let point = Failpoint(rawValue: String(name)) else {
      return .none
    }
    let countdown = FailpointCountdown(parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
    return Failpoints { reached in
      if reached == point && countdown.isOver() { kill(getpid(), SIGKILL) }
    }
  }
}
