/// Format and size of a picture as its header says them. Nothing is decoded.
public struct PictureHeader: Sendable, Hashable {
  public let format: PictureFileFormat
  public let width: Int
  public let height: Int

  /// Reads the header of a file in memory.
  public static func read(_ bytes: [UInt8]) throws(PictureFailure) -> PictureHeader {
    try read(from: MemorySource(memory: bytes))
  }

  /// Reads the header of a file, and no more of the file than that takes.
  public static func read(path: String) throws(PictureFailure) -> PictureHeader {
    try read(from: PictureFile(path: path))
  }

  static func read(
    from source: borrowing some ByteSource & ~Copyable
  ) throws(PictureFailure) -> PictureHeader {
    let start = try source.bytes(at: 0, count: PictureFileFormat.signatureLength)
    guard let format = PictureFileFormat(signature: start) else { throw .notAnImage }
    let size =
      switch format {
      case .jpeg: try JPEGHeader.size(in: source)
      case .png: try PNGHeader.size(in: source)
      case .webp: try WebPHeader.size(in: source)
      case .bmp: try BitmapHeader.size(in: source)
      case .tiff: try TIFFHeader.size(in: source)
      case .gif: try GIFHeader.size(in: source)
      }
    guard size.width > 0, size.height > 0 else { throw .damaged(detail: "a side of 0 pixels") }
    return PictureHeader(format: format, width: size.width, height: size.height)
  }
}

/// Whole numbers as files store them. Callers have checked that the bytes are there.
extension [UInt8] {
  func big16(_ offset: Int) -> Int { Int(self[offset]) << 8 | Int(self[offset + 1]) }

  func big32(_ offset: Int) -> Int { big16(offset) << 16 | big16(offset + 2) }

  func little16(_ offset: Int) -> Int { Int(self[offset]) | Int(self[offset + 1]) << 8 }

  func little24(_ offset: Int) -> Int { little16(offset) | Int(self[offset + 2]) << 16 }

  func little32(_ offset: Int) -> Int { little16(offset) | little16(offset + 2) << 16 }
}
