/// One piece of a typed search, cut at white space outside quotes.
enum SearchTerm: Hashable {
  /// As typed.
  case word(String)
  /// Both in small letters, the value without its quotes.
  case field(String, String)

  /// A word as it was typed; a field that means nothing, with its colon.
  var spelled: String {
    switch self {
    case .word(let word): word
    case .field(let name, let value): "\(name):\(value)"
    }
  }

  static func all(in text: String) -> [SearchTerm] {
    var terms: [SearchTerm] = []
    var rest = text[...]
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.isEmpty { return terms }
      terms.append(next(&rest))
    }
  }

  private static func next(_ rest: inout Substring) -> SearchTerm {
    let name = rest.prefix { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
    let isField = HistorySearch.Field(rawValue: name.lowercased()) != nil
    guard isField, rest[name.endIndex...].first == ":" else {
      let word = rest.prefix { !$0.isWhitespace }
      rest = rest[word.endIndex...]
      return .word(String(word))
    }
    rest = rest[name.endIndex...].dropFirst()
    return .field(name.lowercased(), value(&rest).lowercased())
  }

  /// Up to the next white space; a quote keeps white space in, to its end or that of the text.
  private static func value(_ rest: inout Substring) -> String {
    var value = ""
    var isQuoted = false
    while let character = rest.first, isQuoted || !character.isWhitespace {
      rest = rest.dropFirst()
      if "\"“”".contains(character) {
        isQuoted.toggle()
      } else {
        value.append(character)
      }
    }
    return value
  }
}
