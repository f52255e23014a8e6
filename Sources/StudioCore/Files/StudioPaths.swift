/// Why the studio's own folders cannot be told.
public enum PathsProblem: Error, Hashable, Sendable {
  /// Neither `SEEDREAM_HOME` nor an absolute `HOME` is set.
  case noHome
  /// A path from the config that is neither absolute nor under the home folder.
  case notAbsolute(setting: String, path: String)

  public var message: String {
    switch self {
    case .noHome:
      "Neither SEEDREAM_HOME nor HOME names a folder, so there is no place for the library."
    case .notAbsolute(let setting, let path):
      "`\(setting)` must be an absolute path or start with ~/, and is \(path)."
    }
  }

  public var advice: String {
    switch self {
    case .noHome: "Set SEEDREAM_HOME to a folder of yours, for example: export SEEDREAM_HOME=/data"
    case .notAbsolute(let setting, _): "Write the whole path of `\(setting)` in the config."
    }
  }
}

/// Where everything of the studio lives; values only, nothing is looked up or created.
public struct StudioPaths: Hashable, Sendable {
  /// Database, locks, references: 0700.
  public let data: String
  public let config: String
  public let cache: String
  public let isDemo: Bool
  /// The folder of the pictures.
  public private(set) var library: String
  private let home: String?

  /// Reads `SEEDREAM_HOME`, else the XDG variables, else the usual places below `HOME`.
  ///
  /// A relative `SEEDREAM_HOME` counts from `currentFolder`; empty and relative XDG values are
  /// ignored, as their specification asks. The demo has data and cache of its own and shares the
  /// config, which it only reads.
  public init(
    environment: [String: String],
    currentFolder: String = "/",
    isDemo: Bool = false
  ) throws(PathsProblem) {
    func absolute(_ name: String) -> String? {
      environment[name].flatMap { $0.hasPrefix("/") ? Self.tidy($0) : nil }
    }
    home = absolute("HOME")
    self.isDemo = isDemo
    let base: (data: String, config: String, cache: String)
    if let root = environment["SEEDREAM_HOME"], !root.isEmpty {
      let root = PathName(root).absolute(in: currentFolder)
      base = (
        PathName.join(root, "data"), PathName.join(root, "config"), PathName.join(root, "cache")
      )
    } else {
      func folder(_ variable: String, _ fallback: String) throws(PathsProblem) -> String {
        if let root = absolute(variable) { return PathName.join(root, "seedream") }
        guard let home = absolute("HOME") else { throw .noHome }
        return PathName.join(home, "\(fallback)/seedream")
      }
      base = (
        try folder("XDG_DATA_HOME", ".local/share"), try folder("XDG_CONFIG_HOME", ".config"),
        try folder("XDG_CACHE_HOME", ".cache")
      )
    }
    config = base.config
    data = isDemo ? PathName.join(base.data, "demo") : base.data
    cache = isDemo ? PathName.join(base.cache, "demo") : base.cache
    library = PathName.join(data, "library")
  }

  /// The same paths with the pictures where the config's `library` says; the demo keeps its own.
  public func using(library path: String?) throws(PathsProblem) -> StudioPaths {
    guard let path, !isDemo else { return self }
    var changed = self
    if path.hasPrefix("/") {
      changed.library = Self.tidy(path)
    } else if path.hasPrefix("~/"), let home {
      changed.library = PathName.join(home, String(path.dropFirst(2)))
    } else {
      throw .notAbsolute(setting: "library", path: path)
    }
    return changed
  }

  public var database: String { PathName.join(data, "studio.sqlite") }
  public var locks: String { PathName.join(data, "locks") }
  public var references: String { PathName.join(data, "references") }
  public var configFile: String { PathName.join(config, "config.json5") }
  public var keys: String { PathName.join(config, "keys") }
  public var layout: LibraryLayout { LibraryLayout(root: library) }

  /// Makes the folders of the data that are missing, 0700 each. The library and the cache are made
  /// when something is first put there.
  public func prepare(using files: FileSystem = FileSystem()) throws(FileFailure) {
    for folder in [data, locks, references] { try files.makeFolder(folder) }
  }

  private static func tidy(_ path: String) -> String { PathName(path).absolute(in: "/") }
}
