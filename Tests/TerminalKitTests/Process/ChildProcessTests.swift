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

    /// Its own memory only: what it starts may leave core files as before.
    @Test func coreDumpsAreForbiddenForThisProcess() throws {
      CoreDumps.forbid()
      #expect(CoreDumps.areForbidden)
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

    @Test func whatADyingProgramMadeOfTheTerminalIsPutInOrder() throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let before = pair.modes
      let screen = try NcursesScreen(
        ScreenOptions(
          terminal: "xterm-256color",
          isUTF8: true,
          input: pair.terminal,
          output: pair.terminal
        )
      )
      let script = "stty raw -echo; printf '\\033[?1003h'; kill -KILL $$"
      #expect(try screen.handOff(to: ["sh", "-c", script]) == .signalled(SIGKILL))
      screen.close()
      #expect(pair.modes == before)
      let output = pair.output()
      let mouseOff = "\u{1B}[?1000;1002;1003;1004;1005;1006;1015l"
      #expect(output.lastRange(of: mouseOff) > output.lastRange(of: "\u{1B}[?1003h"))
    }

    /// Whoever asks this process to end means the editor in its foreground as well: it is asked, and
    /// ended when it does not listen. Then the signal is this process's own affair.
    @Test(.timeLimit(.minutes(1)), arguments: [("", SIGTERM), ("trap '' TERM; ", SIGKILL)])
    func whoEndsThisProcessEndsTheChildFirst(_ trap: String, _ last: Int32) throws {
      let pipe = try SignalPipe([.terminated])
      let script = trap + "kill -TERM $PPID; exec sleep 300"
      #expect(try ChildProcess.run(["sh", "-c", script]) == .signalled(last))
      #expect(pipe.next() == .terminated)
      #expect(pipe.next() == nil)
    }

    /// A shell between this process and an editor does not keep the editor alive.
    @Test(.timeLimit(.minutes(1))) func whatTheChildStartedIsEndedToo() throws {
      var ends: [Int32] = [-1, -1]
      // Children of other tests must not hold it.
      pipe(&ends)
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      let signals = try SignalPipe([.terminated])
      // The grandchild holds the pipe open for as long as it lives.
      let script = "(trap '' TERM; kill -TERM $PPID; exec sleep 300); true"
      _ = try ChildProcess.run(["sh", "-c", script], terminal: ends[1])
      close(ends[1])
      #expect(readText(from: ends[0]) == "")
      var ready = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
      #expect(poll(&ready, 1, 10_000) == 1 && ready.revents & Int16(POLLHUP) != 0)
      close(ends[0])
      signals.close()
    }

    @Test(.timeLimit(.minutes(1))) func aTerminalThatGoesAwayTakesTheChildAlong() throws {
      var pair = PseudoTerminal(columns: 40, rows: 10)
      let terminal = dup(try #require(pair).terminal)
      defer { close(terminal) }
      pair = nil
      let ending = try ChildProcess.run(["sh", "-c", "exec sleep 300"], terminal: terminal)
      #expect(ending == .signalled(SIGHUP))
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
