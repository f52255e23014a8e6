public import StudioModel

/// Everything a studio is opened with; nothing is read from the process itself.
public struct StudioSettings: Sendable {
  /// Name and version of the program, for recipes.
  public var program: String
  public var paths: StudioPaths
  public var catalog: ModelCatalog
  public var config: StudioConfig
  public var transport: any HTTPTransport
  public var inspector: any PictureInspector
  /// Services with a key, as clients.
  public var providers: [ProviderID: any Provider]
  /// Services that run on this machine.
  public var loopbackProviders: Set<ProviderID>
  public var clock: StudioClock
  public var ids: IDSource
  public var files: FileSystem
  public var failpoints: Failpoints

  public init(
    program: String,
    paths: StudioPaths,
    catalog: ModelCatalog,
    config: StudioConfig,
    transport: any HTTPTransport,
    inspector: any PictureInspector,
    providers: [ProviderID: any Provider],
    loopbackProviders: Set<ProviderID> = [],
    clock: StudioClock = .live,
    ids: IDSource = .live,
    files: FileSystem = FileSystem(),
    failpoints: Failpoints = .none
  ) {
    self.program = program
    self.paths = paths
    self.catalog = catalog
    self.config = config
    self.transport = transport
    self.inspector = inspector
    self.providers = providers
    self.loopbackProviders = loopbackProviders
    self.clock = clock
    self.ids = ids
    self.files = files
    self.failpoints = failpoints
  }
}
