/// A contact sheet while it is drawn.
struct SheetDrawing {
  private(set) var failures: [Int: PictureFailure] = [:]
  private(set) var unknownCharacters = 0
  private let frames: [ContactSheet.Frame]
  private let side: Int
  private let hasWords: Bool
  /// By frame.
  private var pictures: [Int: Raster] = [:]

  private static let paper = RGBColour.white
  private static let ink = RGBColour(0x20, 0x20, 0x20)
  private static let emptyPlace = RGBColour(0xE0, 0xE0, 0xE0)
  private static let captionLines = 4

  init(_ frames: [ContactSheet.Frame], side: Int, hasWords: Bool) {
    self.frames = frames
    self.side = side
    self.hasWords = hasWords
  }

  /// Only what every picture would fail with ends the sheet.
  mutating func readPictures() throws(PictureFailure) {
    for (place, frame) in frames.enumerated() {
      guard let path = frame.path else { continue }
      do throws(PictureFailure) {
        pictures[place] = try PictureDecoder.decode(path: path, fitting: (side, side))
      } catch .outOfMemory {
        throw .outOfMemory
      } catch {
        failures[place] = error
      }
    }
  }

  private var gap: Int { max(side / 24, 4) }
  private var letters: Int { max(side / 22, 8) }
  private var labelHeight: Int { hasWords ? letters * 2 : 0 }

  /// All places have the size of the largest picture.
  private var box: PictureSides {
    let width = pictures.values.map(\.width).max() ?? side
    let height = pictures.values.map(\.height).max() ?? side
    return (width, height)
  }

  /// As many as make the sheet about as wide as a screen with few places left empty.
  private var columns: Int {
    let (width, height) = box
    let choices = 1...max(min(frames.count, 8), 1)
    func strangeness(_ columns: Int) -> Double {
      let rows = (max(frames.count, 1) + columns - 1) / columns
      let proportion = Double(columns * width) / Double(rows * (height + labelHeight))
      let empty = Double(rows * columns - frames.count) / Double(rows * columns)
      return max(proportion / 1.5, 1.5 / proportion) + 2 * empty
    }
    return choices.min { strangeness($0) < strangeness($1) } ?? 1
  }

  mutating func drawn(_ caption: ContactSheet.Caption?) throws(PictureFailure) -> Raster {
    let (columns, box) = (columns, box)
    let rows = (frames.count + columns - 1) / columns
    // A caption needs some width even beneath a single narrow frame.
    let content = max(columns * (box.width + gap) - gap, hasWords ? side : 1)
    let width = content + gap * 2
    let words = try caption.map { (caption) throws(PictureFailure) in
      try paragraphs(caption, width: content)
    }
    let high = rows * (box.height + labelHeight + gap) + gap
    let height = high + (words ?? []).reduce(0) { $0 + $1.height + gap / 2 } + gap / 2
    try PictureLimits.standard.check(width: width, height: height)
    var sheet = Raster((width, height), filledWith: Self.paper)
    let indent = (width - columns * (box.width + gap) + gap) / 2
    for place in frames.indices {
      let left = indent + place % columns * (box.width + gap)
      let top = gap + place / columns * (box.height + labelHeight + gap)
      try put(place, on: &sheet, left, top, box)
    }
    var top = high
    for picture in words ?? [] {
      sheet.put(picture, left: gap, top: top, Self.ink)
      top += picture.height + gap / 2
    }
    return sheet
  }

  private mutating func put(
    _ place: Int,
    on sheet: inout Raster,
    _ left: Int,
    _ top: Int,
    _ box: PictureSides
  ) throws(PictureFailure) {
    let picture = pictures[place] ?? Raster(box, filledWith: Self.emptyPlace)
    sheet.put(
      picture,
      left: left + (box.width - picture.width) / 2,
      top: top + (box.height - picture.height) / 2
    )
    guard hasWords else { return }
    let label = try written(
      Lettering.Paragraph(
        text: frames[place].label,
        size: letters,
        isBold: true,
        isCentred: true,
        width: box.width
      )
    )
    sheet.put(label, left: left, top: top + box.height + letters / 3, Self.ink)
  }

  private mutating func paragraphs(
    _ caption: ContactSheet.Caption,
    width: Int
  ) throws(PictureFailure) -> [Lettering.Picture] {
    try [
      written(
        Lettering.Paragraph(
          text: caption.text,
          size: letters,
          width: width,
          lines: Self.captionLines
        )
      ),
      written(
        Lettering.Paragraph(text: caption.facts, size: letters * 3 / 4, width: width, lines: 2)
      ),
    ]
  }

  private mutating func written(
    _ paragraph: Lettering.Paragraph
  ) throws(PictureFailure) -> Lettering.Picture {
    guard let picture = Lettering.picture(paragraph) else { throw .outOfMemory }
    unknownCharacters += picture.unknown
    return picture
  }
}
