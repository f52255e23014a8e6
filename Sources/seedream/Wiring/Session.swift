import StudioCore
import StudioModel

/// One command's view of the studio: paths, settings, catalogue, and the core once it is needed.
struct Session: Sendable {
  let process: ProcessContext
  let paths: StudioPaths
  let config: StudioConfig
  let catalog: ModelCatalog
  /// The built-in simulator, in demo mode.
  let demo: DemoService?

  /// Reads paths, settings and the catalogue; starts the simulator in demo mode.
  static func open(_ arguments: Arguments, _ process: ProcessContext) throws(Failure) -> Session {
    let isDemo = arguments.has("demo")
    let settings = try LoadedSettings.read(process, isDemo: isDemo)
    return Session(
      process: process,
      paths: settings.paths,
      config: settings.config,
      catalog: try CorePieces.catalog(),
      demo: isDemo ? try DemoService.start(settings.paths) : nil
    )
  }

  /// Where a service is reached: the simulator, what the environment names, or its documented home.
  func baseURL(of provider: ProviderID) -> String {
    if let demo { return demo.baseURL }
    let named = process.environment[provider.baseURLVariable] ?? ""
    return named.isEmpty ? provider.documentedBaseURL : named
  }

  /// The services with a usable key, and why others have none.
  func keys() async -> (found: [ProviderID: FoundKey], refused: [ProviderID: Failure]) {
    if demo != nil, let key = try? SecretKey(DemoService.key) {
      let found = FoundKey(key: key, origin: .environment(variable: "--demo"))
      return (Dictionary(uniqueKeysWithValues: ProviderID.allCases.map { ($0, found) }), [:])
    }
    var found: [ProviderID: FoundKey] = [:]
    var refused: [ProviderID: Failure] = [:]
    for provider in ProviderID.allCases {
      do throws(SecretProblem) {
        if let key = try await secrets.key(for: provider) { found[provider] = key }
      } catch {
        refused[provider] = error.failure
      }
    }
    return (found, refused)
  }

  /// The services that have a key, as far as that can be told without running a command.
  func likelyKeys() -> Set<ProviderID> {
    if paths.isDemo { return Set(ProviderID.allCases) }
    return Set(
      ProviderID.allCases.filter { provider in
        let found = try? secrets.keyWithoutCommand(for: provider)
        return found != nil || config.keyCommands[provider] != nil
      }
    )
  }

  /// The same with the simulator running, where it is a demo.
  func withService() throws(Failure) -> Session {
    guard paths.isDemo, demo == nil else { return self }
    return Session(
      process: process,
      paths: paths,
      config: config,
      catalog: catalog,
      demo: try DemoService.start(paths)
    )
  }

  private var secrets: Secrets {
    Secrets(
      environment: process.environment,
      folder: paths.keys,
      commands: config.keyCommands
    )
  }

  /// Opens the core with a client for every service that has a key.
  ///
  /// `needing` is the service whose key the command cannot do without; throws `.keyMissing`.
  func studio(needing provider: ProviderID? = nil) async throws(Failure) -> Studio {
    let keys = await keys()
    if let provider, keys.found[provider] == nil {
      throw keys.refused[provider] ?? keyMissing(provider)
    }
    for (provider, failure) in keys.refused {
      process.output.warning("\(provider.displayName): \(failure.message) \(failure.advice)")
    }
    return try await CorePieces.studio(self, keys: keys.found)
  }

  func keyMissing(_ provider: ProviderID) -> Failure {
    Failure(
      .keyMissing,
      "There is no key for \(provider.displayName).",
      cost: .nothing,
      advice: "Set \(provider.keyVariable), or write the key to \(secrets.keyFile(of: provider)) "
        + "with mode 600. --demo needs none."
    )
  }
}
