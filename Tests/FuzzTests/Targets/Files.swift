import StudioModel

@testable import StudioCore

extension FuzzTarget {
  /// Files that a person, or somebody else, wrote.
  static let files = [
    FuzzTarget("config", config),
    FuzzTarget("recipe", replays: 400, recipe),
    FuzzTarget("names", longest: 1_024, names),
  ]

  @Sendable private static func config(_ supply: inout Supply) throws {
    let text = supply.text()
    // CR LF is one line end.
    let scalars = Array(text.unicodeScalars)
    let ends = scalars.indices.count { place in
      JSON5Reader.isLineEnd(scalars[place])
        && !(scalars[place] == "\r" && place + 1 < scalars.count && scalars[place + 1] == "\n")
    }
    let lines = 1...ends + 1
    let loaded: LoadedConfig
    do throws(ConfigProblem) {
      loaded = try StudioConfig.parse(text, path: "config.json5")
    } catch {
      return try check(error, lines: lines, columns: 1...scalars.count + 1)
    }
    for warning in loaded.warnings {
      try hold(lines.contains(warning.line), "a warning in line \(warning.line)")
    }
  }

  private static func check(
    _ problem: ConfigProblem,
    lines: ClosedRange<Int>,
    columns: ClosedRange<Int>
  ) throws {
    try hold(!problem.message.isEmpty, "a problem without words")
    switch problem.kind {
    case .syntax(let line, let column, let expected):
      try hold(lines.contains(line), "stops in line \(line) of \(lines.count)")
      try hold(columns.contains(column), "stops in column \(column)")
      try hold(!expected.isEmpty, "expects nothing")
    case .value(_, let line, let expected, _):
      try hold(lines.contains(line), "a value in line \(line) of \(lines.count)")
      try hold(!expected.isEmpty, "expects nothing")
    case .file, .notText: throw Finding("a text that is no text")
    }
  }

  /// What was read of a recipe is what is read of it when it is written anew.
  @Sendable private static func recipe(_ supply: inout Supply) throws {
    let bytes = supply.bytes()
    guard let recipe = try? Recipe(parsing: bytes) else { return }
    let written = Array(recipe.text.utf8)
    let again = try Recipe(parsing: written)
    try hold(again == recipe, "became \(again) after \(recipe)")
    for frame in recipe.frames {
      guard let name = frame.fileName else { continue }
      try hold(!name.contains("/") && name != "." && name != ".." && !name.isEmpty, "named \(name)")
    }
    let steering = recipe.text.unicodeScalars.first {
      $0 != "\n" && [.control, .format].contains($0.properties.generalCategory)
    }
    try hold(steering == nil, "\(steering as Any) stands raw")
  }

  /// The names of folders and files, from prompts and ids; paths by their text alone.
  @Sendable private static func names(_ supply: inout Supply) throws {
    let limit = supply.number(below: 80)
    let word = supply.line()
    let prompt = supply.text()
    let slug = Slug(prompt: prompt, maxBytes: limit).text
    try checkName(slug)
    let room = max(limit, Slug.fallback.utf8.count)
    try hold(slug.utf8.count <= room, "\(slug) takes more than \(limit) bytes")
    let id = SequenceID(rawValue: word)
    let time = LocalTime(Timestamp(milliseconds: 1_769_846_700_000), offset: 3_600)
    let layout = LibraryLayout(root: "/library")
    for slug in [slug, prompt] {
      let parts = layout.folderParts(id: id, slug: slug, at: time)
      try hold(parts.count == 2, "\(parts.count) folders")
      for part in parts { try checkName(part) }
      let folder = layout.folder(id: id, slug: slug, at: time)
      try hold(folder == "/library/" + parts.joined(separator: "/"), "it lies in \(folder)")
    }
    let absolute = PathName(prompt).absolute(in: "/here")
    try hold(absolute.utf8.first == UInt8(ascii: "/"), "\(absolute) is not absolute")
    try hold(PathName(absolute).absolute(in: "/there") == absolute, "\(absolute) moved")
    _ = (PathName(prompt).parent, PathName(prompt).isFile, LibraryLayout.isOwnName(prompt))
    let cut = PathName.cut(prompt, toBytes: limit)
    try hold(cut.utf8.count <= limit && prompt.hasPrefix(cut), "cut to \(cut)")
  }

  private static func checkName(_ name: String) throws {
    try hold(!name.isEmpty && name.utf8.count <= 255, "a name of \(name.utf8.count) bytes")
    try hold(name.first != "." && name.first != "-", "\(name) hides or is an option")
    let bad = name.unicodeScalars.first { scalar in
      scalar == "/" || scalar == "\\" || scalar == "." || scalar.properties.isWhitespace
        || scalar.properties.isDefaultIgnorableCodePoint || !Steering.isHarmless(scalar)
    }
    try hold(bad == nil, "\(bad.map { String($0.value, radix: 16) } as Any) is in \(name)")
  }
}
