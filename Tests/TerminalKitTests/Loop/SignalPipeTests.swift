import Glibc
import Testing

@testable import TerminalKit

/// Sends a signal to this thread and returns after its handler ran. Threads that run tests hold
/// signals back otherwise.
func deliver(_ number: Int32) {
  var set = sigset_t()
  var former = sigset_t()
  sigemptyset(&set)
  sigaddset(&set, number)
  pthread_sigmask(SIG_UNBLOCK, &set, &former)
  raise(number)
  pthread_sigmask(SIG_SETMASK, &former, nil)
}

extension OneAtATime {
  @Suite struct SignalPipeTests {
    private static let numbers: [(TerminalSignal, Int32)] = [
      (.interrupted, SIGINT), (.terminated, SIGTERM), (.hungUp, SIGHUP), (.resized, SIGWINCH),
      (.stopRequested, SIGTSTP), (.continued, SIGCONT),
    ]

    @Test func everySignalArrivesInOrder() throws {
      let pipe = try SignalPipe(Set(TerminalSignal.allCases))
      defer { pipe.close() }
      #expect(pipe.next() == nil)
      for (_, number) in Self.numbers { deliver(number) }
      for (signal, _) in Self.numbers { #expect(pipe.next() == signal) }
      #expect(pipe.next() == nil)
    }

    @Test func theDescriptorTellsWhenASignalCame() throws {
      let pipe = try SignalPipe([.resized])
      defer { pipe.close() }
      var readiness = pollfd(fd: pipe.descriptor, events: Int16(POLLIN), revents: 0)
      #expect(poll(&readiness, 1, 0) == 0)
      deliver(SIGWINCH)
      #expect(poll(&readiness, 1, 0) == 1)
      #expect(pipe.next() == .resized)
      #expect(poll(&readiness, 1, 0) == 0)
    }

    @Test func aStormOfOneSignalDoesNotLoseAnother() throws {
      let pipe = try SignalPipe([.resized, .terminated])
      defer { pipe.close() }
      for _ in 0..<70_000 { deliver(SIGWINCH) }
      deliver(SIGTERM)
      var seen: Set<TerminalSignal> = []
      while let signal = pipe.next() { seen.insert(signal) }
      #expect(seen == [.resized, .terminated])
    }

    @Test func onlyOnePipeAtATime() throws {
      let first = try SignalPipe([.resized])
      #expect(throws: SignalPipe.Failure.inUse) { try SignalPipe([.interrupted]) }
      first.close()
      let second = try SignalPipe([.resized])
      first.close()
      deliver(SIGWINCH)
      #expect(second.next() == .resized)
      #expect(first.next() == nil)
      #expect(first.wait() == nil)
      second.close()
    }

    @Test func closingPutsTheFormerHandlingBack() throws {
      signal(SIGHUP, SIG_IGN)
      defer { signal(SIGHUP, SIG_DFL) }
      let ignored = try SignalPipe([.hungUp])
      deliver(SIGHUP)
      #expect(ignored.next() == nil)
      ignored.close()
      deliver(SIGHUP)

      signal(SIGCONT, { _ in answered = 1 })
      defer { signal(SIGCONT, SIG_DFL) }
      do {
        let taken = try SignalPipe([.continued])
        deliver(SIGCONT)
        #expect(taken.next() == .continued && answered == 0)
      }
      deliver(SIGCONT)
      #expect(answered == 1)
    }

    @Test func aSignalThatWasNotReadIsNotDeliveredToTheNextPipe() throws {
      let first = try SignalPipe([.resized])
      deliver(SIGWINCH)
      first.close()
      let second = try SignalPipe([.resized])
      #expect(second.next() == nil)
      second.close()
    }

    @Test(.timeLimit(.minutes(1))) func theStreamDeliversUntilThePipeIsClosed() async throws {
      let pipe = try SignalPipe([.interrupted, .resized])
      var signals = pipe.signals().makeAsyncIterator()
      deliver(SIGINT)
      #expect(await signals.next() == .interrupted)
      deliver(SIGWINCH)
      #expect(await signals.next() == .resized)
      pipe.close()
      #expect(await signals.next() == nil)
    }
  }
}

// Written by a signal handler that the same thread raised, read after it: never at the same time.
nonisolated(unsafe) private var answered: sig_atomic_t = 0
