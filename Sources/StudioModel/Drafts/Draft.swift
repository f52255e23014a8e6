/// What a person is writing: the request as it stands, prompt included, and where the caret is.
public struct Draft: Hashable, Sendable, Codable {
  public var request: SequenceRequest
  /// Counted in characters from the start of the prompt.
  public var caret: Int

  public init(request: SequenceRequest, caret: Int) {
    self.request = request
    self.caret = caret
  }

  /// True when there is something in the prompt that a person would miss.
  public var hasText: Bool {
    request.prompt.contains { !$0.isWhitespace }
  }

  /// The same settings and references with an empty prompt.
  public var withoutText: Draft {
    var draft = self
    draft.request.prompt = ""
    draft.caret = 0
    return draft
  }
}

/// The name of one kept draft.
public struct DraftID: Hashable, Sendable, Codable, RawRepresentable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public var description: String { rawValue }
}

/// A draft as it lies in the library.
public struct KeptDraft: Hashable, Sendable {
  public var id: DraftID
  public var draft: Draft
  public var savedAt: Timestamp

  public init(id: DraftID, draft: Draft, savedAt: Timestamp) {
    self.id = id
    self.draft = draft
    self.savedAt = savedAt
  }
}

/// What a program starts with.
public enum OpenedDraft: Hashable, Sendable {
  /// A program ended while this was being written; it is ours now.
  case recovered(KeptDraft)
  /// The settings and references used last, with an empty prompt.
  case settings(Draft)

  public var draft: Draft {
    switch self {
    case .recovered(let kept): kept.draft
    case .settings(let draft): draft
    }
  }
}
