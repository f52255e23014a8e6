import StudioModel

extension StudioConfig {
  /// Larger files are not read.
  static let byteLimit = 256 << 10

  /// Reads a config file; one that is not there gives the built-in values.
  public static func load(
    _ path: String,
    using files: FileSystem = FileSystem()
  ) throws(ConfigProblem) -> LoadedConfig {
    let bytes: [UInt8]
    do { bytes = try files.read(path, limit: byteLimit, followingLinks: true) } catch {
      if error.kind == .notFound { return LoadedConfig() }
      throw ConfigProblem(.file(error), path: path)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ConfigProblem(.notText, path: path)
    }
    return try parse(text, path: path)
  }

  /// Reads the text of a config; `path` is only named in problems.
  public static func parse(_ text: String, path: String) throws(ConfigProblem) -> LoadedConfig {
    do throws(ConfigProblem.Kind) {
      let root: JSON5Node
      do { root = try JSON5Reader.read(text) } catch {
        throw .syntax(line: error.line, column: error.column, expected: error.expected)
      }
      var reader = ConfigReader()
      let config = try reader.config(from: root)
      return LoadedConfig(config: config, warnings: reader.warnings.sorted { $0.line < $1.line })
    } catch {
      throw ConfigProblem(error, path: path)
    }
  }
}

extension ConfigProblem.Kind: Error {}

/// Turns a JSON5 text into a config, collecting what is odd on the way.
private struct ConfigReader {
  private(set) var warnings: [ConfigWarning] = []
  private typealias Read = (JSON5Node, String) throws(ConfigProblem.Kind) -> Void

  mutating func config(from root: JSON5Node) throws(ConfigProblem.Kind) -> StudioConfig {
    var config = StudioConfig()
    let known = [
      "provider", "model", "library", "spending", "limits", "key_command", "keys", "theme", "mouse",
      "notify", "links", "preview", "preview_kb", "editor",
    ]
    let group = try group(root, "", known)
    config.provider = try group["provider"].flatMap { node throws(ConfigProblem.Kind) in
      try ConfigValue.provider(node)
    }
    if let node = group["model"] { config.models = try models(node) }
    if let node = group["library"] { config.library = try ConfigValue.text(node, "library") }
    if let node = group["spending"] { try read(node, into: &config.spending) }
    if let node = group["limits"] { config.limits = try limits(node) }
    if let node = group["key_command"] { config.keyCommands = try commands(node) }
    try read(group, into: &config.screen)
    return config
  }

  private mutating func read(
    _ group: [String: JSON5Node],
    into screen: inout StudioConfig.Screen
  ) throws(ConfigProblem.Kind) {
    if let node = group["keys"] { screen.keys = try keys(node) }
    if let node = group["theme"] { screen.theme = try ConfigValue.choice(node, "theme") }
    if let node = group["mouse"] { screen.mouse = try ConfigValue.flag(node, "mouse") }
    if let node = group["notify"] { screen.notify = try ConfigValue.choice(node, "notify") }
    if let node = group["links"] { screen.links = try ConfigValue.choice(node, "links") }
    if let node = group["preview"] { screen.preview = try ConfigValue.choice(node, "preview") }
    if let node = group["preview_kb"] {
      screen.previewBudget = try ConfigValue.count(node, "preview_kb", in: 1...10_000).map {
        $0 * 1_000
      }
    }
    if let node = group["editor"] { screen.editor = try ConfigValue.text(node, "editor") }
  }

  /// One key or a list of them for each action; null leaves an action as it is.
  private mutating func keys(_ node: JSON5Node) throws(ConfigProblem.Kind) -> [String: [String]] {
    if node.isNull { return [:] }
    guard case .members(let members) = node.value else {
      throw ConfigValue.problem(node, "keys", expected: "a group in { }")
    }
    var keys: [String: [String]] = [:]
    var seen: Set<String> = []
    for member in members {
      let path = "keys.\(member.key)"
      if !seen.insert(member.key).inserted { warn(.repeatedKey, path, member.line) }
      keys[member.key] = try ConfigValue.keys(member.node, path)
    }
    return keys
  }

