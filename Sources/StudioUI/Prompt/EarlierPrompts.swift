/// The prompts of earlier requests and the texts that were put aside unsent, and the way back
/// through them.
struct EarlierPrompts: Hashable, Sendable {
  /// Those that are in no request first, then the others, each newest first; each once, none blank.
  private(set) var texts: [String] = []
  /// How many of them are in no request.
  private(set) var unsentCount = 0
  private var sent: [String] = []
  private var unsent: [String] = []
  /// Put aside in this session.
  private var remembered: [String] = []
  /// Sent or dropped in this session: a list that was read before may still have them.
  private var gone: Set<String> = []
  /// What gave way to another text since this was asked last.
  private var replaced: [String] = []
  /// Which one is in the editor; `nil` for what the person is writing.
  private var place: Int?
  /// What the person was writing when the walk began.
  private var present = ""

  mutating func take(_ sent: [String], unsent: [String]) {
    self.sent = sent
    self.unsent = unsent
    putTogether()
  }

  /// Adds a text that is in no request.
  mutating func remember(_ text: String) {
    gone.remove(text)
    remembered.removeAll { $0 == text }
    remembered.insert(text, at: 0)
    putTogether()
  }

  /// Lets a text that was put aside go.
  mutating func forget(_ text: String) {
    gone.insert(text)
    remembered.removeAll { $0 == text }
    putTogether()
  }

  private mutating func putTogether() {
    let current = place.map { texts[$0] }
    let aside = Self.unique(remembered + unsent.filter { !gone.contains($0) })
    unsentCount = aside.count
    texts = Self.unique(aside + sent)
    place = current.flatMap { texts.firstIndex(of: $0) }
    if current != nil, place == nil { leavePresent() }
  }

  /// Puts aside a text that gives way to another one, unless it can be had back as it is.
  mutating func leave(_ text: String) {
    guard !text.allSatisfy(\.isWhitespace), !texts.contains(text) else { return }
    replaced.append(text)
    remember(text)
  }

  /// The texts that gave way since this was asked last, for a place that outlives the program.
  mutating func takeReplaced(under current: String) -> [String] {
    noticeEdit(current)
    defer { replaced = [] }
    return replaced
  }

  /// The walk is over: what shows now is what the person is writing.
  mutating func endWalk() {
    place = nil
    present = ""
  }

  private mutating func leavePresent() {
    let left = present
    endWalk()
    leave(left)
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

  /// An earlier prompt that was edited is what the person is writing now, and what was hidden under
  /// it gives way; unless that was brought back.
  private mutating func noticeEdit(_ current: String) {
    guard let place, texts[place] != current else { return }
    if present == current { endWalk() } else { leavePresent() }
  }
}
