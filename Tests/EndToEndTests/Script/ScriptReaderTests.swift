import CellGrid
import Testing

@testable import seedream

@Suite struct ScriptReaderTests {
  private func steps(_ text: String) throws(ScriptProblem) -> [ScriptStep] {
    try ScriptReader.lines(in: text).map(\.step)
  }

  private func problem(_ text: String) -> ScriptProblem? {
    do throws(ScriptProblem) {
      _ = try ScriptReader.lines(in: text)
      return nil
    } catch {
      return error
    }
  }

  @Test func everyStepIsRead() throws {
    let text = """
      # a comment
      type 一只 fox
      key f5 ctrl-x shift-tab ?

        paste two\\nlines\\t\\\\ \\u{1F98A}\\e[31m
      wait 2/2 10
      wait "frames 4"
      wait "frames 4" 5
      waitnot Welcome
      idle
      idle 7
      resize 120x40
      dump
      dump at the end
      dump styled
      dump styled colours
      """
    let expected: [ScriptStep] = [
      .type("一只 fox"),
      .press([
        KeyPress(.function(5)), KeyPress("x", .control), KeyPress(.tab, .shift), KeyPress("?"),
      ]),
      .paste("two\nlines\t\\ 🦊\u{1B}[31m"),
      .await("2/2", isShown: true, atMost: .seconds(10)),
      .await("frames 4", isShown: true, atMost: .seconds(30)),
      .await("frames 4", isShown: true, atMost: .seconds(5)),
      .await("Welcome", isShown: false, atMost: .seconds(30)),
      .rest(atMost: .seconds(30)),
      .rest(atMost: .seconds(7)),
      .resize(Size(width: 120, height: 40)),
      .dump(label: "", isStyled: false),
      .dump(label: "at the end", isStyled: false),
      .dump(label: "", isStyled: true),
      .dump(label: "colours", isStyled: true),
    ]
    #expect(try steps(text) == expected)
  }

  @Test func typedTextKeepsItsBlanks() throws {
    #expect(try steps("type  a fox ") == [.type(" a fox ")])
  }

  @Test func linesCountFromOneWithCommentsAndEmptyLines() throws {
    let lines = try ScriptReader.lines(in: "# one\n\n  idle\r\nkey a\n")
    #expect(lines.map(\.number) == [3, 4])
    #expect(lines.map(\.text) == ["idle", "key a"])
  }

  @Test(arguments: [
    "type", "type ", "key", "key notakey", "paste", "paste a\\", "paste \\q", "paste \\u{}",
    "paste \\u{110000}", "wait", "wait \"open", "wait \"\"", "wait \"a\" soon", "wait a -1",
    "wait a 3601", "waitnot", "idle soon", "idle 99999", "resize", "resize 80", "resize 0x10",
    "resize 80x24x2", "resize 1001x10", "press f5", "TYPE a",
  ])
  func aLineThatSaysNothingKnownIsRefusedByItsNumber(_ line: String) throws {
    let found = try #require(problem("# first\nidle\n" + line + "\nidle"))
    #expect(found.line == 3)
    #expect(!found.message.isEmpty)
  }

  @Test func aMisspelledStepIsCorrected() throws {
    #expect(try #require(problem("waut a")).message.contains("`wait`"))
  }

  @Test func anEmptyScriptIsFine() throws {
    #expect(try steps("").isEmpty)
    #expect(try steps("# nothing\n\n").isEmpty)
  }
}
