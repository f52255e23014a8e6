import Glibc
import TerminalKit

/// What this terminal is, as far as it can be told without asking it.
struct TerminalCheckup: Sendable {
  let environment: [String: String]

  func findings() -> [Finding] { [terminal(), encoding()] }

  private func terminal() -> Finding {
    let name = environment["TERM"] ?? ""
    guard Terminal.isTerminal(STDOUT_FILENO) || Terminal.isTerminal(STDERR_FILENO) else {
      return Finding("terminal", .fine, "none: output goes to a file or a pipe")
    }
    do throws(TerminalDescription.Failure) {
      let facts = try TerminalDescription.named(name)
      let size = TerminalSize(descriptor: STDOUT_FILENO) ?? TerminalSize(descriptor: STDERR_FILENO)
      let words = [
        name, facts.colours.map { "\($0) colours" } ?? "no colours",
        size.map { "\($0.columns)×\($0.rows)" }, Terminal.libraryVersion,
      ]
      return Finding("terminal", .fine, words.compactMap { $0 }.joined(separator: ", "))
    } catch {
      return Finding(
        "terminal",
        .lacking,
        "TERM is “\(name)”, which the terminal database does not know",
        fix: "export TERM=xterm-256color, or install ncurses-term"
      )
    }
  }

  private func encoding() -> Finding {
    let locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
      ?? ""
    return Terminal.isUTF8 { environment[$0] }
      ? Finding("locale", .fine, locale)
      : Finding(
        "locale",
        .lacking,
        locale.isEmpty ? "none is set" : "\(locale) is not UTF-8",
        fix: "export LANG=C.UTF-8"
      )
  }
}
