public import CellGrid

/// What is known of the pictures that the terminal shows.
public struct PictureFacts: Hashable, Sendable {
  /// With `.off` none is shown, and its room goes back to the text.
  public var form: PictureForm
  public var cell: CellPixels
  /// Why it is this form, in a sentence.
  public var reason: String
  /// What would bring a better form, in a sentence; empty where nothing would.
  public var advice: String
  public var budget: PictureBudget

  public init(
    form: PictureForm = .symbols,
    cell: CellPixels = .standard,
    reason: String = "",
    advice: String = "",
    budget: PictureBudget = PictureBudget()
  ) {
    self.form = form
    self.cell = cell
    self.reason = reason
    self.advice = advice
    self.budget = budget
  }
}

/// How much may be sent for one picture: a step of a ladder.
public struct PictureBudget: Hashable, Sendable {
  /// From 1, the fewest bytes, to `steps`.
  public var step: Int
  public var steps: Int
  /// The most bytes of one picture.
  public var bytes: Int64

  public init(step: Int = 3, steps: Int = 5, bytes: Int64 = 60_000) {
    self.step = step
    self.steps = steps
    self.bytes = bytes
  }

  /// For example `step 3/5, 60 kB`.
  var shortWords: String { "step \(step)/\(steps), \(Quantities.bytes(bytes))" }

  /// For example `step 3 of 5, up to 60 kB each`.
  var words: String { "step \(step) of \(steps), up to \(Quantities.bytes(bytes)) each" }
}

extension PictureFacts? {
  /// Why there are no pictures now; `nil` where they are shown.
  var objection: String? {
    guard let facts = self else {
      return "It is not known yet whether the terminal shows pictures."
    }
    guard facts.form == .off else { return nil }
    return ["Pictures are off.", facts.reason, facts.advice].filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}

extension PictureForm {
  /// What it is called on the screen.
  var words: String {
    switch self {
    case .kittyPlaceholders, .kittyPlacement: "kitty pictures"
    case .iterm2: "iTerm2 pictures"
    case .sixel: "sixel"
    case .symbols: "symbols"
    case .text: "words"
    case .off: "off"
    }
  }
}
