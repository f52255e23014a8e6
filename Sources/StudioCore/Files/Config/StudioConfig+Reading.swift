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
    let known = ["provider", "model", "library", "spending", "limits", "key_command"]
    let group = try group(root, "", known)
    config.provider = try group["provider"].flatMap { node throws(ConfigProblem.Kind) in
      try Self.provider(node)
    }
    if let node = group["model"] { config.models = try models(node) }
    if let node = group["library"] { config.library = try Self.text(node, "library") }
    if let node = group["spending"] { try read(node, into: &config.spending) }
    if let node = group["limits"] { config.limits = try limits(node) }
    if let node = group["key_command"] { config.keyCommands = try commands(node) }
    return config
  }

  private static func provider(_ node: JSON5Node) throws(ConfigProblem.Kind) -> ProviderID? {
    if node.isNull { return nil }
    let names = ProviderID.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
    guard case .text(let name) = node.value, let provider = ProviderID(rawValue: name) else {
      throw problem(node, "provider", expected: "\(names) or null")
    }
    return provider
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
      let name = try Self.text(node, "model.\(provider)")
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
      spending.dailyCap = try Self.money(node, "spending.daily_cap_usd")
    }
    if let node = group["job_cap_usd"] {
      spending.jobCap = try Self.money(node, "spending.job_cap_usd")
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
        return try Self.count(node, "\(path).\(key)")
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
      commands[provider] = try Self.command(node, "key_command.\(provider)")
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
      throw Self.problem(node, path.isEmpty ? "the config" : path, expected: "a group in { }")
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

  // MARK: Values

  private static func text(_ node: JSON5Node, _ path: String) throws(ConfigProblem.Kind) -> String?
  {
    if node.isNull { return nil }
    guard case .text(let text) = node.value, !text.isEmpty else {
      throw problem(node, path, expected: "a text in quotes or null")
    }
    return text
  }

  private static func count(_ node: JSON5Node, _ path: String) throws(ConfigProblem.Kind) -> Int? {
    if node.isNull { return nil }
    guard case .number(let digits) = node.value, let count = Int(digits),
      (1...1_000_000).contains(count)
    else { throw problem(node, path, expected: "a whole number from 1 to 1000000, or null") }
    return count
  }

  private static func money(_ node: JSON5Node, _ path: String) throws(ConfigProblem.Kind) -> Money?
  {
    let digits: String
    switch node.value {
    case .null: return nil
    case .number(let number): digits = number
    case .text(let text): digits = text
    case .flag, .list, .members: digits = ""
    }
    guard let amount = dollars(digits) else {
      throw problem(
        node,
        path,
        expected: "an amount of dollars such as \"2.50\" or 2.5, or null for no cap"
      )
    }
    return amount
  }

  /// At most a million, at most six decimals: nothing is rounded.
  private static func dollars(_ digits: String) -> Money? {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2, whole.utf8.count <= 7,
      parts.count == 1 || parts[1].utf8.count <= 6, !digits.hasPrefix("-"),
      let amount = Money(decimal: digits), amount <= Money(microdollars: 1_000_000_000_000)
    else { return nil }
    return amount
  }

  private static func command(
    _ node: JSON5Node,
    _ path: String
  ) throws(ConfigProblem.Kind) -> KeyCommand? {
    switch node.value {
    case .null: return nil
    case .text(let line) where !line.isEmpty: return .shell(line)
    case .list(let nodes) where !nodes.isEmpty:
      let words = nodes.compactMap { node in
        if case .text(let word) = node.value { word } else { String?.none }
      }
      if words.count == nodes.count { return .words(words) }
    default: break
    }
    throw problem(
      node,
      path,
      expected: "a command in quotes, a list such as [\"pass\", \"name\"], or null"
    )
  }

  private static func problem(
    _ node: JSON5Node,
    _ path: String,
    expected: String
  ) -> ConfigProblem.Kind {
    .value(keyPath: path, line: node.line, expected: expected, found: node.kindName)
  }
}
