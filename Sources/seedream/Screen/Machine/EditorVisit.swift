import Glibc
import StudioCore
import StudioModel
import StudioUI
import TerminalKit

/// One visit to the person's own editor with the prompt.
struct EditorVisit: Sendable {
  let environment: [String: String]
  /// The editor of the settings.
  let setting: String?
  /// Where a file may be made that nobody else can read.
  let folder: String

  /// Lets the person edit `text`; returns what is to be reported. The file is gone afterwards,
  /// except where it holds the only copy of something written: then the report names it, and no
  /// later visit touches it.
  ///
  /// - Parameter handOff: runs a program on the terminal and waits for its end.
  func edit(
    _ text: String,
    handOff: ([String]) throws(ChildProcess.Failure) -> ChildProcess.Ending
  ) -> Report {
    guard let editor else { return .editorFailed(Self.noEditor) }
    let file: EditedFile
    do throws(FileFailure) {
      file = try EditedFile(text, in: folder)
    } catch {
      return .editorFailed(error.failure(cost: .nothing))
    }
    do throws(ChildProcess.Failure) {
      // As git does it: the shell splits what the variable holds, and the path stays one word.
      let ending = try handOff(["/bin/sh", "-c", editor + " \"$@\"", editor, file.path])
      return report(ending, of: editor, file)
    } catch {
      return failed("The editor \(error.description)", file)
    }
  }

  private func report(
    _ ending: ChildProcess.Ending,
    of editor: String,
    _ file: EditedFile
  ) -> Report {
    switch ending {
    case .exited(0): return taken(from: file)
    case .exited(127):
      let advice = "Set VISUAL or EDITOR to an editor that is installed."
      return failed("There is no editor “\(editor)”.", file, advice: advice)
    case .exited(let code):
      return failed("“\(editor)” ended with \(code); the prompt stays.", file)
    case .signalled(let signal):
      return failed("“\(editor)” was ended by signal \(signal); the prompt stays.", file)
    }
  }

  private func taken(from file: EditedFile) -> Report {
    do throws(FileFailure) {
      let bytes = try file.read(limit: GenerateWish.promptLimit)
      guard var after = String(validating: bytes, as: UTF8.self) else {
        return failed("What was written is not UTF-8.", file)
      }
      file.remove()
      // Editors end the last line; the prompt did not ask for that.
      if after.utf8.last == 0x0A, file.before.last != 0x0A { after.unicodeScalars.removeLast() }
      // By bytes: other forms of the same letters are a change.
      return .editorClosed(after.utf8.elementsEqual(file.before) ? nil : after)
    } catch {
      return failed(error.message, file, advice: error.advice)
    }
  }

  /// The prompt stays as it was; what was written beside it is kept and named.
  private func failed(_ message: String, _ file: EditedFile, advice: String = "") -> Report {
    let kept = file.removeUnlessWritten() ? "" : "What was written is in \(file.path)."
    let advice = [advice, kept].filter { !$0.isEmpty }.joined(separator: " ")
    return .editorFailed(Self.failure(message, advice: advice))
  }

  /// As a shell would read it: that of the settings, of `VISUAL`, of `EDITOR`, or a usual one.
  private var editor: String? {
    let chosen = [setting, environment["VISUAL"], environment["EDITOR"]]
    if let named = chosen.compactMap({ $0 }).first(where: { $0.contains { $0 != " " } }) {
      return named
    }
    return ["sensible-editor", "vi", "nano"].first(where: isInstalled)
  }

  private func isInstalled(_ program: String) -> Bool {
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.contains { access("\($0)/\(program)", X_OK) == 0 }
  }

  private static let noEditor = failure(
    "There is no editor.",
    advice: "Set VISUAL or EDITOR, for example: export EDITOR=nano"
  )

  private static func failure(_ message: String, advice: String = "") -> Failure {
    Failure(.invalidRequest, message, cost: .nothing, advice: advice)
  }
}
