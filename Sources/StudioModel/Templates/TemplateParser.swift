/// Reads a text with braces from left to right.
struct TemplateParser {
  private let characters: [Character]
  private var place = 0
  private(set) var defaults: [String: TemplateDefault] = [:]
  private(set) var variables = DistinctNames()
  private(set) var wildcards = DistinctNames()
  /// Where each default stands.
  private var defaultOffsets: [String: Int] = [:]

  init(_ text: String) { characters = Array(text) }

  mutating func parse() throws(TemplateSyntaxFault) -> [TemplateNode] {
    var nodes: [TemplateNode] = []
    var text = ""
    while let character = character(at: place) {
      let isDoubled = self.character(at: place + 1) == character
      switch character {
      case "{" where isDoubled, "}" where isDoubled:
        text.append(character)
        place += 2
      case "{":
        Self.append(&text, to: &nodes)
        nodes.append(try group(depth: 1))
      case "}": throw TemplateSyntaxFault(.unopened, at: place)
      default:
        text.append(character)
        place += 1
      }
    }
    Self.append(&text, to: &nodes)
    return nodes
  }

  private func character(at index: Int) -> Character? {
    index < characters.count ? characters[index] : nil
  }

  private static func append(_ text: inout String, to nodes: inout [TemplateNode]) {
    if !text.isEmpty { nodes.append(.text(text)) }
    text = ""
  }

  // MARK: Braces

  /// What begins with the brace at `place`; leaves `place` behind its closing brace.
  private mutating func group(depth: Int) throws(TemplateSyntaxFault) -> TemplateNode {
    let open = place
    guard depth <= PromptTemplate.maximumDepth else {
      throw TemplateSyntaxFault(.tooDeep(limit: PromptTemplate.maximumDepth), at: open)
    }
    guard !beginsData(open + 1) else { throw TemplateSyntaxFault(.looksLikeData, at: open) }
    if character(at: open + 1) == "*" { return try wildcard(open) }
    let nameEnd = nameEnd(open + 1)
    if let name = name(open + 1..<nameEnd) {
      if character(at: nameEnd) == "}" {
        place = nameEnd + 1
        variables.insert(name)
        return .variable(name)
      }
      if character(at: nameEnd) == "=" {
        return try variable(name, open: open, value: nameEnd + 1, depth)
      }
    }
    return try alternatives(open, depth)
  }

  private mutating func wildcard(_ open: Int) throws(TemplateSyntaxFault) -> TemplateNode {
    let end = nameEnd(open + 2)
    guard let name = name(open + 2..<end), character(at: end) == "}" else {
      throw TemplateSyntaxFault(.notAWildcard, at: open)
    }
    place = end + 1
    wildcards.insert(name)
    return .wildcard(name)
  }

  private mutating func variable(
    _ name: String,
    open: Int,
    value: Int,
    _ depth: Int
  ) throws(TemplateSyntaxFault) -> TemplateNode {
    variables.insert(name)
    place = value
    let nodes = try branch(open: open, depth)
    guard character(at: place) == "}" else {
      throw TemplateSyntaxFault(.alternativesInDefault(name), at: open)
    }
    let found = TemplateDefault(nodes: nodes, spelled: String(characters[value..<place]))
    if let earlier = defaultOffsets[name], defaults[name] != found {
      throw TemplateSyntaxFault(.secondDefault(name, earlier: earlier), at: open)
    }
    defaults[name] = found
    defaultOffsets[name] = defaultOffsets[name] ?? open
    place += 1
    return .variable(name)
  }

  private mutating func alternatives(
    _ open: Int,
    _ depth: Int
  ) throws(TemplateSyntaxFault) -> TemplateNode {
    var choices: [[TemplateNode]] = []
    place = open
    repeat {
      place += 1
      choices.append(try branch(open: open, depth))
    } while character(at: place) == "|"
    place += 1
    guard choices.count > 1 else {
      let inside = String(characters[open + 1..<place - 1])
      throw TemplateSyntaxFault(inside.isEmpty ? .empty : .notAChoice(inside), at: open)
    }
    return .alternatives(choices, spelled: String(characters[open..<place]))
  }

  /// Everything up to the bar or the brace that ends it, which `place` is left at.
  private mutating func branch(
    open: Int,
    _ depth: Int
  ) throws(TemplateSyntaxFault) -> [TemplateNode] {
    var nodes: [TemplateNode] = []
    var text = ""
    while let character = character(at: place) {
      switch character {
      case "|", "}":
        Self.append(&text, to: &nodes)
        return nodes
      case "{":
        Self.append(&text, to: &nodes)
        nodes.append(try group(depth: depth + 1))
      default:
        if character == "\\", let next = self.character(at: place + 1), "{}|=*\\".contains(next) {
          place += 1
        }
        text.append(characters[place])
        place += 1
      }
    }
    throw TemplateSyntaxFault(.unclosed, at: open)
  }

  // MARK: Names

  private func nameEnd(_ start: Int) -> Int {
    var end = start
    while let character = character(at: end), TemplateName.isPart(character) { end += 1 }
    return end
  }

  private func name(_ range: Range<Int>) -> String? {
    let name = String(characters[range])
    return TemplateName.isValid(name) ? name : nil
  }

  /// `"key":`, after spaces and line ends.
  private func beginsData(_ start: Int) -> Bool {
    let rest = characters[start...].drop(while: \.isWhitespace)
    guard rest.first == "\"" else { return false }
    let key = rest.dropFirst().prefix { !"\"{}|".contains($0) }
    let after = characters[key.endIndex...]
    return after.first == "\"" && after.dropFirst().first { !$0.isWhitespace } == ":"
  }
}
