import CellGrid
import StudioImaging
import TerminalKit

@testable import seedream

/// A terminal that keeps what it is sent, and a desk on it with made-up previews.
final class PictureProbe: PictureOutlet {
  var choice: PictureFormChoice
  var isSettled = true
  var meter = LinkMeter()
  var hasPictures = false
  private(set) var packets: [PicturePacket] = []
  private(set) var withdrawn: [Int] = []
  private(set) var redrawn: [Range<Int>] = []
  private(set) var parting: [UInt8] = []

  init(_ form: PictureWish, colours: Int = 256) {
    choice = Self.choice(form, colours: colours)
  }

  static func choice(
    _ form: PictureWish,
    colours: Int = 256,
    environment: [String: String] = ["TERM": "xterm-256color"]
  ) -> PictureFormChoice {
    PictureFormChoice(
      TerminalFindings(environment),
      PictureFormChoice.Surroundings(
        wish: form,
        isUTF8: true,
        colours: colours,
        canWriteSixels: true
      )
    )
  }

  func send(_ packet: PicturePacket) { packets.append(packet) }

  func withdraw(where isUnwanted: (Int) -> Bool) {
    withdrawn += packets.map(\.number).filter(isUnwanted)
    packets.removeAll { isUnwanted($0.number) }
  }

  func redrawLines(_ rows: Range<Int>) { redrawn.append(rows) }

  /// To be told as written by curses of its own.
  var written: Set<Int> = []

  func takeLinesWritten() -> Set<Int> {
    defer { written = [] }
    return written
  }

  func setParting(_ bytes: [UInt8]) -> Bool {
    parting = bytes
    return true
  }

  /// What was sent since the last call, as text.
  func takeText() -> String {
    defer { packets = [] }
    return String(decoding: packets.flatMap { $0.slices.flatMap(\.self) }, as: UTF8.self)
  }

  func takeNumbers() -> [Int] {
    defer { packets = [] }
    return packets.map(\.number)
  }

  func takeRedrawn() -> [Range<Int>] {
    defer { redrawn = [] }
    return redrawn
  }
}

/// A desk, and the screens it composes.
struct DeskProbe {
  let outlet: PictureProbe
  let desk: PictureDesk
  private let announcements: AsyncStream<Void>

  init(
    _ outlet: PictureProbe,
    _ make: @escaping PreviewWorkshop.Making = { request, _ in .sample(request) }
  ) {
    self.outlet = outlet
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    announcements = stream
    let workshop = PreviewWorkshop(make: make) { continuation.yield() }
    desk = PictureDesk(outlet, workshop, kitty: KittyPictures(high: 7))
  }

  /// Shows a screen, as the loop does.
  @discardableResult
  func show(_ surface: Surface) -> Surface {
    let composed = desk.compose(surface)
    desk.wasShown()
    return composed
  }

  /// Shows a screen until everything on it was made.
  @discardableResult
  func showMade(_ surface: Surface, count: Int = 1) async -> Surface {
    var left = count
    show(surface)
    var news = announcements.makeAsyncIterator()
    while left > 0 {
      _ = await news.next()
      left -= desk.takeProducts()
    }
    return show(surface)
  }
}

extension Surface {
  /// A screen with pictures in these places, each of a file of its own.
  static func pictures(_ places: [Rect], text: String = "") -> Surface {
    var canvas = Canvas(Size(width: 40, height: 12))
    for (number, place) in places.enumerated() {
      canvas.picture(PictureView(path: "/p/\(number).png"), in: place)
    }
    canvas.text(text, x: 0, y: 0)
    return canvas.surface
  }
}

extension Preview {
  static func sample(_ request: PreviewRequest) -> Preview {
    let content: Content =
      switch request.form {
      case .kittyPlaceholders, .kittyPlacement: .png(Array("PNG".utf8))
      case .iterm2: .jpeg([PictureBand(rows: 0..<request.size.height, bytes: Array("JPEG".utf8))])
      case .sixel: .sixel([PictureBand(rows: 0..<request.size.height, bytes: Array("SIXEL".utf8))])
      case .symbols, .off:
        .symbols(
          SymbolPicture(
            Raster(width: 1, height: 1, pixels: [250, 10, 20]),
            columns: request.size.width,
            rows: request.size.height,
            colours: request.colours
          )
        )
      case .text: .words(["words"])
      }
    return Preview(
      content: content,
      source: Size(width: 64, height: 64),
      step: PreviewStep(number: 0, size: request.size),
      byteCount: 10
    )
  }
}
