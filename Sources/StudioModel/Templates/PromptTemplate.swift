/// A prompt with places that are filled in, parsed.
///
/// ```
/// A {red|{dark |}blue} fox, {subject}, {time=at dawn}, {*season}, in {{braces}}
/// ```
/// - `{name}` is a variable, `{name=default}` one that has a value until another is given. It is
///   the same wherever it stands. A default may hold everything a template may: a choice in it is
///   made once for all places, `{time={dawn|dusk}}`.
/// - `{a|b|}` takes one of the alternatives, here also nothing; they may be nested.
/// - `{*name}` takes an entry of a wildcard. The spelling `__name__` of other programs is not
///   taken: underscores are ordinary in prompts, and a text without braces has to stay itself.
/// - `{{` and `}}` are braces outside of choices. Inside them a backslash makes the next
///   `{ } | = *` or `\` plain; elsewhere it is itself.
///
/// A text without braces is itself, exactly. Full-width braces are text.
public struct PromptTemplate: Hashable, Sendable {
  /// As it was written.
  public let text: String
  let nodes: [TemplateNode]
  let defaults: [String: TemplateDefault]
  /// The names of its variables, in order of appearance, those inside defaults included.
  public let variables: [String]
  /// The names of the wildcards it draws from itself, in order of appearance.
  public let wildcards: [String]

  /// Bytes of UTF-8 in a text with braces.
  public static let maximumBytes = 64_000
  /// How deep braces may be nested.
  public static let maximumDepth = 16
  /// The variable that stands for the number of images asked for, unless it is given.
  public static let imagesVariable = "images"

  public init(parsing text: String) throws(TemplateSyntaxFault) {
    self.text = text
    guard text.contains(where: { $0 == "{" || $0 == "}" }) else {
      (nodes, defaults, variables, wildcards) = (text.isEmpty ? [] : [.text(text)], [:], [], [])
      return
    }
    guard text.utf8.count <= Self.maximumBytes else {
      throw TemplateSyntaxFault(.tooLong(text.utf8.count, limit: Self.maximumBytes), at: 0)
    }
    var parser = TemplateParser(text)
    nodes = try parser.parse()
    defaults = parser.defaults
    variables = parser.variables.list
    wildcards = parser.wildcards.list
  }

  /// The template that resolves to `text` and nothing else.
  public static func literal(_ text: String) -> String {
    var escaped = ""
    for character in text {
      escaped.append(character)
      if character == "{" || character == "}" { escaped.append(character) }
    }
    return escaped
  }

  /// What a variable is when nothing is given, as it was written; `nil` where it has no default.
  public func defaultText(of variable: String) -> String? { defaults[variable]?.spelled }
}

extension PromptTemplate: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      try self.init(parsing: text)
    } catch {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "\(error.message) \(error.advice)"
      )
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
