import StudioModel

/// One thing to know before sending: why the request can't be sent, or what it will lead to.
struct PromptAdvice: Hashable, Sendable {
  var text: String
  /// True when the request can't be sent as it is.
  var isRefusal: Bool
  /// Changes that settle it, each on its own, the likeliest first.
  var fixes: [Fix]

  /// A change, and what it does in a few words.
  struct Fix: Hashable, Sendable {
    var change: Notice.Fix
    var label: String
  }

  /// Everything to say, what stops the request first, then the most costly.
  ///
  /// - Parameter keyMissing: why the request's service can't be used from here, where it can't.
  static func all(
    _ check: RequestCheck,
    isEmpty: Bool,
    keyMissing: String? = nil
  ) -> [PromptAdvice] {
    // An empty prompt is no fault of anybody who has not begun.
    let refusals = check.refusals.filter { !(isEmpty && $0 == .emptyPrompt) }
    let notices = check.notices.enumerated()
      .sorted { ($0.element.kind.rank, $0.offset) < ($1.element.kind.rank, $1.offset) }
      .map(\.element)
    let key = keyMissing.map { [PromptAdvice(unusable: $0)] } ?? []
    return key + refusals.map(PromptAdvice.init) + (isEmpty ? [] : notices.map(PromptAdvice.init))
  }

  private init(unusable reason: String) {
    text = reason
    isRefusal = true
    fixes = []
  }

  private init(_ refusal: Refusal) {
    text = refusal.message
    isRefusal = true
    fixes = refusal.fix.map { [Fix(change: $0, label: $0.label)] } ?? []
  }

  private init(_ notice: Notice) {
    text = notice.message
    isRefusal = false
    fixes = notice.fixes.map { change in
      Fix(change: change, label: notice.kind.fixLabel ?? change.label)
    }
  }
}

extension Refusal {
  /// The change that would get the request through, where there is one of a single setting.
  fileprivate var fix: Notice.Fix? {
    switch self {
    case .tooFewImages(_, _, let nearest), .tooManyImages(_, _, let nearest),
      .tooManyPictures(_, _, _, let nearest):
      .maxImages(nearest)
    case .seedNotTaken: .withoutSeed
    default: nil
    }
  }
}

extension Notice.Fix {
  fileprivate var label: String {
    switch self {
    case .maxImages(let count): "ask for \(count)"
    case .prompt: "reword"
    case .size(let size): "take \(size)"
    case .withoutSeed: "leave the seed out"
    }
  }

  /// What was done, for a message.
  var done: String {
    switch self {
    case .maxImages(let count): "max_images is \(count) now"
    case .prompt: "The prompt was changed; undo takes it back"
    case .size(let size): "The size is \(size) now"
    case .withoutSeed: "The seed is left out"
    }
  }
}

extension Notice.Kind {
  /// What costs money or pictures goes first.
  fileprivate var rank: Int {
    switch self {
    case .countDiffers, .countContradictory, .seriesOfOne: 0
    case .countMissing: 1
    case .referenceNotGiven: 2
    case .editUnclear: 3
    case .instructionsContradict: 4
    case .shapeDiffers: 5
    case .consistencyMissing: 6
    case .instructionRepeated: 7
    case .promptOverBudget: 8
    case .undocumentedSize: 9
    case .unusualAspect: 10
    case .seedNotHonoured: 11
    case .controlCharacters: 12
    }
  }

  fileprivate var fixLabel: String? {
    switch self {
    case .countMissing: "say it"
    case .consistencyMissing: "say what stays"
    case .instructionRepeated: "say it once"
    case .controlCharacters: "take them out"
    default: nil
    }
  }
}
