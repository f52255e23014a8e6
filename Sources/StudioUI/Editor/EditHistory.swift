/// What was done to a text, to be taken back and done again; bounded in bytes.
struct EditHistory: Hashable, Sendable {
  /// What kind of edit it was; edits of one kind in a row may become one step.
  enum Kind: Hashable, Sendable {
    case typing, deleting, whole
  }

  /// One step of undo.
  struct Step: Hashable, Sendable {
    var kind: Kind
    /// In the order in which they were made.
    var changes: [TextChange]
    var caretBefore: Int
    var anchorBefore: Int?
    var caretAfter: Int

    /// Bytes it is counted for.
    var weight: Int { changes.reduce(64) { $0 + $1.weight } }
  }

  private(set) var past: [Step] = []
  private(set) var future: [Step] = []
  /// True while the last step may still grow.
  private var isOpen = false
  private var weight = 0
  private let limit: Int

  /// - Parameter limit: bytes; the last step is kept however large it is.
  init(limit: Int) { self.limit = limit }

  /// Ends the step that is being made, so that the next edit starts another.
  mutating func close() { isOpen = false }

  /// Adds an edit, to the last step where `joins` and it is of the same kind.
  mutating func record(_ step: Step, joins: Bool) {
    forgetFuture()
    let weightOfLast = past.last?.weight ?? 0
    if isOpen, joins, let last = past.last, last.kind == step.kind,
      last.caretAfter == step.caretBefore
    {
      past[past.count - 1].append(step)
      weight += past[past.count - 1].weight - weightOfLast
    } else {
      past.append(step)
      weight += step.weight
    }
    isOpen = step.kind != .whole
    shrink()
  }

  mutating func stepBack() -> Step? {
    isOpen = false
    guard let step = past.popLast() else { return nil }
    future.append(step)
    return step
  }

  mutating func stepForward() -> Step? {
    isOpen = false
    guard let step = future.popLast() else { return nil }
    past.append(step)
    return step
  }

  private mutating func forgetFuture() {
    weight -= future.reduce(0) { $0 + $1.weight }
    future = []
  }

  private mutating func shrink() {
    var dropped = 0
    while weight > limit, dropped < past.count - 1 {
      weight -= past[dropped].weight
      dropped += 1
    }
    past.removeFirst(dropped)
  }
}

extension EditHistory.Step {
  /// Adds what was done right after it.
  mutating func append(_ next: EditHistory.Step) {
    for change in next.changes {
      if let last = changes.last, let joined = last.joined(with: change) {
        changes[changes.count - 1] = joined
      } else {
        changes.append(change)
      }
    }
    caretAfter = next.caretAfter
  }
}

extension TextChange {
  /// Both as one, where the second only adds to the first.
  fileprivate func joined(with next: TextChange) -> TextChange? {
    var joined = self
    if next.removedCount == 0, next.offset == insertedRange.upperBound {
      joined.inserted += next.inserted
      joined.insertedCount += next.insertedCount
      return joined
    }
    guard insertedCount == 0, next.insertedCount == 0 else { return nil }
    joined.removedCount += next.removedCount
    if next.offset == offset {
      joined.removed += next.removed
    } else if next.removedRange.upperBound == offset {
      joined.offset = next.offset
      joined.removed = next.removed + removed
    } else {
      return nil
    }
    return joined
  }
}
