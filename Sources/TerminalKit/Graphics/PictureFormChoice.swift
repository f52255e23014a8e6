public import CellGrid

/// What the person wants of pictures.
public enum PictureWish: String, Hashable, Sendable, CaseIterable {
  /// Whatever the terminal does best.
  case auto
  case kitty, iterm2, sixel, symbols, text, off
}

/// How pictures get onto this terminal, and why.
///
/// A wish wins. Else kitty's placeholders come first: they are cells, so nothing of a picture can
/// stay behind, and they are sent once. Then the inline pictures of iTerm2, whose JPEG has a third
/// of the bytes of anything else; kitty's pictures at the cursor, which scale to cells and go by
/// their number; sixels, which have the most bytes and depend on the cell's size in pixels; symbols,
/// which every terminal with colours shows; words.
public struct PictureFormChoice: Hashable, Sendable {
  /// What is known beside the terminal's answers.
  public struct Surroundings: Hashable, Sendable {
    public var wish: PictureWish
    public var isUTF8: Bool
    /// 0 where none are wished for.
    public var colours: Int
    /// Sixels can be written: libchafa is there.
    public var canWriteSixels: Bool

    public init(wish: PictureWish, isUTF8: Bool, colours: Int, canWriteSixels: Bool) {
      self.wish = wish
      self.isUTF8 = isUTF8
      self.colours = colours
      self.canWriteSixels = canWriteSixels
    }
  }

  public let form: PictureForm
  /// For symbols, also where they stand for a picture that another form cannot show.
  public let colours: SymbolColours
  /// How pictures, and orders about them, have to be written to arrive.
  public let passage: TerminalPassage
  /// Symbols have to be ASCII.
  public let isASCII: Bool
  public let cell: CellPixels
  /// The cell's size was told by the terminal.
  public let isCellKnown: Bool
  /// One sentence.
  public let reason: String
  /// What would show more, with the exact setting; empty where nothing would.
  public let advice: String

  public init(_ findings: TerminalFindings, _ surroundings: Surroundings) {
    let facts = FormFacts(findings, surroundings)
    let verdict = facts.verdict
    form = verdict.form
    reason = verdict.reason
    advice = facts.advice(for: verdict.form)
    colours = facts.colours
    let isThroughTmux = findings.multiplexer == .tmux && verdict.form == .kittyPlaceholders
    passage = isThroughTmux ? .tmux : .direct
    isASCII = !surroundings.isUTF8
    cell = findings.cell ?? .standard
    isCellKnown = findings.cell != nil
  }
}

/// The questions put to the findings.
private struct FormFacts {
  typealias Verdict = (form: PictureForm, reason: String)
  let findings: TerminalFindings
  let surroundings: PictureFormChoice.Surroundings

  init(_ findings: TerminalFindings, _ surroundings: PictureFormChoice.Surroundings) {
    self.findings = findings
    self.surroundings = surroundings
  }

  var colours: SymbolColours {
    switch surroundings.colours {
    case ..<8: .none
    case ..<256: .palette16
    default: findings.hasTrueColour ? .trueColour : .palette256
    }
  }

  private var name: String { findings.brand?.description ?? "the terminal" }
  private var isBare: Bool { findings.multiplexer == .none }
  private var knowsPlaceholders: Bool { findings.brand?.knowsPlaceholders ?? false }

  var verdict: Verdict {
    switch surroundings.wish {
    case .off: (.off, "pictures are switched off")
    case .text: (.text, "words are wished for")
    case .symbols: symbols(because: "symbols are wished for")
    case .kitty: wishedKitty
    case .iterm2: (.iterm2, "the inline pictures of iTerm2 are wished for")
    case .sixel: wishedSixel
    case .auto: found
    }
  }

  private var wishedKitty: Verdict {
    let places = findings.multiplexer == .tmux || knowsPlaceholders || findings.brand == nil
    return (
      places && surroundings.isUTF8 && surroundings.colours >= 256
        ? .kittyPlaceholders : .kittyPlacement, "kitty's pictures are wished for"
    )
  }

  private var wishedSixel: Verdict {
    surroundings.canWriteSixels
      ? (.sixel, "sixels are wished for")
      : symbols(because: "sixels are wished for but libchafa, which writes them, is not installed")
  }

  private func symbols(because reason: String) -> Verdict {
    surroundings.colours >= 8
      ? (.symbols, reason) : (.text, reason + "; symbols need colours, of which there are none")
  }

  private var found: Verdict {
    if surroundings.colours < 8 { return (.text, "no colours are used, so pictures are words") }
    switch findings.multiplexer {
    case .none: return bare
    case .tmux: return insideTmux
    case .nestedTmux:
      return symbols(because: "tmux runs inside another tmux, which hands no pictures on")
    case .screen: return symbols(because: "GNU screen hands no pictures on")
    }
  }

  private var bare: Verdict {
    if findings.hasKitty, knowsPlaceholders, surroundings.isUTF8, surroundings.colours >= 256 {
      return (.kittyPlaceholders, "\(name) answered and knows kitty's placeholders")
    }
    if let brand = findings.brand, brand.showsInlinePictures,
      brand.name != .xtermJS || findings.hasSixel
    {
      return (.iterm2, "\(name) shows the inline pictures of iTerm2")
    }
    if findings.hasKitty {
      return (.kittyPlacement, "\(name) answered the question of kitty's graphics protocol")
    }
    return sixel(findings.hasSixel, "\(name) says that it shows sixels")
      ?? symbols(because: findings.isComplete ? "\(name) names no pictures" : "no answer yet")
  }

  private func sixel(_ isShown: Bool, _ reason: String) -> Verdict? {
    guard isShown else { return nil }
    guard surroundings.canWriteSixels else {
      return symbols(
        because: "\(name) shows sixels, but libchafa, which writes them, is not installed"
      )
    }
    return (.sixel, reason)
  }

  private var insideTmux: Verdict {
    if findings.hasKitty, knowsPlaceholders, surroundings.isUTF8, surroundings.colours >= 256 {
      return (.kittyPlaceholders, "\(name) outside tmux answered and knows kitty's placeholders")
    }
    // tmux announces sixels whatever is outside it, and would show a box of text in their place.
    if let shown = sixel(
      findings.hasSixel && findings.brand?.showsSixels ?? false,
      "tmux draws sixels and \(name) outside it shows them"
    ) {
      return shown
    }
    if findings.brand != nil {
      return symbols(because: "\(name) outside tmux shows no pictures that tmux hands on")
    }
    return symbols(
      because: findings.isComplete
        ? "nothing outside tmux answered, so tmux hands no pictures on" : "no answer yet"
    )
  }

  func advice(for form: PictureForm) -> String {
    guard surroundings.wish == .auto, form == .symbols || form == .text else { return "" }
    if surroundings.colours < 8 { return "" }
    if !surroundings.isUTF8 { return "export LANG=C.UTF-8" }
    if findings.hasSixel, !surroundings.canWriteSixels { return "install libchafa" }
    switch findings.multiplexer {
    case .tmux where findings.brand == nil && findings.isComplete:
      return "tmux set -g allow-passthrough on, in kitty or Ghostty"
    case .nestedTmux: return "run seedream in the outer tmux, or outside both"
    case .screen: return "use tmux with allow-passthrough on, or no multiplexer"
    case .none where findings.brand?.name == .xterm:
      return "xterm -ti vt340 shows sixels"
    case .none, .tmux: return ""
    }
  }
}
