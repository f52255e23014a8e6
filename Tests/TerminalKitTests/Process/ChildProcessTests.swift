import CellGrid
import Glibc
import Testing

@testable import TerminalKit

extension OneAtATime {
  @Suite struct ChildProcessTests {
    @Test func theEndingIsReported() throws {
      #expect(try ChildProcess.run(["true"]) == .exited(0))
      #expect(try ChildProcess.run(["/bin/sh", "-c", "exit 7"]) == .exited(7))
      #expect(try ChildProcess.run(["sh", "-c", "kill -TERM $$"]) == .signalled(SIGTERM))
    }

    @Test func aProgramThatIsNotThereIsAFailure() {
      let failure = ChildProcess.Failure.notStarted(program: "no-such-editor", errno: ENOENT)
      #expect(throws: failure) { try ChildProcess.run(["no-such-editor"]) }
      #expect(
        failure.description == "no-such-editor could not be started: No such file or directory."
      )
      #expect(throws: ChildProcess.Failure.noProgram) { try ChildProcess.run([]) }
      #expect(throws: ChildProcess.Failure.noProgram) { try ChildProcess.run([""]) }
      #expect(throws: ChildProcess.Failure.notStarted(program: "true", errno: EINVAL)) {
        try ChildProcess.run(["true", "a\0b"])
      }
    }

    @Test func interruptingTheChildLeavesThisProcessAlone() throws {
      let script = "kill -INT $PPID; kill -QUIT $PPID; trap - INT; kill -INT $$"
      #expect(try ChildProcess.run(["sh", "-c", script]) == .signalled(SIGINT))
    }

    @Test func theChildHasTheOrdinaryHandlingOfSignals() throws {
      signal(SIGPIPE, SIG_IGN)
      defer { signal(SIGPIPE, SIG_DFL) }
      #expect(try ChildProcess.run(["sh", "-c", "kill -PIPE $$"]) == .signalled(SIGPIPE))
    }

    @Test func anEditorHasTheTerminalAsItWasAndTheScreenComesBack() throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let size = Size(width: 40, height: 10)
      let screen = try NcursesScreen(
        ScreenOptions(
          terminal: "xterm-256color",
          isUTF8: true,
          input: pair.terminal,
          output: pair.terminal
        )
      )
      let raw = pair.modes
      screen.present(Canvas(size).surface)
      _ = pair.output()
      pair.type("typed ahead\r")
      let script = "stty -a; echo edited; echo to errors >&2"
      #expect(try screen.handOff(to: ["sh", "-c", script]) == .exited(0))
      var canvas = Canvas(size)
      canvas.text("back", x: 0, y: 0)
      screen.present(canvas.surface)
      let output = pair.output()
      #expect(output.contains("isig icanon") && output.contains("edited\r\nto errors"))
      #expect(output.lastRange(of: "\u{1B}[?1049h") > output.lastRange(of: "to errors"))
      #expect(output.contains("back") && pair.modes == raw)
      var ready = pollfd(fd: pair.terminal, events: Int16(POLLIN), revents: 0)
      #expect(poll(&ready, 1, 0) == 0)
      #expect(throws: ChildProcess.Failure.self) { try screen.handOff(to: ["no-such-editor"]) }
      #expect(pair.modes == raw)
      screen.close()
    }

    @Test func errorsGoToAFileAndBack() throws {
      var template = Array("/tmp/seedream-errors-XXXXXX".utf8CString)
      let scratch = mkstemp(&template)
      let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      defer { unlink(path) }
      var before = stat()
      fstat(STDERR_FILENO, &before)
      let file = try StandardErrorFile(path: path)
      write(STDERR_FILENO, "caught", 6)
      file.restore()
      file.restore()
      var after = stat()
      fstat(STDERR_FILENO, &after)
      #expect(before.st_ino == after.st_ino && before.st_dev == after.st_dev)
      var buffer = [UInt8](repeating: 0, count: 100)
      let count = read(scratch, &buffer, 100)
      close(scratch)
      #expect(String(decoding: buffer[..<count], as: UTF8.self) == "caught")
      #expect(throws: StandardErrorFile.Failure(errno: ENOENT)) {
        try StandardErrorFile(path: "/no/such/folder/log")
      }
    }
  }
}
