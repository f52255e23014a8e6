import CellGrid

/// The forms that are pictures.
extension PreviewEncoding {
  /// Pixels of a sixel; beyond, symbols take its place.
  private static let sixelLimit = 3_840 * 2_160

  mutating func png() throws(PictureFailure) -> Preview {
    try climb(.palettePNG, stretchedCanvas(), expecting: Self.expectedPNG) {
      (raster, place, rung) throws(PictureFailure) in
      let bytes = try Self.png(raster, place, rung)
      return (.png(bytes), KittyGraphics.byteCount(ofPNG: bytes.count))
    }
  }

  private static func png(
    _ raster: Raster,
    _ place: PreviewCanvas,
    _ rung: PreviewRung
  ) throws(PictureFailure) -> [UInt8] {
    // What the picture leaves of the cells shows the terminal's own background.
    let flat = try QuantisedRaster(
      raster,
      colours: min(rung.colours ?? 256, place.isFilled ? 256 : 255),
      dithers: rung.isDithered
    )
    return try flat.png(on: place)
  }

  /// Choosing colours takes most of the time, so a part of the rows stands for all.
  private static func expectedPNG(
    _ raster: Raster,
    _ rung: PreviewRung
  ) throws(PictureFailure) -> Int? {
    guard let sample = raster.sample(of: 12, in: 96) else { return nil }
    let sides = (width: sample.width, height: sample.height)
    let bytes = try png(sample, PreviewCanvas(of: sides, in: sides), rung).count
    let palette = 3 * (rung.colours ?? 256) + 100
    let rows = max(bytes - palette, 0) * raster.height / sample.height
    return KittyGraphics.byteCount(ofPNG: rows + palette)
  }

  mutating func jpeg() throws(PictureFailure) -> Preview {
    let request = request
    return try climb(.jpeg, stretchedCanvas()) { (raster, place, rung) throws(PictureFailure) in
      let whole = raster.laid(on: place, request.background)
      let (rows, height) = (request.size.height, whole.height)
      let expected = Int(rung.bytes(forSent: place.pixelCount))
      let cut =
        request.isInBands
        ? BandCut(rows: rows, height: height, bytes: expected) : BandCut(rows: rows, height: height)
      var bands: [PictureBand] = []
      for band in cut.bands {
        let part = whole.rows(band.pixels)
        let bytes = try PictureEncoder.jpeg(part, quality: rung.quality ?? 75)
        bands.append(PictureBand(rows: band.rows, bytes: bytes))
      }
      let count = bands.reduce(0) { $0 + ITermGraphics.byteCount(ofFile: $1.bytes.count) }
      return (.jpeg(bands), count)
    }
  }

  /// Symbols take the place of sixels that are too large. In sixteen colours they show so little that
  /// twice the bytes are better.
  private var mostSixelBytes: Int {
    switch request.colours {
    case .trueColour, .palette256: request.budget
    case .palette16, .none: request.budget * 2
    }
  }

  /// `nil` where sixels cannot be written, or not within the budget.
  mutating func sixel() throws(PictureFailure) -> Preview? {
    let canvas = canvas(cutTo: 6)
    guard SixelGraphics.isAvailable, canvas.pixelCount <= Self.sixelLimit else { return nil }
    let request = request
    let made = try climb(.sixel, canvas) { (raster, place, rung) throws(PictureFailure) in
      let whole = raster.laid(on: place, request.background)
      let (rows, height) = (request.size.height, whole.height)
      let expected = Int(rung.bytes(forSent: place.pixelCount))
      let cut =
        request.isInBands
        ? BandCut(rows: rows, height: height, bytes: expected, sixelsIn: request.cell)
        : BandCut(rows: rows, height: height)
      let sequences = try SixelGraphics.sequences(
        whole,
        colours: rung.colours ?? 64,
        bands: cut.bands.map(\.pixels)
      )
      guard let sequences else { return (.sixel([]), .max) }
      let bands = zip(cut.bands, sequences).map { PictureBand(rows: $0.rows, bytes: $1) }
      return (.sixel(bands), sequences.reduce(0) { $0 + $1.count })
    }
    return made.byteCount <= mostSixelBytes ? made : nil
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
