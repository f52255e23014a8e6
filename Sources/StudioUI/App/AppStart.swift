public import CellGrid
public import StudioModel

/// What the app is told when it starts.
public struct AppStart: Sendable {
  public var catalog: ModelCatalog
  public var size: Size
  public var now: Timestamp
  public var zone: ZoneTable
  public var theme: Theme
  public var isDemo: Bool
  /// The service and model to start with where no draft says otherwise.
  public var settings: SequenceRequest
  /// Keys by command name, as the settings file has them.
  public var keys: [String: [String]]
  public var usesMouse: Bool
  /// Where things live, for the first-run screen: label and path.
  public var places: [Place]

  /// A file or folder that a person may want to find.
  public struct Place: Hashable, Sendable {
    public var label: String
    public var path: String

    public init(label: String, path: String) {
      self.label = label
      self.path = path
    }
  }

  public init(
    catalog: ModelCatalog,
    size: Size,
    now: Timestamp,
    zone: ZoneTable = .greenwich,
    theme: Theme = .standard,
    isDemo: Bool = false,
    settings: SequenceRequest,
    keys: [String: [String]] = [:],
    usesMouse: Bool = false,
    places: [Place] = []
  ) {
    self.catalog = catalog
    self.size = size
    self.now = now
    self.zone = zone
    self.theme = theme
    self.isDemo = isDemo
    self.settings = settings
    self.keys = keys
    self.usesMouse = usesMouse
    self.places = places
  }
}
