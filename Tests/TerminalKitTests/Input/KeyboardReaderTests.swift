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

  @Test func aReplyMayPauseInTheMiddle() {
    var reader = KeyboardReader()
    #expect(reader.inputs("a\u{1B}_Gi=3".utf8, at: start) == [.key(KeyPress("a"))])
    #expect(reader.inputs([], at: start + .milliseconds(400)).isEmpty)
    #expect(reader.inputs("1;OK".utf8, at: start + .milliseconds(450)).isEmpty)
    #expect(reader.inputs([], at: start + .milliseconds(900)).isEmpty)
    #expect(
      reader.inputs("\u{1B}\\b".utf8, at: start + .milliseconds(910)) == [.key(KeyPress("b"))]
    )
    #expect(reader.takeReplies() == [.kitty(id: 31, isOK: true)])
    #expect(reader.takeReplies().isEmpty)
  }

  @Test func typingIsThePersonsAgainAfterAReplyThatLostItsEnd() {
    for lost in ["\u{1B}_Gi=31;", "\u{1B}P>|kitty", "\u{1B}]11;"] {
      var reader = KeyboardReader()
      _ = reader.inputs(lost.utf8, at: start)
      var typed: [Input] = []
      for stroke in 0..<30 {
        typed += reader.inputs("x".utf8, at: start + .milliseconds(100) * stroke)
      }
      #expect(typed.count > 5)
      #expect(typed.allSatisfy { $0 == .key(KeyPress("x")) })
    }
  }

  @Test func aLongStringOverASlowLinkIsNoKey() {
    var reader = KeyboardReader()
    _ = reader.inputs("\u{1B}]52;c;".utf8, at: start)
    let piece = [UInt8](repeating: 0x41, count: 1_000)
    for second in 0..<100 {
      #expect(reader.inputs(piece, at: start + .milliseconds(400) * second).isEmpty)
    }
    #expect(reader.inputs([0x07, 0x71], at: start + .seconds(41)) == [.key(KeyPress("q"))])
  }
}
