/// What a picture may ask for before any of it is decoded.
public struct PictureLimits: Sendable, Hashable {
  public var side: Int
  public var pixels: Int
  public var bytes: Int

  /// 16,384 pixels a side, 100 megapixels, 64 MiB: twice the largest picture of any service, and
  /// far below what a small file with a lying header asks for.
  public static let standard = PictureLimits(
    side: 16_384,
    pixels: 100_000_000,
    bytes: 64 << 20
  )

  public init(side: Int, pixels: Int, bytes: Int) {
    self.side = side
    self.pixels = pixels
    self.bytes = bytes
  }

  /// Refuses a size past the limits.
  public func check(width: Int, height: Int) throws(PictureFailure) {
    if width > side || height > side {
      throw .tooLarge(detail: "\(width)×\(height), at most \(side) a side")
    }
    if width * height > pixels {
      throw .tooLarge(
        detail: "\(width)×\(height), at most \(pixels / 1_000_000) megapixels"
      )
    }
  }

  /// Refuses a number of bytes past the limit.
  public func check(byteCount: Int) throws(PictureFailure) {
    if byteCount > bytes {
      throw .tooLarge(detail: "\(byteCount) bytes, at most \(bytes)")
    }
  }
}
