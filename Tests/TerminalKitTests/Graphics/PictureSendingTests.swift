import CellGrid
import Testing

@testable import TerminalKit

@Suite struct PictureSendingTests {
  private let start = ContinuousClock.now
  private let status = Array("\u{1B}[5n".utf8)

  private func picture(_ number: Int, slices: Int = 3, bytes: Int = 4_096) -> PicturePacket {
    PicturePacket.kitty(
      number: number,
      slices: (0..<slices).map { [UInt8](repeating: UInt8($0 % 10) + 0x30, count: bytes) }
    )
  }

  private func all(_ sending: inout PictureSending, at now: ContinuousClock.Instant) -> [UInt8] {
    var bytes: [UInt8] = []
    while sending.maySend(at: now) { bytes += sending.next(at: now) }
    return bytes
  }

  @Test func slicesGoOutOneByOneAndOnePictureAfterTheOther() {
    var sending = PictureSending()
    sending.add(picture(1, slices: 2, bytes: 100))
    sending.add(picture(2, slices: 1, bytes: 100))
    #expect(sending.next(at: start).allSatisfy { $0 == 0x30 })
    #expect(sending.takeNews().sent.isEmpty)
    #expect(sending.next(at: start).allSatisfy { $0 == 0x31 })
    #expect(sending.takeNews().sent == [1])
    #expect(!sending.next(at: start).isEmpty && sending.isEmpty)
    #expect(sending.next(at: start).isEmpty)
    #expect(sending.takeNews().sent == [2] && !sending.hasNews)
  }

  @Test func noMoreThanTwoQuestionsAreOpen() {
    var sending = PictureSending()
    sending.add(picture(1, slices: 100))
    let sent = all(&sending, at: start)
    #expect(sent.count < 40_000 && sending.nextMoment(at: start) == start + .seconds(2))
    sending.answered(at: start + .milliseconds(50))
    #expect(sending.maySend(at: start + .milliseconds(50)))
    #expect(sending.meter.bytesPerSecond != nil)
  }

  @Test func aTerminalThatNeverAnswersGetsEverythingAllTheSame() {
    var sending = PictureSending()
    sending.add(picture(1, slices: 200))
    var now = start
    var turns = 0
    while !sending.isEmpty, turns < 20 {
      _ = all(&sending, at: now)
      now = now + .seconds(2)
      turns += 1
    }
    #expect(sending.isEmpty && turns < 5)
  }

  @Test func tmuxGetsOneSliceAtATime() {
    var sending = PictureSending(isPaced: true)
    sending.add(picture(1))
    #expect(sending.next(at: start).suffix(4) == status[...])
    #expect(!sending.maySend(at: start))
    sending.answered(at: start + .milliseconds(1))
    #expect(sending.maySend(at: start + .milliseconds(1)))
    #expect(sending.meter.bytesPerSecond == nil)
  }

  @Test func theCursorIsPutThereForEachSlice() {
    var sending = PictureSending()
    sending.add(
      PicturePacket(number: 1, slices: [[0x61], [0x62]], place: Point(x: 4, y: 2))
    )
    #expect(sending.next(at: start) == Array("\u{1B}7\u{1B}[3;5Ha\u{1B}8".utf8))
    #expect(sending.next(at: start) == Array("\u{1B}7\u{1B}[3;5Hb\u{1B}8".utf8))
  }

  @Test func rowsOfTextHaveTheirOwnPlaces() {
    let rows = PicturePacket.rows(number: 1, [[0x61], [0x62]], at: Point(x: 1, y: 1))
    #expect(rows.slices[1] == Array("\u{1B}[3;2Hb\u{1B}[m".utf8))
  }

  @Test func whatHasNotBegunIsTakenBack() {
    var sending = PictureSending()
    for number in 1...3 { sending.add(picture(number, slices: 2, bytes: 10)) }
    sending.remove { $0 != 2 }
    #expect(sending.takeNews().dropped == [1, 3])
    _ = all(&sending, at: start)
    #expect(sending.takeNews().sent == [2])
  }

  @Test func whatHasBegunIsEndedRightly() {
    var sending = PictureSending()
    sending.add(picture(1, slices: 3, bytes: 10))
    sending.add(picture(2, slices: 1, bytes: 10))
    _ = sending.next(at: start)
    sending.remove { $0 == 1 }
    #expect(sending.next(at: start) == Array("\u{1B}_Gm=0,q=2\u{1B}\\".utf8))
    _ = all(&sending, at: start)
    let news = sending.takeNews()
    #expect(news.sent == [2] && news.dropped == [1])
  }

  @Test func whatCannotBeEndedIsFinished() {
    var sending = PictureSending()
    sending.add(PicturePacket(number: 1, slices: [[0x61], [0x62]]))
    _ = sending.next(at: start)
    sending.remove { _ in true }
    #expect(sending.next(at: start) == [0x62])
    #expect(sending.takeNews().sent == [1])
  }

  @Test func anotherTerminalIsSentNothingOld() {
    var sending = PictureSending()
    sending.add(picture(1))
    sending.add(picture(2))
    _ = sending.next(at: start)
    sending.forget()
    #expect(sending.takeNews().dropped == [2, 1])
    #expect(all(&sending, at: start) == Array("\u{1B}_Gm=0,q=2\u{1B}\\".utf8))
    #expect(!sending.hasNews)
  }

  @Test func tooMuchWaitingDropsTheOldest() {
    var sending = PictureSending()
    for number in 0..<600 { sending.add(picture(number, slices: 1, bytes: 1)) }
    #expect(sending.takeNews().dropped == Array(0..<88))
  }

  @Test func forgedAnswersDoNoHarm() {
    var sending = PictureSending()
    for _ in 0..<10 { sending.answered(at: start) }
    #expect(sending.meter == LinkMeter())
  }

  @Test func aPacketOfNothingIsSentAtOnce() {
    var sending = PictureSending()
    sending.add(PicturePacket(number: 9, slices: []))
    #expect(sending.isEmpty && sending.takeNews().sent == [9])
  }
}
