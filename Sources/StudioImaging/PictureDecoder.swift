/// Reads pictures at the size they are wanted.
public enum PictureDecoder {
  /// Decodes a JPEG, PNG or WebP to at most `size`, keeping its proportions and never enlarging.
  ///
  /// Each pixel is the average light of what it covers. Transparent parts lie on `background`. The
  /// picture is turned as its Exif orientation says, and `size` is meant for what is seen then. A
  /// damaged or truncated picture fails as a whole. Of an animated PNG the still picture is read, of
  /// an animated WebP the first frame.
  public static func decode(
    bytes: [UInt8],
    fitting size: (width: Int, height: Int),
    on background: RGBColour = .white
  ) throws(PictureFailure) -> Raster {
    try decode(from: MemorySource(memory: bytes), fitting: size, on: background)
  }

  /// The same for a file. Only a WebP is read into memory as a whole.
  public static func decode(
    path: String,
    fitting size: (width: Int, height: Int),
    on background: RGBColour = .white
  ) throws(PictureFailure) -> Raster {
    try decode(from: PictureFile(path: path), fitting: size, on: background)
  }

  private static func decode(
    from source: borrowing some StreamSource & ~Copyable,
    fitting size: (width: Int, height: Int),
    on background: RGBColour
  ) throws(PictureFailure) -> Raster {
    let nature = try PictureNature.read(from: source)
    let target = fitted(nature.seen, into: size)
    return try PictureReading(
      nature,
      part: PixelRect(nature.seen),
      to: target,
      on: background
    ).raster(from: source)
  }

  /// The largest size of the same proportions inside `size`, at least one pixel a side.
  static func fitted(_ sides: PictureSides, into size: PictureSides) -> PictureSides {
    let room = (width: max(size.width, 1), height: max(size.height, 1))
    if sides.width <= room.width, sides.height <= room.height {
      return (sides.width, sides.height)
    }
    // Sides are at most 16,384 here, and room beyond that changes nothing.
    let width = min(room.width, 16_384)
    let height = min(room.height, 16_384)
    if sides.width * height >= sides.height * width {
      let scaled = (sides.height * width + sides.width / 2) / sides.width
      return (width, min(max(scaled, 1), height))
    }
    let scaled = (sides.width * height + sides.height / 2) / sides.height
    return (min(max(scaled, 1), width), height)
  }
}
