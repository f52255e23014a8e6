import CellGrid

/// One picture on its way into the form of one terminal.
struct PreviewEncoding: ~Copyable {
  let request: PreviewRequest
  private var source: PreviewSource

  /// Pixels beyond which terminals that stretch pictures get fewer: a whole screen of 1440 lines.
  private static let stretchedLimit = 2_560 * 1_440

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

  func canvas(cutTo multiple: Int = 1) -> PreviewCanvas {
    let height = request.size.height * request.cell.height
    return PreviewCanvas(
      of: source.part.sides,
      in: (request.size.width * request.cell.width, max(height - height % multiple, 1))
    )
  }

  /// No more pixels than the picture offers and a screen has.
  func stretchedCanvas() -> PreviewCanvas {
    let whole = canvas()
    let offered = whole.reduced(by: whole.resolution)
    guard offered.pixelCount > Self.stretchedLimit else { return offered }
    let part = Double(Self.stretchedLimit) / Double(offered.pixelCount)
    return offered.reduced(by: part.squareRoot())
  }

  /// Tries steps of a ladder on the picture.
  mutating func climb(
    _ ladder: PreviewLadder,
    _ canvas: PreviewCanvas,
    expecting expect: ((Raster, PreviewRung) throws(PictureFailure) -> Int?)? = nil,
    encoding: (Raster, PreviewCanvas, PreviewRung) throws(PictureFailure) -> (
      Preview.Content, Int
    )
  ) throws(PictureFailure) -> Preview {
    let (pixels, budget) = (canvas.pixelCount, request.budget)
    var correction = 1.0
    if let expect {
      let rung = ladder.likely(pixels: pixels, budget: budget)
      let sides = canvas.reduced(by: rung.scale).picture.sides
      let raster = try source.raster(sides, largest: canvas.picture.sides)
      if let expected = try expect(raster, rung) {
        correction = Double(expected) / max(rung.bytes(forPixels: pixels), 1)
      }
    }
    let chosen = try ladder.best(pixels: pixels, budget: budget, correction: correction) {
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
