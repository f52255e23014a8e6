import CellGrid
import Testing

@testable import TerminalKit

@Suite struct KeyboardReaderTests {
  private let start = ContinuousClock.now

  @Test func aLoneEscIsAKeyAfterTheDelayOnly() {
    var reader = KeyboardReader()
    #expect(reader.deadline() == nil)
    #expect(reader.inputs([0x1B], at: start).isEmpty)
    let deadline = start + InputDecoder.escapeDelay
    #expect(reader.deadline() == deadline)
    // Woken early by something else.
    #expect(reader.inputs([], at: start + .milliseconds(10)).isEmpty)
    #expect(reader.deadline() == deadline)
    #expect(reader.inputs([], at: deadline) == [.key(KeyPress(.escape))])
    #expect(reader.deadline() == nil)
  }

  @Test func theEarlierTimeCounts() {
    var reader = KeyboardReader()
    _ = reader.inputs([0x1B], at: start)
    #expect(reader.deadline(before: start + .milliseconds(5)) == start + .milliseconds(5))
    #expect(reader.deadline(before: start + .seconds(5)) == start + .milliseconds(25))
  }

  @Test func aSequenceInTwoReadsIsOneKey() {
    var reader = KeyboardReader()
    #expect(reader.inputs([0x1B], at: start).isEmpty)
    #expect(reader.inputs("[A".utf8, at: start + .milliseconds(20)) == [.key(KeyPress(.up))])
    #expect(reader.deadline() == nil)
  }

  @Test func anOpenPasteWakesNobody() {
    var reader = KeyboardReader()
    _ = reader.inputs("\u{1B}[200~abc".utf8, at: start)
    #expect(reader.deadline() == start + .seconds(1))
    #expect(reader.inputs([], at: start + .seconds(1)) == [.paste("abc")])
    #expect(reader.deadline() == nil)
    _ = reader.inputs([0xE7], at: start + .seconds(2))
    #expect(reader.inputs([], at: start + .seconds(3)).isEmpty)
    #expect(reader.deadline() == nil)
  }
}
