import CSymbols

/// Sixels, as DEC's terminals, xterm, foot, mlterm and others show them.
public enum SixelGraphics {
  /// True where libchafa is installed, which writes them.
  public static var isAvailable: Bool { csymbols_is_available() }

  /// A picture to be shown where the cursor is, pixel by pixel.
  ///
  /// The height is cut to a multiple of six, the rows that sixels come in. With fewer `colours`
  /// (8 to 256) it has fewer bytes. `nil` without libchafa.
  public static func place(
    _ raster: Raster,
    colours: Int,
    through passage: TerminalPassage = .direct
  ) throws(PictureFailure) -> TerminalPicture? {
    let flat = try QuantisedRaster(raster, colours: colours, dithers: false).raster
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    let isWritten = flat.pixels.withUnsafeBufferPointer { pixels in
      csymbols_sixel(
        pixels.baseAddress,
        UInt32(flat.width),
        UInt32(flat.height),
        &bytes,
        &count
      )
    }
    guard isWritten else { return nil }
    defer { csymbols_release(bytes) }
    let sequence = Array(UnsafeBufferPointer(start: bytes, count: count))
    return TerminalPicture(slices: [passage.wrapped(sequence)])
  }
}
