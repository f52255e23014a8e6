import CellGrid
import Glibc
import Testing

@testable import StudioImaging

/// Files that lie, end early, or ask for more than any machine has; made here, not kept.
enum BadPictures {
  struct Sample: CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let isExpected: @Sendable (PictureFailure) -> Bool

    var testDescription: String { name }
  }

  private static let truncated: @Sendable (PictureFailure) -> Bool = { $0 == .truncated }
  private static let tooLarge: @Sendable (PictureFailure) -> Bool = {
    if case .tooLarge = $0 { true } else { false }
  }
  private static let damaged: @Sendable (PictureFailure) -> Bool = {
    if case .damaged = $0 { true } else { false }
  }

  static let all: [Sample] = nothing + lies + bombs

  private static let nothing = [
    Sample(name: "no bytes", bytes: []) { $0 == .notAnImage },
    Sample(name: "zeros", bytes: [UInt8](repeating: 0, count: 4_096)) { $0 == .notAnImage },
    Sample(name: "text", bytes: Array("<html>not found</html>".utf8)) { $0 == .notAnImage },
    Sample(name: "a PNG's signature", bytes: Array(png.prefix(8)), isExpected: truncated),
    Sample(name: "a JPEG's signature", bytes: [0xFF, 0xD8, 0xFF], isExpected: truncated),
    Sample(name: "a GIF", bytes: HandmadeHeader.bytes(.gif, width: 9, height: 9)) {
      $0 == .unsupported(detail: "gif is not decoded")
    },
  ]

  private static let png = (try? PictureEncoder.png(Samples.gradient(90, 70))) ?? []
  private static let jpeg = (try? PictureEncoder.jpeg(Samples.gradient(90, 70), quality: 80)) ?? []

  private static let lies = [
    Sample(name: "half a PNG", bytes: Array(png.prefix(png.count / 2)), isExpected: truncated),
    Sample(name: "half a JPEG", bytes: Array(jpeg.prefix(jpeg.count / 2)), isExpected: truncated),
    Sample(
      name: "half a progressive JPEG",
      bytes: Array(StoredSamples.progressiveJPEG.prefix(300)),
      isExpected: truncated
    ),
    Sample(
      name: "half a WebP",
      bytes: Array(StoredSamples.losslessWebP.prefix(50)),
      isExpected: truncated
    ),
    Sample(name: "a PNG said to be wider", bytes: said(width: 91, height: 70)) { _ in true },
    Sample(name: "a PNG said to be higher", bytes: said(width: 90, height: 71)) { _ in true },
    Sample(name: "a PNG without a side", bytes: said(width: 0, height: 70), isExpected: damaged),
    Sample(
      name: "a PNG of chunks only",
      bytes: HandmadePNG.header(width: 9, height: 9)
        + (0..<200).flatMap { _ in HandmadePNG.chunk("teXt", [1, 2, 3]) },
      isExpected: truncated
    ),
    Sample(
      name: "an animation without frames",
      bytes: AnimatedSamples.webp([]),
      isExpected: { $0 == .truncated || damaged($0) }
    ),
    Sample(
      name: "a frame beside its canvas",
      bytes: AnimatedSamples.webp([StoredSamples.lossyWebP], canvas: (40, 24), at: (20, 0)),
      isExpected: damaged
    ),
    Sample(
      name: "an animation in an animation",
      bytes: AnimatedSamples.webp([AnimatedSamples.webp([])]),
      isExpected: { $0 == .truncated || damaged($0) }
    ),
  ]

  /// A good PNG of 90 × 70 whose header says something else, with a good checksum.
  private static func said(width: Int, height: Int) -> [UInt8] {
    HandmadePNG.header(width: width, height: height) + png[33...]
  }

  private static let bombs = [
    Sample(
      name: "100,000 × 100,000 in a PNG",
      bytes: HandmadePNG.header(width: 100_000, height: 100_000),
      isExpected: tooLarge
    ),
    Sample(
      name: "60,000 × 60,000 in a JPEG",
      bytes: HandmadeHeader.jpeg(width: 60_000, height: 60_000),
      isExpected: tooLarge
    ),
    Sample(
      name: "16,383 × 16,383 in a WebP",
      bytes: HandmadeHeader.webpLossy(width: 16_383, height: 16_383),
      isExpected: tooLarge
    ),
    Sample(
      name: "2^31 a side",
      bytes: HandmadePNG.header(width: 1 << 31 - 1, height: 1 << 31 - 1),
      isExpected: tooLarge
    ),
    Sample(
      name: "an interlaced PNG that would have to be held whole",
      bytes: interlaced(width: 9_000, height: 9_000),
      isExpected: tooLarge
    ),
    Sample(
      name: "10,000 × 10,000 with nothing in it",
      bytes: HandmadePNG.header(width: 10_000, height: 10_000) + HandmadePNG.chunk("IEND", []),
      isExpected: { $0 == .truncated || damaged($0) }
    ),
  ]

  private static func interlaced(width: Int, height: Int) -> [UInt8] {
    let sides = HandmadePNG.big(UInt32(width)) + HandmadePNG.big(UInt32(height))
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + HandmadePNG.chunk("IHDR", sides + [8, 2, 0, 0, 1])
      + HandmadePNG.chunk("IDAT", HandmadePNG.stored([0]))
  }
}

