import CImaging

/// What is known of a picture file that decoded to its end.
public struct PictureFacts: Sendable, Hashable {
  public let format: PictureFileFormat
  public let width: Int
  public let height: Int
  public let byteCount: Int
}

/// Tells whole picture files from broken ones.
public enum PictureCheck {
  /// Decodes a file from its first row to its last without keeping the picture.
  ///
  /// A file that is cut off, fails a checksum or contradicts itself is refused, and one past the
  /// standard limits before anything is decoded. JPEG and PNG are read as a stream; WebP takes
  /// the file's size and, when lossless, the whole picture in memory while it runs, and a
  /// progressive JPEG its coefficients.
  public static func verify(path: String) throws(PictureFailure) -> PictureFacts {
    let file = try PictureFile(path: path)
    try PictureLimits.standard.check(byteCount: file.count)
    let header = try PictureHeader.read(from: file)
    try PictureLimits.standard.check(width: header.width, height: header.height)
    var report = header.report
    let status: imaging_status
    switch header.format {
    case .jpeg:
      status = try file.withStream { imaging_check_jpeg($0, &report) }
    case .png:
      status = try file.withStream { imaging_check_png($0, &report) }
    case .webp:
      let bytes = try file.bytes(at: 0, count: file.count)
      try WebPHeader.checkLength(of: bytes)
      status = imaging_check_webp(bytes, bytes.count, &report)
    case .bmp, .tiff, .gif:
      throw .unsupported(detail: "\(header.format.rawValue) is not decoded")
    }
    try LibraryOutcome.check(status, report)
    return PictureFacts(
      format: header.format,
      width: header.width,
      height: header.height,
      byteCount: file.count
    )
  }
}
