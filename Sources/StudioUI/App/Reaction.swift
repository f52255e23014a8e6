public import StudioModel

/// What a pane wants to happen outside itself.
public indirect enum Reaction: Hashable, Sendable {
  case effect(AppEffect)
  /// A message that goes away by itself.
  case toast(Toast)
  /// A question that takes the keys until it is answered.
  case confirm(Confirmation)
  case focus(PaneID)
  /// Opens the viewer on an image of a sequence, by its index; on the first one that is on disk
  /// where that one is not. The pane is the one whose sequences the viewer goes through.
  case view(Job, frame: Int, from: PaneID)
  /// Shows pictures side by side.
  case compare([PickedFrame])
  /// Puts parts of a sequence into the editor and the settings.
  case recall(SequenceRequest, RecallParts)
  /// Settles a notice: a new prompt, or a new setting.
  case apply(Notice.Fix)
  /// The settings of the request are now these; the prompt in it is not looked at.
  case settingsChanged
  /// The prompt was edited, or its caret moved.
  case promptChanged
}

/// Which parts of a sequence are taken over.
public struct RecallParts: OptionSet, Hashable, Sendable {
  public let rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }

  public static let prompt = RecallParts(rawValue: 1)
  /// Service, model, size, number of images, seed, delivery.
  public static let settings = RecallParts(rawValue: 2)
  public static let references = RecallParts(rawValue: 4)
  public static let all: RecallParts = [.prompt, .settings, .references]
}

/// A short message.
public struct Toast: Hashable, Sendable {
  public enum Level: Int, Hashable, Sendable {
    case done, note, warning, error
  }

  public var level: Level
  /// May quote anything; it is sanitised when it is drawn.
  public var text: String

  public init(_ level: Level, _ text: String) {
    self.level = level
    self.text = text
  }
}

/// A question with one key for yes.
public struct Confirmation: Hashable, Sendable {
  public var title: String
  /// What will happen, and what it costs.
  public var text: String
  /// What yes does, in a word or two: `Send again`.
  public var yes: String
  public var reactions: [Reaction]
  /// How long it has to be seen before yes counts: for questions that come by themselves and may
  /// meet a key that was meant for something else.
  public var patience: Duration

  public init(
    title: String,
    text: String,
    yes: String,
    reactions: [Reaction],
    patience: Duration = .zero
  ) {
    self.title = title
    self.text = text
    self.yes = yes
    self.reactions = reactions
    self.patience = patience
  }
}
