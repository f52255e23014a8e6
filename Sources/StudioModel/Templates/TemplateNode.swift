/// One piece of a parsed template.
indirect enum TemplateNode: Hashable, Sendable {
  case text(String)
  case variable(String)
  /// One of these is taken; `spelled` is the source, braces included.
  case alternatives([[TemplateNode]], spelled: String)
  case wildcard(String)
}

/// What a variable is when no value is given.
struct TemplateDefault: Hashable, Sendable {
  var nodes: [TemplateNode]
  /// The source, as it stands after the equals sign.
  var spelled: String
}

/// What a template takes from outside itself.
enum TemplateLink: Hashable, Sendable, CustomStringConvertible {
  case variable(String)
  case wildcard(String)

  /// As a template writes it, without the braces.
  var description: String {
    switch self {
    case .variable(let name): name
    case .wildcard(let name): "*\(name)"
    }
  }
}

extension [TemplateNode] {
  /// The variables and wildcards of every alternative, in order; defaults are not looked into.
  var links: [TemplateLink] {
    flatMap { node -> [TemplateLink] in
      switch node {
      case .text: []
      case .variable(let name): [.variable(name)]
      case .wildcard(let name): [.wildcard(name)]
      case .alternatives(let choices, _): choices.flatMap(\.links)
      }
    }
  }
}
