extension ShotList {
  var texts: [String] { shots.map(\.text) }

  /// Replaces the common part. A closing text that still ends it stays behind the shots; a text
  /// with lines of a list in it makes shots of them, as it would in the prompt.
  public mutating func setCommon(_ text: String) {
    let tail = PromptLine.trimmed(closing)
    let isKept = !tail.isEmpty && text != tail && text.hasSuffix("\n\n" + tail)
    let opening = isKept ? String(text.dropLast(tail.count + 2)) : text
    self = arranged(texts, opening: opening, closing: isKept ? closing : "")
  }

  /// Replaces the text of the shot at an index from 0; without effect where there is none.
  public mutating func setShot(_ index: Int, to text: String) {
    guard shots.indices.contains(index) else { return }
    var changed = texts
    changed[index] = PromptLine.of(text)
    self = arranged(changed)
  }

  /// Puts a shot before the one at an index from 0; past the end, or before the start, it goes to
  /// the nearest place.
  public mutating func insertShot(_ text: String, at index: Int) {
    var changed = texts
    changed.insert(PromptLine.of(text), at: max(0, min(shots.count, index)))
    self = arranged(changed)
  }

  /// Removes the shot at an index from 0; without effect where there is none. What remains is read
  /// as any prompt is.
  public mutating func removeShot(at index: Int) {
    guard shots.indices.contains(index) else { return }
    keepShots(shots.indices.filter { $0 != index })
  }

  /// Moves a shot so that it has the index `target` afterwards; both are indices of shots, or
  /// nothing happens.
  public mutating func moveShot(from index: Int, to target: Int) {
    guard shots.indices.contains(index), shots.indices.contains(target) else { return }
    var changed = texts
    changed.insert(changed.remove(at: index), at: target)
    self = arranged(changed)
  }

  /// Keeps the shots at these indices from 0, in the order given; others are left out.
  public mutating func keepShots(_ kept: [Int]) {
    self = arranged(kept.filter(shots.indices.contains).map { shots[$0].text })
  }

  /// The list in the form of new lists, whatever form it was found in.
  func rewritten() -> ShotList {
    let lines = texts.map(PromptLine.of)
    return ShotList(reading: Self.written(opening: opening, lines, closing: closing))
  }

  func withOpening(_ text: String) -> ShotList { arranged(texts, opening: text, closing: closing) }

  func withClosing(_ text: String) -> ShotList { arranged(texts, opening: opening, closing: text) }

  // MARK: Composing

  private func arranged(_ texts: [String]) -> ShotList {
    arranged(texts, opening: opening, closing: closing)
  }

  /// The list with other texts, in the form it was found in. Where that form can't hold them (an
  /// item that numbers things itself, paragraphs beside lines) each becomes one line, and where
  /// that does not do, the form of new lists is taken.
  private func arranged(_ texts: [String], opening: String, closing: String) -> ShotList {
    let lines = texts.map(PromptLine.of)
    let asFound = fitted(texts, opening: opening, closing: closing, isFlat: false)
    let attempts: [(prompt: String, texts: [String])] = [
      (asFound, texts),
      (fitted(lines, opening: opening, closing: closing, isFlat: true), lines),
      (Self.written(opening: opening, lines, closing: closing), lines),
    ]
    for attempt in attempts {
      let list = ShotList(reading: attempt.prompt)
      if list.texts == attempt.texts, list.isSame(opening, closing) { return list }
    }
    return ShotList(reading: asFound)
  }

  private func isSame(_ opening: String, _ closing: String) -> Bool {
    PromptLine.trimmed(self.opening) == PromptLine.trimmed(opening)
      && PromptLine.trimmed(self.closing) == PromptLine.trimmed(closing)
  }

  /// The prompt with the texts between the markers and gaps that were found.
  private func fitted(
    _ texts: [String],
    opening: String,
    closing: String,
    isFlat: Bool
  ) -> String {
    guard let last = shots.last, !texts.isEmpty else {
      return Self.written(opening: opening, texts, closing: closing)
    }
    let gaps = gaps(texts.count, isFlat: isFlat)
    var prompt = opening + (opening.isEmpty ? "" : openingGap.isEmpty ? defaultGap : openingGap)
    for (index, text) in texts.enumerated() {
      let marker = (index < shots.count ? shots[index] : last).marker
      // A number the signs do not reach reads back wrong, and the next form is tried.
      prompt += (marker.numbered(index + 1) ?? marker).parted(from: text).text + text
      if index < gaps.count { prompt += gaps[index] }
    }
    if closing.isEmpty { return prompt + (self.closing.isEmpty ? last.gap : "") }
    return prompt + (isFlat && !isInline ? "\n\n" : last.gap) + closing
  }

  private var defaultGap: String { isInline ? " " : "\n" }

  /// What stands between so many shots; the last gaps stay the last, as `, and ` should.
  private func gaps(_ count: Int, isFlat: Bool) -> [String] {
    if isFlat, !isInline { return Array(repeating: "\n", count: count - 1) }
    let found = shots.dropLast().map(\.gap)
    let usual = found.first ?? (isInline ? "; " : "\n")
    let missing = max(0, count - 1 - found.count)
    return Array((Array(repeating: usual, count: missing) + found).suffix(count - 1))
  }
}
