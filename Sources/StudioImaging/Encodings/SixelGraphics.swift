import CSymbols

/// Sixels, as DEC's terminals, xterm, foot, mlterm and others show them.
public enum SixelGraphics {
  /// True where libchafa is installed, which writes them.
  public static var isAvailable: Bool { csymbols_is_available() }

  /// A picture to be shown where the cursor is, pixel by pixel; `nil` without libchafa.
  public static func place(
    _ raster: Raster,
    colours: Int,
    through passage: TerminalPassage = .direct
  ) throws(PictureFailure) -> TerminalPicture? {
    try sequence(raster, colours: colours).map { TerminalPicture(slices: [passage.wrapped($0)]) }
  }

  /// The bytes of one picture. Sixels come in rows of six, so its height had better be a multiple
  /// of that. With fewer `colours` (8 to 256) it has fewer bytes. `nil` without libchafa.
  public static func sequence(
    _ raster: Raster,
    colours: Int
  ) throws(PictureFailure) -> [UInt8]? {
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
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }
}