  /// One name for every service, or one for each.
  private mutating func models(
    _ node: JSON5Node
  ) throws(ConfigProblem.Kind) -> [ProviderID: ModelID] {
    if case .text(let name) = node.value, !name.isEmpty {
      return Dictionary(
        uniqueKeysWithValues: ProviderID.allCases.map { ($0, ModelID(rawValue: name)) }
      )
    }
    var models: [ProviderID: ModelID] = [:]
    for (provider, node) in try services(node, "model") {
      let name = try ConfigValue.text(node, "model.\(provider)")
      models[provider] = name.map { ModelID(rawValue: $0) }
    }
    return models
  }

  private mutating func read(
    _ node: JSON5Node,
    into spending: inout StudioConfig.Spending
  ) throws(ConfigProblem.Kind) {
    let group = try group(node, "spending", ["daily_cap_usd", "job_cap_usd"])
    if let node = group["daily_cap_usd"] {
      spending.dailyCap = try ConfigValue.money(node, "spending.daily_cap_usd")
    }
    if let node = group["job_cap_usd"] {
      spending.jobCap = try ConfigValue.money(node, "spending.job_cap_usd")
    }
  }

  private mutating func limits(
    _ node: JSON5Node
  ) throws(ConfigProblem.Kind) -> [ProviderID: StudioConfig.Limits] {
    var limits: [ProviderID: StudioConfig.Limits] = [:]
    for (provider, node) in try services(node, "limits") {
      let path = "limits.\(provider)"
      let group = try group(node, path, ["images_per_minute", "tasks_at_once"])
      func count(_ key: String) throws(ConfigProblem.Kind) -> Int? {
        guard let node = group[key] else { return nil }
        return try ConfigValue.count(node, "\(path).\(key)")
      }
      let read = StudioConfig.Limits(
        imagesPerMinute: try count("images_per_minute"),
        tasksAtOnce: try count("tasks_at_once")
      )
      if read != StudioConfig.Limits() { limits[provider] = read }
    }
    return limits
  }

  private mutating func commands(
    _ node: JSON5Node
  ) throws(ConfigProblem.Kind) -> [ProviderID: KeyCommand] {
    var commands: [ProviderID: KeyCommand] = [:]
    for (provider, node) in try services(node, "key_command") {
      commands[provider] = try ConfigValue.command(node, "key_command.\(provider)")
    }
    return commands
  }

  // MARK: Groups

  private mutating func services(
    _ node: JSON5Node,
    _ path: String
  ) throws(ConfigProblem.Kind) -> [(ProviderID, JSON5Node)] {
    let group = try group(node, path, ProviderID.allCases.map(\.rawValue))
    return ProviderID.allCases.compactMap { provider in
      group[provider.rawValue].map { (provider, $0) }
    }
  }

  /// The known keys of a group, by name; null is an empty group.
  private mutating func group(
    _ node: JSON5Node,
    _ path: String,
    _ known: [String]
  ) throws(ConfigProblem.Kind) -> [String: JSON5Node] {
    if node.isNull, !path.isEmpty { return [:] }
    guard case .members(let members) = node.value else {
      throw ConfigValue.problem(
        node,
        path.isEmpty ? "the config" : path,
        expected: "a group in { }"
      )
    }
    var group: [String: JSON5Node] = [:]
    for member in members {
      let keyPath = path.isEmpty ? member.key : "\(path).\(member.key)"
      guard known.contains(member.key) else {
        let nearest = Spelling.nearest(to: member.key.lowercased(), among: known)
        warn(.unknownKey(nearest: nearest), keyPath, member.line)
        continue
      }
      if group[member.key] != nil { warn(.repeatedKey, keyPath, member.line) }
      group[member.key] = member.node
    }
    return group
  }

  private mutating func warn(_ kind: ConfigWarning.Kind, _ keyPath: String, _ line: Int) {
    warnings.append(ConfigWarning(kind: kind, keyPath: keyPath, line: line))
  }
}
