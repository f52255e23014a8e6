import FoundationEssentials
import Glibc
import StudioModel
import StudioUI
import TerminalKit
import TestSupport
import Testing

@testable import seedream

@Suite struct EditorVisitTests {
  /// Lets `editor` edit `text` without a terminal; also says what is left in the folder.
  private func edit(
    _ text: String,
    with editor: String?,
    setting: String? = nil,
    environment: [String: String] = [:]
  ) throws -> (report: Report, left: [String]) {
    let folder = try ScratchPath.make("editor")
    defer { ScratchPath.remove(folder) }
    var environment = environment
    environment["PATH"] = environment["PATH"] ?? "/usr/bin:/bin"
    environment["EDITOR"] = editor
    let visit = EditorVisit(environment: environment, setting: setting, folder: folder + "/cache")
    let report = visit.edit(text, handOff: Self.run)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder + "/cache")
    return (report, left)
  }

  /// Not as the screen does it, which changes this process's own handling of signals: other suites
  /// look at that meanwhile.
  private static func run(_ words: [String]) throws(ChildProcess.Failure) -> ChildProcess.Ending {
    guard let program = try? ChildProgram(words[0], Array(words.dropFirst())) else {
      throw .notStarted(program: words[0], errno: ENOENT)
    }
    let code = program.wait().code
    return code > 128 ? .signalled(code - 128) : .exited(code)
  }

  @Test func whatTheEditorWroteComesBack() throws {
    let (report, left) = try edit("a fox", with: "sed -i s/fox/狐狸/")
    #expect(report == .editorClosed("a 狐狸"))
    #expect(left.isEmpty)
  }

  @Test func theLineEndThatEditorsAddIsDropped() throws {
    #expect(try edit("a fox", with: "sed -i -e '$a\\'").report == .editorClosed(nil))
    #expect(
      try edit("a fox", with: "sh -c 'echo >>\"$0\"; echo more >>\"$0\"'").report
        == .editorClosed("a fox\nmore")
    )
    #expect(
      try edit("a fox\n", with: "sh -c 'echo more >>\"$0\"'").report
        == .editorClosed("a fox\nmore\n")
    )
  }

  @Test func nothingChangedIsNil() throws {
    #expect(try edit("a fox", with: "true").report == .editorClosed(nil))
    #expect(try edit("", with: "true").report == .editorClosed(nil))
  }

  @Test func otherFormsOfTheSameLettersAreAChange() throws {
    let (report, _) = try edit("e\u{301}", with: "sh -c 'printf \"\\303\\251\" >\"$0\"'")
    #expect(report == .editorClosed("é"))
    guard case .editorClosed(let text?) = report else { return }
    #expect(Array(text.utf8) == [0xC3, 0xA9])
  }

  @Test func anEditorThatFailsChangesNothing() throws {
    let (report, left) = try edit("a fox", with: "sh -c 'exit 3'")
    guard case .editorFailed(let failure) = report else {
      Issue.record("\(report)")
      return
    }
    #expect(failure.message.contains("ended with 3"))
    #expect(failure.advice.isEmpty)
    #expect(left.isEmpty)
  }

  @Test(arguments: [
    ("echo an owl >\"$0\"; exit 1", "ended with 1"),
    ("echo an owl >\"$0\"; exit 127", "no editor"),
    ("echo an owl >\"$0\"; kill -9 $$", "signal 9"),
    ("printf \"\\377\" >\"$0\"", "UTF-8"),
    ("head -c 1048577 /dev/zero >\"$0\"", "larger than 1048576"),
  ])
  func whatWasWrittenAndCannotBeTakenStaysInAFileThatIsNamed(
    _ script: String,
    _ saying: String
  ) throws {
    let (report, left) = try edit("a fox", with: "sh -c '\(script)'")
    guard case .editorFailed(let failure) = report else {
      Issue.record("\(report)")
      return
    }
    #expect(failure.message.contains(saying), "\(failure.message)")
    let name = try #require(left.first)
    #expect(left.count == 1)
    #expect(failure.advice.contains("/cache/\(name)."), "\(failure.advice)")
  }

  @Test func aLaterVisitLeavesAKeptFileAlone() throws {
    let folder = try ScratchPath.make("editor")
    defer { ScratchPath.remove(folder) }
    for editor in ["sh -c 'echo an owl >\"$0\"; exit 1'", "sed -i s/fox/hen/"] {
      let visit = EditorVisit(
        environment: ["PATH": "/usr/bin:/bin"],
        setting: editor,
        folder: folder
      )
      _ = visit.edit("a fox", handOff: Self.run)
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(left.count == 1)
    let text = try left.first.map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
    #expect(text == "an owl\n")
  }

  @Test func anEditorThatTookTheFileAwayIsSaid() throws {
    let (report, left) = try edit("a fox", with: "rm")
    guard case .editorFailed(let failure) = report else {
      Issue.record("\(report)")
      return
    }
    #expect(failure.message.contains("does not exist"), "\(failure.message)")
    #expect(left.isEmpty)
  }

  @Test func aMissingEditorIsSaid() throws {
    let (report, _) = try edit("a fox", with: "no-such-editor-here")
    guard case .editorFailed(let failure) = report else {
      Issue.record("\(report)")
      return
    }
    #expect(failure.message.contains("no-such-editor-here"))
    #expect(failure.advice.contains("EDITOR"))
  }

  @Test func theSettingsGoBeforeTheEnvironment() throws {
    let visual = ["VISUAL": "sed -i s/fox/visual/"]
    let other = "sed -i s/fox/editor/"
    let setting = "sed -i s/fox/setting/"
    #expect(
      try edit("fox", with: other, setting: setting, environment: visual).report
        == .editorClosed("setting")
    )
    #expect(try edit("fox", with: other, environment: visual).report == .editorClosed("visual"))
    #expect(try edit("fox", with: other).report == .editorClosed("editor"))
    #expect(try edit("fox", with: other, setting: " ").report == .editorClosed("editor"))
  }

  @Test func theFileIsTheOwnersAlone() throws {
    let (report, _) = try edit(
      "x",
      with: "sh -c 'stat -c %a \"$0\" >\"$0.mode\"; cat \"$0.mode\" >\"$0\"'"
    )
    #expect(report == .editorClosed("600"))
  }

  @Test func withoutAnyEditorThatIsSaid() throws {
    let visit = EditorVisit(environment: ["PATH": "/nowhere"], setting: nil, folder: "/nowhere")
    let report = visit.edit("a fox") { (_) throws(ChildProcess.Failure) in
      Issue.record("ran something")
      return .exited(0)
    }
    guard case .editorFailed(let failure) = report else {
      Issue.record("\(report)")
      return
    }
    #expect(failure.message == "There is no editor.")
  }
}
