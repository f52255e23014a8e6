import Glibc
import Testing

@testable import StudioImaging

@Suite struct PictureHeaderTests {
  @Test(arguments: PictureFileFormat.allCases)
  func everyFormatSaysItsSize(format: PictureFileFormat) throws {
    let bytes = HandmadeHeader.bytes(format, width: 1234, height: 567)
    let header = try PictureHeader.read(bytes)
    #expect((header.format, header.width, header.height) == (format, 1234, 567))
    #expect(try ScratchFile.holding(bytes, PictureHeader.read(path:)) == header)
  }

  @Test(arguments: [
    HandmadeHeader.webpLossy(width: 300, height: 200),
    HandmadeHeader.webpLossless(width: 300, height: 200),
    HandmadeHeader.webpExtended(width: 300, height: 200),
    HandmadeHeader.tiff(width: 300, height: 200, isLittle: false),
    HandmadeHeader.tiff(width: 300, height: 200, isLittle: true, type: 3),
    HandmadeHeader.tiff(width: 300, height: 200, isLittle: false, type: 3),
    HandmadeHeader.bitmap(width: 300, height: -200),
    HandmadeHeader.bitmap(width: 300, height: 200, headerSize: 12),
    HandmadeHeader.jpeg(width: 300, height: 200, frame: 0xC2, before: 60_000),
    HandmadeHeader.jpeg(width: 300, height: 200, frame: 0xC1, before: 0),
  ])
  func everyFormOfAFormatSaysItsSize(bytes: [UInt8]) throws {
    let header = try PictureHeader.read(bytes)
    #expect((header.width, header.height) == (300, 200))
  }

  @Test func picturesOfOtherProgramsSayTheirSize() throws {
    let samples = [
      StoredSamples.progressiveJPEG, StoredSamples.lossyWebP, StoredSamples.losslessWebP,
      StoredSamples.alphaWebP,
    ]
    for bytes in samples {
      let header = try PictureHeader.read(bytes)
      #expect((header.width, header.height) == (40, 24))
    }
  }

  @Test(arguments: PictureFileFormat.allCases)
  func aHeaderCutOffAnywhereIsRefused(format: PictureFileFormat) throws {
    let bytes = HandmadeHeader.bytes(format, width: 1234, height: 567)
    var needed = bytes.count
    while needed > 0, (try? PictureHeader.read(Array(bytes.prefix(needed - 1)))) != nil {
      needed -= 1
    }
    for length in 0..<needed {
      let found = failure { () throws(PictureFailure) in
        try PictureHeader.read(Array(bytes.prefix(length)))
      }
      #expect(found == .truncated || found == .notAnImage, "\(length) bytes of \(format)")
      if length >= PictureFileFormat.signatureLength { #expect(found == .truncated) }
    }
  }

  @Test(arguments: [
    "", "BM is how this text starts, and no bitmap", "<html><body>403</body></html>",
    "RIFF....WAVE",
    "{\"code\":404}", "GIF88a......",
  ])
  func textIsNotAnImage(text: String) {
    let found = failure { () throws(PictureFailure) in
      try PictureHeader.read(Array(text.utf8))
    }
    #expect(found == .notAnImage)
  }

  @Test func headersThatMakeNoSenseAreDamagedOrUnsupported() {
    let zero = HandmadeHeader.bytes(.png, width: 0, height: 5)
    var noHeaderChunk = zero
    noHeaderChunk[12] = 0x58
    let scanFirst: [UInt8] = [0xFF, 0xD8, 0xFF, 0xDA, 0, 4, 0, 0, 0, 0]
    let emptySegment: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0, 0, 0, 0]
    let strayByte: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 7, 7, 7, 7]
    for bytes in [zero, noHeaderChunk, scanFirst, emptySegment, strayByte] {
      let found = failure { () throws(PictureFailure) in try PictureHeader.read(bytes) }
      guard case .damaged = found else {
        Issue.record("\(String(describing: found))")
        continue
      }
    }
    let late = failure { () throws(PictureFailure) in
      try PictureHeader.read(HandmadeHeader.jpeg(width: 10, height: 0))
    }
    #expect(late == .unsupported(detail: "height given after the scan"))
    let bigTIFF = failure { () throws(PictureFailure) in
      try PictureHeader.read([0x49, 0x49, 0x2B, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0])
    }
    #expect(bigTIFF == .unsupported(detail: "a BigTIFF"))
  }

  @Test func aFileOfSegmentsOnlyIsGivenUp() {
    let segments = (0..<5_000).flatMap { _ in [0xFF, 0xE1, 0, 2] as [UInt8] }
    let found = failure { () throws(PictureFailure) in
      try PictureHeader.read([0xFF, 0xD8] + segments)
    }
    #expect(found == .unsupported(detail: "more than 4096 segments before the picture"))
  }

  @Test func whatIsNoRegularFileIsUnreadableAndNeverWaitedFor() {
    let missing = failure { () throws(PictureFailure) in
      try PictureHeader.read(path: "/nonexistent/picture")
    }
    #expect(missing == .unreadable(errno: ENOENT))
    let folder = failure { () throws(PictureFailure) in try PictureHeader.read(path: "/tmp") }
    #expect(folder == .unreadable(errno: EISDIR))
    let device = failure { () throws(PictureFailure) in try PictureHeader.read(path: "/dev/zero") }
    #expect(device == .unreadable(errno: EINVAL))
    let pipe = ScratchFile([])
    unlink(pipe.path)
    mkfifo(pipe.path, 0o600)
    let waiting = failure { () throws(PictureFailure) in try PictureHeader.read(path: pipe.path) }
    #expect(waiting == .unreadable(errno: EINVAL))
    #expect("\(PictureFailure.unreadable(errno: ENOENT))".contains("No such file"))
  }

  @Test func randomBytesBehindEverySignatureNeverTrap() {
    var generator = SeededGenerator(state: 7)
    for format in PictureFileFormat.allCases {
      let start = HandmadeHeader.bytes(format, width: 40, height: 30)
      for _ in 0..<400 {
        var bytes = start
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
          let place = Int.random(in: 3..<bytes.count, using: &generator)
          bytes[place] = UInt8.random(in: 0...255, using: &generator)
        }
        guard let header = try? PictureHeader.read(bytes) else { continue }
        #expect(header.width > 0 && header.height > 0)
      }
    }
  }
}
