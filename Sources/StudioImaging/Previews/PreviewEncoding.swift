import CellGrid

/// One picture on its way into the form of one terminal.
struct PreviewEncoding: ~Copyable {
  private let request: PreviewRequest
  private var source: PreviewSource

  /// Pixels beyond which terminals that stretch pictures get fewer: a whole screen of 1440 lines.
  private static let stretchedLimit = 2_560 * 1_440
  /// Pixels of a sixel; beyond, symbols take its place.
  private static let sixelLimit = 3_840 * 2_160

  init(_ request: PreviewRequest, _ source: consuming PreviewSource) {
    self.request = request
    self.source = source
  }

  mutating func preview() throws(PictureFailure) -> Preview {
    switch request.form {
    case .kittyPlaceholders, .kittyPlacement: return try png()
    case .iterm2: return try jpeg()
    case .sixel:
      if let sixel = try sixel() { return sixel }
      return try symbols()
    case .symbols: return try symbols()
    case .text: return try words()
    case .off: return made(.words([]), PreviewStep(number: 0, size: .zero), 0)
    }
  }

  private func made(_ content: Preview.Content, _ step: PreviewStep, _ count: Int) -> Preview {
    let seen = source.nature.seen
    return Preview(
      content: content,
      source: Size(width: seen.width, height: seen.height),
      step: step,
      byteCount: count
    )
  }

  private func canvas(cutTo multiple: Int = 1) -> PreviewCanvas {
    let height = request.size.height * request.cell.height
    return PreviewCanvas(
      of: source.part.sides,
      in: (request.size.width * request.cell.width, max(height - height % multiple, 1))
    )
  }

  /// No more pixels than the picture offers and a screen has.
  private func stretchedCanvas() -> PreviewCanvas {
    let whole = canvas()
    let offered = whole.reduced(by: whole.resolution)
    guard offered.pixelCount > Self.stretchedLimit else { return offered }
    let part = Double(Self.stretchedLimit) / Double(offered.pixelCount)
    return offered.reduced(by: part.squareRoot())
  }

  private mutating func png() throws(PictureFailure) -> Preview {
    let canvas = stretchedCanvas()
    let chosen = try climb(.palettePNG, canvas) {
      (raster, place, rung) throws(PictureFailure) in
      // What the picture leaves of the cells shows the terminal's own background.
      let flat = try QuantisedRaster(
        raster,
        colours: min(rung.colours ?? 256, place.isFilled ? 256 : 255),
        dithers: rung.isDithered
      )
      let bytes = try flat.png(on: place)
      return (.png(bytes), KittyGraphics.byteCount(ofPNG: bytes.count))
    }
    return chosen
  }

  private mutating func jpeg() throws(PictureFailure) -> Preview {
    let background = request.background
    return try climb(.jpeg, stretchedCanvas()) { (raster, place, rung) throws(PictureFailure) in
      let bytes = try PictureEncoder.jpeg(
        raster.laid(on: place, background),
        quality: rung.quality ?? 75
      )
      return (.jpeg(bytes), ITermGraphics.byteCount(ofFile: bytes.count))
    }
  }

  /// `nil` where sixels cannot be written, or not within the budget.
  private mutating func sixel() throws(PictureFailure) -> Preview? {
    let canvas = canvas(cutTo: 6)
    guard SixelGraphics.isAvailable, canvas.pixelCount <= Self.sixelLimit else { return nil }
    let background = request.background
    let made = try climb(.sixel, canvas) { (raster, place, rung) throws(PictureFailure) in
      let bytes = try SixelGraphics.sequence(
        raster.laid(on: place, background),
        colours: rung.colours ?? 64
      )
      return (.sixel(bytes ?? []), bytes?.count ?? .max)
    }
    return made.byteCount <= request.budget ? made : nil
  }

  /// Tries steps of a ladder on the picture.
  private mutating func climb(
    _ ladder: PreviewLadder,
    _ canvas: PreviewCanvas,
    encoding: (Raster, PreviewCanvas, PreviewRung) throws(PictureFailure) -> (
      Preview.Content, Int
    )
  ) throws(PictureFailure) -> Preview {
    let chosen = try ladder.best(pixels: canvas.pixelCount, budget: request.budget) {
      (rung) throws(PictureFailure) in
      let place = canvas.reduced(by: rung.scale)
      let raster = try source.raster(place.picture.sides, largest: canvas.picture.sides)
      let (content, count) = try encoding(raster, place, rung)
      return ((content, place.sides), byteCount: count)
    }
    let rung = ladder.rungs[chosen.number]
    let (content, sides) = chosen.result
    let step = PreviewStep(
      number: chosen.number,
      size: Size(width: sides.width, height: sides.height),
      colours: rung.colours,
      isDithered: rung.isDithered,
      quality: rung.quality
    )
    return made(content, step, chosen.byteCount)
  }

  /// Each cell is looked at as eight by eight pixels. True colour gives way to the palette where the
  /// budget wants it.
  private mutating func symbols() throws(PictureFailure) -> Preview {
    let (columns, rows) = (request.size.width, request.size.height)
    let sides = (width: columns * 8, height: rows * 8)
    let place = canvas().picture(in: sides)
    let raster = try source.raster(place.sides, largest: place.sides)
    var whole = Raster(sides, filledWith: request.background)
    whole.put(raster, left: place.left, top: place.top)
    let steps: [SymbolColours] =
      request.colours == .trueColour ? [.trueColour, .palette256] : [request.colours]
    for (number, colours) in steps.enumerated() {
      let picture = SymbolPicture(
        whole,
        columns: columns,
        rows: rows,
        colours: colours,
        isASCII: request.isASCII
      )
      let count = picture.expectedByteCount
      if count > request.budget, number + 1 < steps.count { continue }
      let step = PreviewStep(number: number, size: request.size, colours: colours.count)
      return made(.symbols(picture), step, count)
    }
    throw .unsupported(detail: "no colours")
  }

  private mutating func words() throws(PictureFailure) -> Preview {
    let seen = source.nature.seen
    let sides = PictureDecoder.fitted(source.part.sides, into: (64, 64))
    let raster = try source.raster(sides, largest: sides)
    let description = PictureDescription(of: raster, source: seen, isWhole: source.isWhole)
    let lines = description.lines(in: request.size, isASCII: request.isASCII)
    let count = lines.reduce(0) { $0 + $1.utf8.count + 8 }
    return made(.words(lines), PreviewStep(number: 0, size: request.size), count)
  }
}

extension SymbolColours {
  /// Entries of the palette; `nil` where there is none.
  var count: Int? {
    switch self {
    case .trueColour: nil
    case .palette256: 256
    case .palette16: 16
    case .none: 2
    }
  }
}

extension Raster {
  /// The picture at its place on a canvas of one colour.
  func laid(on canvas: PreviewCanvas, _ background: RGBColour) -> Raster {
    if canvas.isFilled { return self }
    var whole = Raster(canvas.sides, filledWith: background)
    whole.put(self, left: canvas.picture.left, top: canvas.picture.top)
    return whole
  }
}
