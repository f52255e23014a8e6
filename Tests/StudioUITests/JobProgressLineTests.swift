import CellGrid
import StudioModel
import StudioUI
import Testing

@Suite struct JobProgressLineTests {
  private let unicode = JobProgressLine(charset: .unicode)
  private let ascii = JobProgressLine(charset: .ascii)

  /// Two of four pictures stored, one arriving, one not begun.
  private let downloading = JobProgress(
    status: .downloading,
    elapsed: .seconds(41),
    frames: [
      FrameProgress(index: 1, name: "01.jpg", isStored: true),
      FrameProgress(index: 2, name: "02.jpg", received: 1_200_000, total: 3_400_000),
      FrameProgress(index: 3, name: "03.jpg", isStored: true), FrameProgress(index: 4),
    ],
    asked: 4
  )

  @Test(arguments: [
    (JobStatus.drafted, "⠋ draft · 8 s"),
    (.queued, "⠋ waiting to be sent · 8 s · next try in 3 s"),
    (.submitting, "⠋ sending · 8 s · next poll in 3 s"),
    (.submitted, "⠋ accepted · 8 s · next poll in 3 s · 0/4 images"),
    (.running, "⠋ running · 8 s · next poll in 3 s · 0/4 images"),
    (.downloading, "⠋ downloading · 8 s · next poll in 3 s · 0/4 images"),
    (.finished, "✓ finished · 8 s · 0/4 images"),
    (.partial, "! partly finished · 8 s · 0/4 images"), (.failed, "✗ failed · 8 s"),
    (.cancelled, "- cancelled · 8 s"),
    (.unconfirmed, "? sent, not confirmed · 8 s · next poll in 3 s"),
  ])
  func everyStatusHasItsLine(status: JobStatus, expected: String) {
    var progress = JobProgress(status: status, elapsed: .seconds(8), asked: 4)
    if status != .drafted { progress.nextLook = .milliseconds(2_400) }
    #expect(unicode.text(progress, step: 0, width: 100) == expected)
  }

