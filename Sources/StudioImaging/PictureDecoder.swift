import CImaging

/// Reads pictures at the size they are wanted.
public enum PictureDecoder {
  /// Decodes a JPEG, PNG or WebP to at most `size`, keeping its proportions and never enlarging.
  ///
  /// Each pixel is the average light of what it covers. Transparent parts lie on `background`. The
  /// picture is turned as its Exif orientation says, and `size` is meant for what is seen then. A
  /// damaged or truncated picture fails as a whole; of an animated PNG the still picture is read.
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
    try PictureLimits.standard.check(byteCount: source.count)
    let header = try PictureHeader.read(from: source)
    try PictureLimits.standard.check(width: header.width, height: header.height)
    let turn = PictureOrientation.read(header.format, from: source)
    let room = turn.swapsSides ? (size.height, size.width) : size
    let target = fitted(header, into: room)
    var report = header.report
    let wall = Wall(target: target, background: background.packed)
    let (pixels, status): ([UInt8], imaging_status)
    switch header.format {
    case .jpeg, .png:
      (pixels, status) = try source.withStream { stream in
        wall.filled {
          header.format == .jpeg
            ? imaging_decode_jpeg(stream, wall.width, wall.height, $0, &report)
            : imaging_decode_png(stream, wall.width, wall.height, wall.background, $0, &report)
        }
      }
    case .webp:
      let bytes = try source.bytes(at: 0, count: source.count)
      try WebPHeader.checkLength(of: bytes)
      (pixels, status) = wall.filled {
        imaging_decode_webp(
          bytes,
          bytes.count,
          wall.width,
          wall.height,
          wall.background,
          $0,
          &report
        )
      }
    case .bmp, .tiff, .gif:
      throw .unsupported(detail: "\(header.format.rawValue) is not decoded")
    }
    try LibraryOutcome.check(status, report)
    return Raster(width: target.width, height: target.height, pixels: pixels).turned(turn)
  }

  /// What every decoder is told, and the room for what it answers.
  private struct Wall {
    let width: UInt32
    let height: UInt32
    let background: UInt32

    init(target: PictureSides, background: UInt32) {
      width = UInt32(target.width)
      height = UInt32(target.height)
      self.background = background
    }

    func filled(
      by decoding: (UnsafeMutablePointer<UInt8>?) -> imaging_status
    ) -> ([UInt8], imaging_status) {
      var status = IMAGING_UNSUPPORTED
      let count = Int(width) * Int(height) * 3
      let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, filledCount in
        // A decoder that fails leaves rows unwritten; they must still hold something.
        buffer.initialize(repeating: 0)
        status = decoding(buffer.baseAddress)
        filledCount = count
      }
      return (pixels, status)
    }
  }

  /// The largest size of the same proportions inside `size`, at least one pixel a side.
  static func fitted(_ header: PictureHeader, into size: (width: Int, height: Int)) -> PictureSides
  {
    let room = (width: max(size.width, 1), height: max(size.height, 1))
    if header.width <= room.width, header.height <= room.height {
      return (header.width, header.height)
    }
    // Sides are at most 16,384 here, and room beyond that changes nothing.
    let width = min(room.width, 16_384)
    let height = min(room.height, 16_384)
    if header.width * height >= header.height * width {
      let scaled = (header.height * width + header.width / 2) / header.width
      return (width, min(max(scaled, 1), height))
    }
    let scaled = (header.width * height + header.height / 2) / header.height
    return (min(max(scaled, 1), width), height)
  }
}
