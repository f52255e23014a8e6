public import StudioModel

/// What came back from the core or from the machine.
public enum Report: Hashable, Sendable {
  case event(StudioEvent)
  /// The library is open, or is not going to be.
  case opened
  case openingFailed(Failure)
  case accessChanged([ProviderID: Account.Access])
  case spendingLoaded(SpendingNow)
  case balanceLoaded(ProviderID, Money)
  /// Everything that is not finished, at start.
  case unfinishedLoaded([Job])
  /// Requests that an ended program left unsent; none of them goes without being asked for.
  case unsentFound([Job])
  /// What to go on with from earlier.
  case draftLoaded(OpenedDraft)
  /// No earlier run is known.
  case firstRun

  /// What happened between the reading of what shows first and the moment from which the core
  /// tells what happens.
  case missed([StudioEvent])
  case historyLoaded(HistoryRequest, HistoryPage)
  case historyFailed(HistoryRequest, Failure)
  case jobLoaded(Job)
  case timelineLoaded(SequenceID, [TimelineEntry])
  case pastRunsLoaded(ProviderID, ModelID, [PastRun])
  /// What was sent and what was put aside unsent, each newest first.
  case promptsLoaded([String], unsent: [String] = [])
  /// So many texts that ended programs left were put aside now.
  case textsPutAside(Int)

  /// `tookUp`: the same request was waiting, unsent; that one goes.
  case admitted(Job, tookUp: Bool, ticket: Int)
  case admissionRefused(Failure, ticket: Int)
  case decided(JobDecision, Job)
  case decisionRefused(JobDecision, SequenceID, Failure)
  /// What was asked for could not be done: `what` as in `star the sequence`; with the effect where
  /// something on the screen waits for it.
  case refused(what: String, Failure, of: AppEffect? = nil)
  case trashed(Job)
  case restored(Job)
  case trashEmptied(count: Int, bytes: Int64)

  /// What the person's editor left; `nil` when it changed nothing.
  case editorClosed(String?)
  case editorFailed(Failure)
  case pathsCompleted(PathRequest, [PathCandidate])
  case referenceSeen(path: String, ReferenceSight)
  case copied(label: String)
  /// What the terminal can show of pictures, once it is known and whenever that changes.
  case picturesFound(PictureFacts)
  /// A line for the log that came from elsewhere in the program.
  case noted(LogLine)
}

/// One way a typed path may go on.
public struct PathCandidate: Hashable, Sendable {
  /// As it would stand in the field: the typed beginning kept as it was.
  public var path: String
  public var isFolder: Bool

  public init(path: String, isFolder: Bool) {
    self.path = path
    self.isFolder = isFolder
  }
}

/// What was seen of a local picture.
public enum ReferenceSight: Hashable, Sendable {
  /// It may be a reference; `path` is absolute.
  case acceptable(path: String, ReferenceFacts)
  /// Why it may not, in a sentence.
  case refused(String)
}

/// One line of the log.
public struct LogLine: Hashable, Sendable {
  public enum Level: Int, Hashable, Sendable {
    case detail, note, warning, error
  }

  public var at: Timestamp
  public var level: Level
  public var sequence: SequenceID?
  /// May quote anything; it is sanitised when it is drawn.
  public var text: String

  public init(_ level: Level, at: Timestamp, sequence: SequenceID? = nil, _ text: String) {
    self.at = at
    self.level = level
    self.sequence = sequence
    self.text = text
  }
}