@Suite struct BadPictureTests {
  @Test(arguments: BadPictures.all)
  func aBadPictureIsRefusedWithItsReason(_ sample: BadPictures.Sample) {
    let file = ScratchFile(sample.bytes)
    for form in [PictureForm.kittyPlaceholders, .iterm2, .sixel, .symbols, .text] {
      let request = PreviewRequest(
        view: PictureView(path: file.path),
        size: Size(width: 20, height: 10),
        form: form
      )
      guard let found = failure({ () throws(PictureFailure) in try PreviewMaker().make(request) })
      else {
        Issue.record("\(sample.name) was shown as \(form)")
        continue
      }
      #expect(sample.isExpected(found), "\(sample.name): \(found)")
    }
  }

  /// A small picture whose data goes on for half a megabyte.
  @Test func pixelsBeyondThePictureAreNotUnpacked() throws {
    let rows = [UInt8](repeating: 0, count: 8 * (8 * 3 + 1) + 500_000)
    let bytes =
      HandmadePNG.header(width: 8, height: 8)
      + HandmadePNG.chunk("IDAT", HandmadePNG.stored(rows)) + HandmadePNG.chunk("IEND", [])
    let raster = try? PictureDecoder.decode(bytes: bytes, fitting: (8, 8))
    // libpng takes what it needs and leaves the rest; refusing would do as well.
    #expect(raster == nil || raster?.width == 8)
  }

  @Test func aFileThatShrinksWhileItIsReadIsTruncated() throws {
    let whole = try PictureEncoder.png(Samples.gradient(400, 300))
    let file = ScratchFile(whole)
    var questions = 0
    let request = PreviewRequest(
      view: PictureView(path: file.path),
      size: Size(width: 20, height: 10),
      form: .iterm2
    )
    let found = failure { () throws(PictureFailure) in
      try PreviewMaker().make(request) {
        questions += 1
        if questions == 4 { truncate(file.path, 2_000) }
        return false
      }
    }
    #expect(found == .truncated)
  }

  @Test func aFileThatVanishesWhileItIsReadIsShownAllTheSame() throws {
    let file = ScratchFile(try PictureEncoder.png(Samples.gradient(400, 300)))
    let request = PreviewRequest(
      view: PictureView(path: file.path),
      size: Size(width: 20, height: 10),
      form: .iterm2
    )
    var questions = 0
    let preview = try PreviewMaker().make(request) {
      questions += 1
      // The first is asked before the file is opened.
      if questions == 2 { unlink(file.path) }
      return false
    }
    #expect(questions > 2)
    #expect(preview.source == Size(width: 400, height: 300))
  }

  @Test func foldersAndPipesAreRefusedAtOnce() {
    for path in ["/tmp", "/dev/zero", "/dev/null"] {
      let request = PreviewRequest(
        view: PictureView(path: path),
        size: Size(width: 20, height: 10),
        form: .symbols
      )
      let found = failure { () throws(PictureFailure) in try PreviewMaker().make(request) }
      guard case .unreadable = found else {
        Issue.record("\(path): \(String(describing: found))")
        continue
      }
    }
  }

  /// Every byte of every form, changed at random: shown or refused, never a trap.
  @Test func changedBytesNeverTrap() throws {
    var generator = SeededGenerator(state: 23)
    let moving = AnimatedSamples.webp([StoredSamples.alphaWebP], canvas: (60, 40), at: (10, 8))
    let still = HandmadePNG(width: 5, height: 4) { x, y in [UInt8(x), UInt8(y), 7] }.bytes
    let wholes = [
      moving, AnimatedSamples.png(still, width: 5, height: 4), StoredSamples.inkJPEG,
      StoredSamples.progressiveJPEG,
    ]
    for whole in wholes {
      for _ in 0..<120 {
        var bytes = whole
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(
            in: 0...255,
            using: &generator
          )
        }
        let header = try? PictureHeader.read(bytes)
        if let header, header.width * header.height > 1 << 22 { continue }
        _ = try? PictureDecoder.decode(bytes: bytes, fitting: (20, 20))
      }
    }
  }
}