  @Test func arrivingPicturesShowABarAndTheirBytes() {
    #expect(
      unicode.text(downloading, step: 3, width: 80)
        == "⠸ downloading · 41 s · 2/4 images · 02.jpg ██░░░░░░ 1.2/3.4 MB"
    )
    #expect(
      ascii.text(downloading, step: 3, width: 80)
        == "\\ downloading - 41 s - 2/4 images - 02.jpg [##......] 1.2/3.4 MB"
    )
  }

  @Test func shortLinesGiveUpBarsThenFilesThenTheEnd() {
    var two = downloading
    two.frames[3] = FrameProgress(index: 4, name: "04.jpg", received: 500_000, total: 2_000_000)
    let lines = [100, 70, 60, 40, 20, 1].map { unicode.text(two, step: 0, width: $0) }
    #expect(
      lines == [
        "⠋ downloading · 41 s · 2/4 images · 02.jpg ██░░░░░░ 1.2/3.4 MB · 04.jpg ██░░░░░░ 0.5/2.0 MB",
        "⠋ downloading · 41 s · 2/4 images · 1.7/5.4 MB",
        "⠋ downloading · 41 s · 2/4 images · 1.7/5.4 MB", "⠋ downloading · 41 s · 2/4 images",
        "⠋ downloading · 41 …", "…",
      ]
    )
    #expect(
      unicode.text(two, step: 0, width: 75)
        == "⠋ downloading · 41 s · 2/4 images · 02.jpg 1.2/3.4 MB · 04.jpg 0.5/2.0 MB"
    )
  }

  @Test func noLineIsWiderThanAsked() {
    var progress = downloading
    progress.note = "服务说：图片太大 👨‍👩‍👧 and more"
    for line in [unicode, ascii] {
      for width in 0...120 {
        #expect(CellWidth.of(line.text(progress, step: width, width: width)) <= width)
      }
    }
  }

  @Test func anUnknownSizeShowsWhatCame() {
    var progress = downloading
    progress.frames[1].total = nil
    #expect(
      unicode.text(progress, step: 0, width: 80)
        == "⠋ downloading · 41 s · 2/4 images · 02.jpg 1.2 MB"
    )
  }

  @Test func aBarIsFullOnlyWhenEverythingIsThere() {
    func line(_ received: Int64, _ total: Int64) -> String {
      var progress = downloading
      progress.frames[1].received = received
      progress.frames[1].total = total
      return unicode.text(progress, step: 0, width: 90)
    }
    #expect(line(3_399_999, 3_400_000).contains("███████░ 3.4/3.4 MB"))
    #expect(line(3_400_000, 3_400_000).contains("████████ 3.4/3.4 MB"))
    #expect(line(9_000_000, 3_400_000).contains("████████ 3.4/3.4 MB"))
    #expect(line(.max, .max).contains("████████"))
    #expect(line(.max - 1, .max).contains("MB") == false)
    #expect(line(5, -5).contains("02.jpg 5 B"))
  }

  @Test func absurdSizesDoNotOverflow() {
    var progress = downloading
    progress.frames[1] = FrameProgress(index: 2, received: .max, total: .max)
    progress.frames[3] = FrameProgress(index: 4, received: .max, total: .max)
    #expect(unicode.text(progress, step: 0, width: 60).contains("9223372/9223372 TB"))
  }

  @Test func theResultAndTheReasonComeLast() {
    var done = JobProgress(
      status: .finished,
      elapsed: .seconds(72),
      nextLook: .seconds(3),
      frames: [FrameProgress(index: 1, isStored: true)],
      asked: 1,
      note: "~/seedream/fox"
    )
    #expect(
      unicode.text(done, step: 5, width: 80) == "✓ finished · 1 m 12 s · 1/1 image · ~/seedream/fox"
    )
    done.status = .partial
    done.asked = 2
    done.frames.append(FrameProgress(index: 2, hasFailed: true))
    done.note = "the content filter refused 1 image"
    #expect(
      unicode.text(done, step: 5, width: 90)
        == "! partly finished · 1 m 12 s · 1/2 images · 1 failed · the content filter refused 1 image"
    )
  }

  @Test func aReasonFromOutsideIsMadeSafe() {
    let failed = JobProgress(
      status: .failed,
      elapsed: .seconds(1),
      asked: 1,
      note: "\u{1B}[2Jbad\nprompt\u{202E} 狐"
    )
    #expect(unicode.text(failed, step: 0, width: 80) == "✗ failed · 1 s · bad prompt 狐")
    #expect(ascii.text(failed, step: 0, width: 80) == "x failed - 1 s - bad prompt ??")
    #expect(unicode.plain(failed) == "failed · bad prompt 狐")
  }

  @Test func thePlainLineChangesWithTheJobOnly() {
    var progress = downloading
    let before = ascii.plain(progress)
    #expect(before == "downloading - 2/4 images")
    progress.elapsed = .seconds(50)
    progress.frames[1].received += 1_000
    progress.nextLook = .seconds(1)
    #expect(ascii.plain(progress) == before)
    progress.frames[1].isStored = true
    #expect(ascii.plain(progress) == "downloading - 3/4 images")
  }

  @Test func theSpinnerTurnsForEver() {
    let running = JobProgress(status: .running, elapsed: .zero, asked: 1)
    let marks = (-1...4).compactMap { ascii.text(running, step: $0, width: 80).first }
    #expect(marks == ["\\", "|", "/", "-", "\\", "|"])
    #expect(!unicode.text(running, step: .min, width: 80).isEmpty)
    #expect(!unicode.text(running, step: .max, width: 80).isEmpty)
  }

  @Test func aLookThatIsDueIsSaidToBeNow() {
    let due = JobProgress(
      status: .running,
      elapsed: .seconds(3),
      nextLook: .seconds(-1),
      asked: 2
    )
    #expect(unicode.text(due, step: 0, width: 80) == "⠋ running · 3 s · next poll now · 0/2 images")
  }

  @Test func theASCIIFormIsASCII() {
    for status in JobStatus.allCases {
      var progress = downloading
      progress.status = status
      progress.note = "“fox” …"
      for width in [20, 50, 120] {
        let line = ascii.text(progress, step: width, width: width)
        #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
      }
    }
  }
}
