import CellGrid
import Glibc
import Testing

@testable import TerminalKit

extension OneAtATime {
  /// Each test dies in a process of its own; the terminal is looked at from here.
  @Suite struct CrashTests {
    /// Opens a screen on the terminal at `path`, as the dying process.
    private static func screen(at path: String) throws -> NcursesScreen {
      let terminal = open(path, O_RDWR | O_NOCTTY)
      let screen = try NcursesScreen(
        ScreenOptions(
          terminal: "xterm-256color",
          isUTF8: true,
          usesMouse: true,
          input: terminal,
          output: terminal
        )
      )
      screen.present(Canvas(screen.size).surface)
      return screen
    }

    private func expectOrder(_ pair: PseudoTerminal, _ before: [UInt8]) {
      #expect(pair.modes == before)
      let output = pair.output()
      #expect(output.contains("\u{1B}[?1049h"))
      for part in ["[?1049l", "[?25h", "[?1l", "[?2004l", "[?1000l", "[?1006l", "[?1036;1039r"] {
        #expect(output.contains("\u{1B}\(part)"), "\(part)")
      }
      #expect(output.lastRange(of: "\u{1B}[?1049l") > output.lastRange(of: "\u{1B}[?1049h"))
    }

    // Two that few programs know, and two of those for real time.
    @Test(arguments: [SIGSEGV, SIGILL, SIGABRT, SIGTRAP, SIGQUIT, SIGTERM, 16, SIGPWR, 35, 64])
    func aDeadlySignalGivesTheTerminalBack(number: Int32) async throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let before = pair.modes
      let path = pair.path
      let result = await #expect(processExitsWith: .failure) {
        [path = path as String, number = number as Int32] in
        let screen = try Self.screen(at: path)
        deliver(number)
        screen.close()
      }
      #expect(result?.exitStatus == .signal(number))
      expectOrder(pair, before)
    }

    /// Whichever thread a signal meets, the one that draws does not take the terminal again.
    @Test(.timeLimit(.minutes(1)), arguments: 0..<4)
    func aDeadlySignalOnAnotherThreadGivesTheTerminalBack(number: Int) async throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let before = pair.modes
      let path = pair.path
      await #expect(processExitsWith: .signal(SIGTERM)) {
        [path = path as String, number = number as Int] in
        // As on a program's first thread; those that run tasks take no signals.
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_UNBLOCK, &all, nil)
        let screen = try Self.screen(at: path)
        Task.detached {
          usleep(UInt32(2_000 + number * 700))
          deliver(SIGTERM)
        }
        let end = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < end {
          screen.leave()
          screen.enter()
        }
      }
      #expect(pair.modes == before)
    }

    @Test func aTrapOfSwiftGivesTheTerminalBack() async throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let before = pair.modes
      let path = pair.path
      await #expect(processExitsWith: .failure) { [path = path as String] in
        let screen = try Self.screen(at: path)
        let numbers = [Int](repeating: 0, count: Int(screen.size.width))
        print(numbers[screen.size.width])
      }
      expectOrder(pair, before)
    }

    @Test(.timeLimit(.minutes(1))) func aTerminalThatWasStoppedIsGivenBackByACrash() async throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let before = pair.modes
      let path = pair.path
      await #expect(processExitsWith: .signal(SIGABRT)) { [path = path as String] in
        let screen = try Self.screen(at: path)
        let terminal = open(path, O_RDWR | O_NOCTTY)
        tcflow(terminal, TCOOFF)
        deliver(SIGABRT)
        screen.close()
      }
      #expect(pair.modes == before)
      #expect(pair.output().contains("\u{1B}[?1049l"))
    }

    @Test func afterLeavingNothingMoreIsSent() async throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let path = pair.path
      await #expect(processExitsWith: .signal(SIGABRT)) { [path = path as String] in
        let screen = try Self.screen(at: path)
        screen.close()
        deliver(SIGABRT)
      }
      let output = pair.output()
      #expect(output.ranges(of: "\u{1B}[?1049l").count == 1)
    }

    @Test func handlersOfOthersAreKept() throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      signal(SIGUSR1, { _ in })
      defer { signal(SIGUSR1, SIG_DFL) }
      let screen = try Self.screen(at: pair.path)
      // Ours is not put in its place, so this does not end the test.
      deliver(SIGUSR1)
      signal(SIGUSR2, SIG_IGN)
      defer { signal(SIGUSR2, SIG_DFL) }
      screen.close()
      deliver(SIGUSR2)
    }
  }
}
