/// Why a text is not a template.
public struct TemplateSyntaxFault: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// An opening brace has no closing one.
    case unclosed
    /// A closing brace has no opening one.
    case unopened
    /// There is nothing between the braces.
    case empty
    /// Neither a name nor alternatives; holds what stands between the braces.
    case notAChoice(String)
    /// A star that no name and closing brace follow.
    case notAWildcard
    /// `{"key": …`, as in pasted data.
    case looksLikeData
    /// A bar in a default.
    case alternativesInDefault(String)
    /// A variable has another default already, at that character.
    case secondDefault(String, earlier: Int)
    case tooDeep(limit: Int)
    /// Bytes of UTF-8.
    case tooLong(Int, limit: Int)
  }

  public var kind: Kind
  /// Where the brace, or the group it is about, begins; counted in characters from nought.
  public var offset: Int

  public init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  /// A word for programs that stays the same when sentences change.
  public var rule: String {
    switch kind {
    case .unclosed: "template_unclosed"
    case .unopened: "template_unopened"
    case .empty: "template_empty_braces"
    case .notAChoice: "template_not_a_choice"
    case .notAWildcard: "template_not_a_wildcard"
    case .looksLikeData: "template_looks_like_data"
    case .alternativesInDefault: "template_default_alternatives"
    case .secondDefault: "template_second_default"
    case .tooDeep: "template_too_deep"
    case .tooLong: "template_too_long"
    }
  }

  /// One sentence: where and what. People count characters from one.
  public var message: String {
    let place = "character \(offset + 1)"
    return switch kind {
    case .unclosed: "The “{” at \(place) is never closed."
    case .unopened: "The “}” at \(place) closes nothing."
    case .empty: "The braces at \(place) are empty."
    case .notAChoice(let text):
      "The braces at \(place) hold “\(Excerpt.of(text, limit: 30))”, which is neither the name "
        + "of a variable nor a choice."
    case .notAWildcard: "The “{*” at \(place) is not followed by the name of a wildcard and “}”."
    case .looksLikeData: "The “{” at \(place) begins what looks like JSON, not a choice."
    case .alternativesInDefault(let name):
      "The default of {\(name)} at \(place) holds a bare “|”, but a variable has one default."
    case .secondDefault(let name, let earlier):
      "{\(name)} at \(place) has another default than at character \(earlier + 1)."
    case .tooDeep(let limit):
      "The braces at \(place) are nested more than \(limit) deep."
    case .tooLong(let bytes, let limit):
      "The template has \(bytes.grouped) bytes; the limit is \(limit.grouped)."
    }
  }

  private static let escaping = "Write {{ and }} for braces that are meant as text"

  /// One sentence: what to do next.
  public var advice: String {
    switch kind {
    case .unclosed: return "Close it with }. \(Self.escaping)."
    case .unopened:
      return "Remove it. \(Self.escaping); a choice that begins with another choice needs a "
        + "plain alternative first."
    case .empty: return "Put a name or alternatives between them. \(Self.escaping)."
    case .notAChoice(let text):
      if text.contains(where: { "｜＝＊".contains($0) }) {
        return "Write | = * in half width, as in {dawn|dusk}. \(Self.escaping)."
      }
      return "Write {name}, {dawn|dusk} or {*wildcard}. \(Self.escaping)."
    case .notAWildcard: return "Write {*name}, or \\* for a star that is meant as text."
    case .looksLikeData: return "\(Self.escaping): {{\"key\": 1}}."
    case .alternativesInDefault(let name):
      return "Nest the choice, {\(name)={dawn|dusk}}, or write \\| for a bar that is meant as text."
    case .secondDefault(let name, _): return "Keep one of them and write {\(name)} elsewhere."
    case .tooDeep: return "Put the inner choices into a wildcard file."
    case .tooLong: return "Shorten it; a model reads a few hundred words well."
    }
  }
}
