import CSymbols

/// Sixels, as DEC's terminals, xterm, foot, mlterm and others show them.
public enum SixelGraphics {
  /// True where libchafa is installed, which writes them.
  public static var isAvailable: Bool { csymbols_is_available() }

  /// A picture to be shown where the cursor is, pixel by pixel: one sequence for each band of rows,
  /// which all share their colours. `nil` without libchafa.
  ///
  /// Sixels come in rows of six, so the height of a band had better be a multiple of that. With fewer
  /// `colours` (8 to 256) it has fewer bytes.
  /// - Parameter bands: rows of pixels, each inside the picture; the whole where none are named.
  public static func sequences(
    _ raster: Raster,
    colours: Int,
    bands: [Range<Int>] = []
  ) throws(PictureFailure) -> [[UInt8]]? {
    let flat = try QuantisedRaster(raster, colours: colours, dithers: false).raster
    var sequences: [[UInt8]] = []
    for rows in bands.isEmpty ? [0..<flat.height] : bands {
      guard let bytes = sequence(flat, rows) else { return nil }
      sequences.append(bytes)
    }
    return sequences
  }

  private static func sequence(_ flat: Raster, _ rows: Range<Int>) -> [UInt8]? {
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    let stride = flat.width * 3
    let isWritten = flat.pixels[rows.lowerBound * stride..<rows.upperBound * stride]
      .withUnsafeBufferPointer { pixels in
        csymbols_sixel(
          pixels.baseAddress,
          UInt32(flat.width),
          UInt32(rows.count),
          &bytes,
          &count
        )
      }
    guard isWritten else { return nil }
    defer { csymbols_release(bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }
}
