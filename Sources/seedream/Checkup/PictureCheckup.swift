import CellGrid
import StudioCore
import TerminalKit

/// How pictures are shown on this terminal, and why; asks it where one is there.
struct PictureCheckup: Sendable {
  let look: ScreenLook

  func findings() -> [Finding] {
    do throws(TerminalInquiry.Refusal) {
      let found = try TerminalInquiry.findings(
        environment: look.environment,
        colours: look.colours
      )
      return [answers(found), pictures(found)]
    } catch {
      let known = TerminalFindings(look.environment)
      let choice = PictureFormChoice(known, look.surroundings(for: known))
      let form = "\(choice.form.words) until it is asked: \(choice.reason)"
      return [Finding("pictures", .fine, "\(form); not asked, since \(Self.words(error))")]
    }
  }

  private func pictures(_ found: TerminalFindings) -> Finding {
    let choice = PictureFormChoice(found, look.surroundings(for: found))
    return Finding(
      "pictures",
      .fine,
      "\(choice.form.words): \(choice.reason)",
      fix: choice.advice
    )
  }

  private func answers(_ found: TerminalFindings) -> Finding {
    let between: String? =
      switch found.multiplexer {
      case .none: nil
      case .tmux: found.outerVersion == nil ? "tmux, nothing outside answers" : "through tmux"
      case .nestedTmux: "tmux inside tmux"
      case .screen: "GNU screen"
      }
    let words: [String?] = [
      found.outerVersion ?? found.version ?? "gives no name", between,
      found.hasKitty ? "kitty's pictures" : nil, found.hasSixel ? "sixels" : nil,
      found.hasTrueColour ? "true colour" : nil,
      found.cell.map { "cells of \($0.width)×\($0.height) pixels" },
      found.roundTrip.map { "answers in \(Self.milliseconds($0)) ms" } ?? "no answer",
    ]
    return Finding("answers", .fine, words.compactMap(\.self).joined(separator: ", "))
  }

  private static func milliseconds(_ time: Duration) -> Int64 {
    time.components.seconds * 1_000 + time.components.attoseconds / 1_000_000_000_000_000
  }

  private static func words(_ refusal: TerminalInquiry.Refusal) -> String {
    switch refusal {
    case .notATerminal: "input or output is no terminal"
    case .tooPlain: "it cannot move its cursor"
    case .inBackground: "another program has the terminal"
    case .system(let code): "it could not be taken (error \(code))"
    }
  }
}

extension PictureForm {
  /// What it is called in a sentence.
  fileprivate var words: String {
    switch self {
    case .kittyPlaceholders: "kitty's placeholders"
    case .kittyPlacement: "kitty's pictures at the cursor"
    case .iterm2: "inline pictures of iTerm2"
    case .sixel: "sixels"
    case .symbols: "symbols"
    case .text: "words"
    case .off: "none"
    }
  }
}
