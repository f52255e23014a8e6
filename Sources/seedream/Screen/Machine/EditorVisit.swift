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
  /// except where it holds the only copy of something written.
  ///
  /// - Parameter handOff: runs a program on the terminal and waits for its end.
  func edit(
    _ text: String,
    handOff: ([String]) throws(ChildProcess.Failure) -> ChildProcess.Ending
  ) -> Report {
    guard let editor else { return .editorFailed(Self.noEditor) }
    let files = FileSystem()
    let path = folder + "/seedream-prompt-\(getpid()).txt"
    do throws(FileFailure) {
      try files.makeFolder(folder)
      try files.remove(path)
      try files.write(Array(text.utf8), to: path, replacing: false)
    } catch {
      return .editorFailed(error.failure(cost: .nothing))
    }
    let ending: ChildProcess.Ending
    do throws(ChildProcess.Failure) {
      // As git does it: the shell splits what the variable holds, and the path stays one word.
      ending = try handOff(["/bin/sh", "-c", editor + " \"$@\"", editor, path])
    } catch {
      try? files.remove(path)
      return .editorFailed(Self.failure("The editor \(error.description)"))
    }
    return report(ending, of: editor, at: path, before: text, files)
  }

  private func report(
    _ ending: ChildProcess.Ending,
    of editor: String,
    at path: String,
    before: String,
    _ files: FileSystem
  ) -> Report {
    switch ending {
    case .exited(0): break
    case .exited(127):
      try? files.remove(path)
      let advice = "Set VISUAL or EDITOR to an editor that is installed."
      return .editorFailed(Self.failure("There is no editor “\(editor)”.", advice: advice))
    case .exited(let code):
      try? files.remove(path)
      return .editorFailed(Self.failure("“\(editor)” ended with \(code); the prompt stays."))
    case .signalled(let signal):
      let advice = "What was saved by then is in \(path)."
      let text = "“\(editor)” was ended by signal \(signal); the prompt stays."
      return .editorFailed(Self.failure(text, advice: advice))
    }
    do throws(FileFailure) {
      let bytes = try files.read(path, limit: GenerateWish.promptLimit, followingLinks: true)
      guard var after = String(validating: bytes, as: UTF8.self) else {
        let advice = "It is in \(path)."
        return .editorFailed(Self.failure("What was written is not UTF-8.", advice: advice))
      }
      try? files.remove(path)
      // Editors end the last line; the prompt did not ask for that.
      if after.utf8.last == 0x0A, before.utf8.last != 0x0A { after.unicodeScalars.removeLast() }
      // By bytes: other forms of the same letters are a change.
      return .editorClosed(after.utf8.elementsEqual(before.utf8) ? nil : after)
    } catch {
      return .editorFailed(error.failure(cost: .nothing))
    }
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
