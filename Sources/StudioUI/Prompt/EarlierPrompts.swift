/// The prompts of earlier requests, and the way back through them.
struct EarlierPrompts: Hashable, Sendable {
  /// Newest first, each once, none blank.
  private(set) var texts: [String] = []
  /// Those that are in no request: drafts that were left.
  private var remembered: [String] = []
  /// Which one is in the editor; `nil` for what the person is writing.
  private var place: Int?
  /// What the person was writing when the walk began.
  private var present = ""

  mutating func take(_ loaded: [String]) {
    let current = place.map { texts[$0] }
    texts = Self.unique(remembered + loaded)
    place = current.flatMap { texts.firstIndex(of: $0) }
  }

  /// Adds a text that is in no request.
  mutating func remember(_ text: String) {
    remembered.insert(text, at: 0)
    take(texts)
  }

  private static func unique(_ all: [String]) -> [String] {
    var seen: Set<String> = []
    return all.filter { text in
      !text.allSatisfy(\.isWhitespace) && seen.insert(text).inserted
    }
  }

  /// The text before the one in the editor; `nil` at the oldest.
  mutating func back(from current: String) -> String? {
    noticeEdit(current)
    guard let next = earlierPlace(than: current) else { return nil }
    if place == nil { present = current }
    place = next
    return texts[next]
  }

  /// The text after the one in the editor, at last what the person was writing.
  mutating func forward(from current: String) -> String? {
    noticeEdit(current)
    guard let place else { return nil }
    self.place = place > 0 ? place - 1 : nil
    return place > 0 ? texts[place - 1] : present
  }

  /// What the person was writing, while an earlier prompt shows unchanged; `nil` for nothing.
  func kept(under current: String) -> String? {
    let isHidden = canGoForward(from: current) && !present.allSatisfy(\.isWhitespace)
    return isHidden ? present : nil
  }

  func canGoBack(from current: String) -> Bool { earlierPlace(than: current) != nil }

  func canGoForward(from current: String) -> Bool {
    place.map { texts[$0] == current } ?? false
  }

  /// The same text again would be no step.
  private func earlierPlace(than current: String) -> Int? {
    let start = place.map { texts[$0] == current ? $0 + 1 : 0 } ?? 0
    return texts.indices.dropFirst(start).first { texts[$0] != current }
  }

  /// An earlier prompt that was edited is what the person is writing now.
  private mutating func noticeEdit(_ current: String) {
    if let place, texts[place] != current { self.place = nil }
  }
}
