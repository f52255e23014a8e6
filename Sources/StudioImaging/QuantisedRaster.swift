import CImaging

/// A picture in few colours: a palette, and an entry of it for each pixel.
public struct QuantisedRaster: Sendable, Equatable {
  public let width: Int
  public let height: Int
  /// At most as many as were asked for.
  public let palette: [RGBColour]
  /// `width * height` entries, rows from the top.
  public let indices: [UInt8]

  /// Chooses the colours that lose least; `colours` outside 8...256 is taken as the nearer end.
  /// Dithering hides edges between them and costs bytes.
  public init(_ raster: Raster, colours: Int, dithers: Bool) throws(PictureFailure) {
    guard raster.width > 0, raster.height > 0 else {
      throw .unsupported(detail: "a picture without pixels")
    }
    var count = UInt32(min(max(colours, 8), 256))
    var palette = [UInt8](repeating: 0, count: Int(count) * 3)
    var indices = [UInt8](repeating: 0, count: raster.width * raster.height)
    var report = imaging_report()
    let status = imaging_quantise(
      raster.pixels,
      UInt32(raster.width),
      UInt32(raster.height),
      dithers ? 1 : 0,
      &palette,
      &count,
      &indices,
      &report
    )
    try LibraryOutcome.check(status, report)
    width = raster.width
    height = raster.height
    self.palette = (0..<Int(count)).map { entry in
      RGBColour(palette[entry * 3], palette[entry * 3 + 1], palette[entry * 3 + 2])
    }
    self.indices = indices
  }

  /// The picture in its few colours.
  public var raster: Raster {
    let pixels = [UInt8](unsafeUninitializedCapacity: indices.count * 3) { out, filled in
      for (place, index) in indices.enumerated() {
        let colour = palette[Int(index)]
        out[place * 3] = colour.red
        out[place * 3 + 1] = colour.green
        out[place * 3 + 2] = colour.blue
      }
      filled = indices.count * 3
    }
    return Raster(width: width, height: height, pixels: pixels)
  }

  /// A PNG with a palette: a quarter of the bytes of one without, or fewer.
  public func png() throws(PictureFailure) -> [UInt8] {
    try Self.png(indices, (width, height), palette, hasClearFirst: false)
  }

  /// The same on a canvas that is clear beside the picture; for that it takes a colour more.
  func png(on canvas: PreviewCanvas) throws(PictureFailure) -> [UInt8] {
    if canvas.isFilled { return try png() }
    guard palette.count < 256 else { throw .unsupported(detail: "no colour left for clear") }
    var whole = [UInt8](repeating: 0, count: canvas.pixelCount)
    for y in 0..<height {
      let row = (canvas.picture.top + y) * canvas.sides.width + canvas.picture.left
      for x in 0..<width { whole[row + x] = indices[y * width + x] + 1 }
    }
    return try Self.png(whole, canvas.sides, [.black] + palette, hasClearFirst: true)
  }

  private static func png(
    _ indices: [UInt8],
    _ sides: PictureSides,
    _ palette: [RGBColour],
    hasClearFirst: Bool
  ) throws(PictureFailure) -> [UInt8] {
    let colours = palette.flatMap { [$0.red, $0.green, $0.blue] }
    return try PictureEncoder.collect { bytes, count, report in
      imaging_encode_palette_png(
        indices,
        UInt32(sides.width),
        UInt32(sides.height),
        colours,
        UInt32(palette.count),
        hasClearFirst,
        bytes,
        count,
        report
      )
    }
  }
}
