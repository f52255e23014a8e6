/// Things named one after another in a sentence.
enum Listing {
  /// `a, b and c`; `none` where there is nothing.
  static func text(_ items: [some CustomStringConvertible], _ word: String) -> String {
    let names = items.map(\.description)
    guard let last = names.last, names.count > 1 else { return names.first ?? "none" }
    return names.dropLast().joined(separator: ", ") + " \(word) \(last)"
  }
}
