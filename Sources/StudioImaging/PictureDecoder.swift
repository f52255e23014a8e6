import CImaging

/// Reads pictures at the size they are wanted.
public enum PictureDecoder {
  /// Decodes a JPEG, PNG or WebP to at most `size`, keeping its proportions and never enlarging.
  ///
  /// Each pixel is the average of what it covers. Transparent parts lie on white. A damaged or
  /// truncated picture fails as a whole.
  public static func decode(
    bytes: [UInt8],
    fitting size: (width: Int, height: Int)
  ) throws(PictureFailure) -> Raster {
    try PictureLimits.standard.check(byteCount: bytes.count)
    let header = try PictureHeader.read(bytes)
    try PictureLimits.standard.check(width: header.width, height: header.height)
    let target = fitted(header, into: size)
    var report = header.report
    var status = IMAGING_UNSUPPORTED
    let pixels: [UInt8]
    switch header.format {
    case .jpeg, .png:
      pixels = try MemorySource(memory: bytes).withStream { stream in
        filled(target) { pixels in
          status =
            header.format == .jpeg
            ? imaging_decode_jpeg(
              stream,
              UInt32(target.width),
              UInt32(target.height),
              pixels,
              &report
            )
            : imaging_decode_png(
              stream,
              UInt32(target.width),
              UInt32(target.height),
              pixels,
              &report
            )
        }
      }
    case .webp:
      try WebPHeader.checkLength(of: bytes)
      pixels = filled(target) { pixels in
        status = imaging_decode_webp(
          bytes,
          bytes.count,
          UInt32(target.width),
          UInt32(target.height),
          pixels,
          &report
        )
      }
    case .bmp, .tiff, .gif:
      throw .unsupported(detail: "\(header.format.rawValue) is not decoded")
    }
    try LibraryOutcome.check(status, report)
    return Raster(width: target.width, height: target.height, pixels: pixels)
  }

  private static func filled(
    _ size: PictureSides,
    by decoding: (UnsafeMutablePointer<UInt8>?) -> Void
  ) -> [UInt8] {
    let count = size.width * size.height * 3
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filledCount in
      // A decoder that fails leaves rows unwritten; they must still hold something.
      buffer.initialize(repeating: 0)
      decoding(buffer.baseAddress)
      filledCount = count
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
