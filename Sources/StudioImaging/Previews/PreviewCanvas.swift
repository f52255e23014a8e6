/// The pixels of the cells that a preview fills, and where in them the picture lies.
struct PreviewCanvas: Equatable {
  let sides: PictureSides
  /// As large as fits, in the middle.
  let picture: PixelRect
  /// The picture's own pixels.
  private let source: PictureSides

  init(of source: PictureSides, in sides: PictureSides) {
    self.source = source
    self.sides = (max(sides.width, 1), max(sides.height, 1))
    let scale = Self.scale(of: source, in: self.sides)
    func span(_ length: Int, _ side: Int) -> (Int, Int) {
      let taken = min(max(Int((Double(length) * scale).rounded()), 1), side)
      return ((side - taken) / 2, taken)
    }
    let across = span(source.width, self.sides.width)
    let down = span(source.height, self.sides.height)
    picture = PixelRect(left: across.0, top: down.0, width: across.1, height: down.1)
  }

  static func == (one: PreviewCanvas, other: PreviewCanvas) -> Bool {
    one.sides == other.sides && one.picture == other.picture
  }

  private static func scale(of source: PictureSides, in sides: PictureSides) -> Double {
    min(
      Double(sides.width) / Double(max(source.width, 1)),
      Double(sides.height) / Double(max(source.height, 1))
    )
  }

  /// How much of the canvas's resolution the picture has to offer: at most 1.
  var resolution: Double { min(1, 1 / Self.scale(of: source, in: sides)) }

  var isFilled: Bool { picture.sides == sides }
  var pixelCount: Int { sides.width * sides.height }

  /// The same with fewer pixels, for terminals that stretch pictures over the cells.
  func reduced(by scale: Double) -> PreviewCanvas {
    PreviewCanvas(
      of: source,
      in: (
        Int((Double(sides.width) * scale).rounded()),
        Int((Double(sides.height) * scale).rounded())
      )
    )
  }

  /// Stretched to another size without keeping proportions, as a raster of eighths of cells is.
  func picture(in other: PictureSides) -> PixelRect {
    picture.scaled(from: PixelRect(sides), to: other)
  }
}
