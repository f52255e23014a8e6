import Glibc
import Testing

@testable import TerminalKit

@Suite struct InboxTests {
  private func isReadable(_ descriptor: Int32) -> Bool {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&ready, 1, 0) == 1
  }

  @Test func manyMessagesMakeOneWakeAndComeInOrder() throws {
    let inbox = try Inbox<Int>()
    #expect(!isReadable(inbox.descriptor) && inbox.drain().isEmpty)
    for number in 0..<1_000 { inbox.send(number) }
    #expect(isReadable(inbox.descriptor))
    var count: UInt64 = 0
    read(inbox.descriptor, &count, 8)
    #expect(count == 1)
    #expect(inbox.drain() == Array(0..<1_000))
    #expect(!isReadable(inbox.descriptor))
    inbox.send(7)
    #expect(isReadable(inbox.descriptor) && inbox.drain() == [7])
  }

  @Test func whatIsLeftKeepsTheReaderAwakeAndItsOrder() throws {
    let inbox = try Inbox<Int>()
    for number in 0..<10 { inbox.send(number) }
    var received: [Int] = []
    for expected in [4, 4, 4] {
      #expect(isReadable(inbox.descriptor))
      let some = inbox.drain(atMost: 4)
      #expect(some.count == expected)
      received += some
      inbox.send(10 + received.count)
    }
    #expect(isReadable(inbox.descriptor))
    received += inbox.drain(atMost: 4)
    #expect(!isReadable(inbox.descriptor) && inbox.drain(atMost: 4).isEmpty)
    #expect(received == Array(0..<10) + [14, 18, 22])
  }

  @Test func nothingIsLostBetweenThreads() async throws {
    let inbox = try Inbox<Int>()
    let (senders, each) = (4, 2_000)
    let total = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<senders {
        group.addTask {
          for number in 0..<each { inbox.send(number) }
          return 0
        }
      }
      group.addTask {
        var received = 0
        while received < senders * each {
          var ready = pollfd(fd: inbox.descriptor, events: Int16(POLLIN), revents: 0)
          // A wake that was lost would end the wait here.
          guard poll(&ready, 1, 10_000) == 1 else { break }
          received += inbox.drain().count
        }
        return received
      }
      return await group.reduce(0, +)
    }
    #expect(total == senders * each)
  }
}
