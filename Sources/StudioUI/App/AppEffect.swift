public import StudioModel

/// What the app asks of the core, the terminal or the machine; carried out outside, off the thread
/// that reads keys. Answers come back as `Report`.
public enum AppEffect: Hashable, Sendable {
  /// Queue a request and work on it. `ticket` comes back with the answer.
  case admit(SequenceRequest, estimate: Money, ticket: Int)
  case decide(JobDecision, SequenceID)
  case setPolling(isPaused: Bool, SequenceID)
  case lookNow(SequenceID)
  /// Work on an unfinished sequence that nobody works on.
  case takeUp(SequenceID)

  case loadHistory(HistoryRequest)
  case loadJob(SequenceID)
  case loadTimeline(SequenceID)
  /// How long a model took before.
  case loadPastRuns(ProviderID, ModelID)
  case loadSpending
  case loadBalance(ProviderID)
  /// Texts that were put aside and earlier prompts, newest first.
  case loadPrompts

  case star(SequenceID, Bool)
  case trash(SequenceID)
  case restore(SequenceID)
  case emptyTrash

  /// The latest one counts; those before it need not be written.
  case saveDraft(Draft)
  /// The draft that was opened at start is what shows now.
  case takeDraft(DraftID)
  /// Keep a text that gave way to another one, in this session and later ones, until it is sent or
  /// dropped; with its name where it is the draft that was opened at start.
  case putAside(Draft, as: DraftID? = nil)
  /// Forget a text that was put aside.
  case dropAside(String)
  case rememberFirstRun

  case openEditor(String)
  case completePath(PathRequest)
  /// Look at a local picture that is to be a reference, by its path as typed.
  case lookAtReference(String)
  /// Put a text on the clipboard of the terminal; `label` says what it is: `prompt`.
  case copy(String, label: String)
  /// Tell the person, who may look elsewhere, in the way the settings ask for.
  case notify(String)
  case setMouse(Bool)
  /// Send more for each picture, or less, by so many steps of the ladder. The answer is
  /// `Report.picturesFound`, also where the ladder ends.
  case changePictureBudget(Int)
  case redraw
  case suspend
  case quit
}

/// Which part of the history is wanted.
public struct HistoryRequest: Hashable, Sendable {
  /// Tells answers to an older question from those to the present one.
  public var generation: Int
  public var query: HistoryQuery
  /// `nil` for the newest page.
  public var before: HistoryCursor?
  public var limit: Int

  public init(generation: Int, query: HistoryQuery, before: HistoryCursor? = nil, limit: Int) {
    self.generation = generation
    self.query = query
    self.before = before
    self.limit = limit
  }
}

/// A path whose ends are looked for.
public struct PathRequest: Hashable, Sendable {
  public var generation: Int
  /// As typed; `~/` and relative paths are allowed.
  public var typed: String

  public init(generation: Int, typed: String) {
    self.generation = generation
    self.typed = typed
  }
}
