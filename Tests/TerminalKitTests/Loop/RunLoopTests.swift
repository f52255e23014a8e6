import Glibc
import Testing

@testable import TerminalKit

@Suite struct RunLoopTests {
  /// A pipe whose ends are closed with the test.
  private final class Ends {
    let reading: Int32
    private(set) var writing: Int32

    init() {
      var ends: [Int32] = [-1, -1]
      pipe(&ends)
      (reading, writing) = (ends[0], ends[1])
    }

    deinit {
      close(reading)
      hangUp()
    }

    func write(_ count: Int) {
      let bytes = [UInt8](repeating: 0x61, count: count)
      Glibc.write(writing, bytes, count)
    }

    func hangUp() {
      if writing >= 0 { close(writing) }
      writing = -1
    }
  }

  @Test func allThatWasTypedComesAtOnce() {
    let ends = Ends()
    var loop = RunLoop(input: ends.reading)
    for _ in 0..<200 { ends.write(1) }
    #expect(loop.wait(until: nil).bytes.count == 200)
    ends.write(40_000)
    #expect(loop.wait(until: nil).bytes.count == 40_000)
  }

  @Test func withNothingToReportItWaitsUntilTheTime() {
    let ends = Ends()
    var loop = RunLoop(input: ends.reading)
    let deadline = ContinuousClock.now + .milliseconds(3)
    #expect(loop.wait(until: deadline).isTimeOut)
    #expect(ContinuousClock.now >= deadline)
    #expect(loop.wait(until: ContinuousClock.now - .seconds(1)).isTimeOut)
  }

  @Test func anEndIsSaidOnceAfterWhatWasTyped() {
    let ends = Ends()
    var loop = RunLoop(input: ends.reading)
    ends.write(3)
    ends.hangUp()
    let wake = loop.wait(until: nil)
    #expect(wake.bytes.count == 3 && wake.terminalGone)
    #expect(loop.wait(until: ContinuousClock.now + .milliseconds(1)).isTimeOut)
  }

  @Test func aTerminalThatIsGoneIsSaidOnce() throws {
    var pair = PseudoTerminal(columns: 80, rows: 24)
    let terminal = dup(try #require(pair).terminal)
    defer { close(terminal) }
    pair = nil
    var loop = RunLoop(input: terminal)
    #expect(loop.wait(until: nil).terminalGone)
    #expect(loop.wait(until: ContinuousClock.now + .milliseconds(1)).isTimeOut)
  }

  @Test func aDescriptorThatIsNoneIsATerminalThatIsGone() {
    var loop = RunLoop(input: 987_654)
    #expect(loop.wait(until: nil).terminalGone)
  }

  @Test func messagesWakeIt() throws {
    let ends = Ends()
    let inbox = try Inbox<String>()
    var loop = RunLoop(input: ends.reading, inbox: inbox.descriptor)
    inbox.send("done")
    inbox.send("done")
    #expect(loop.wait(until: nil).hasMessages)
    #expect(inbox.drain().count == 2)
    ends.write(1)
    let wake = loop.wait(until: nil)
    #expect(!wake.hasMessages && wake.bytes.count == 1)
  }

  @Test(.timeLimit(.minutes(1))) func anotherThreadWakesAWaitWithoutATime() async throws {
    let inbox = try Inbox<Int>()
    let waiter = Task.detached {
      let ends = Ends()
      var loop = RunLoop(input: ends.reading, inbox: inbox.descriptor)
      return loop.wait(until: nil).hasMessages
    }
    inbox.send(1)
    #expect(await waiter.value)
  }
}

extension OneAtATime {
  @Suite struct RunLoopSignalTests {
    @Test func signalsWakeItEachKindOnce() throws {
      let pipe = try SignalPipe([.resized, .continued])
      defer { pipe.close() }
      var loop = RunLoop(input: -1, signals: pipe)
      deliver(SIGWINCH)
      deliver(SIGCONT)
      deliver(SIGWINCH)
      #expect(loop.wait(until: nil).signals == [.resized, .continued])
      #expect(loop.wait(until: ContinuousClock.now).isTimeOut)
    }
  }
}
