/// How a stored picture has to be turned to be seen as it was taken: tag 274 of Exif 2.32, 4.6.4 A.
public enum PictureOrientation: Int, Sendable, Hashable, CaseIterable {
  case upright = 1
  case mirrored
  case upsideDown
  case flipped
  /// Mirrored along the diagonal from the upper left.
  case transposed
  /// To be turned a quarter clockwise.
  case turnedLeft
  case transversed
  /// To be turned a quarter counterclockwise.
  case turnedRight

  /// True where width and height change places.
  var swapsSides: Bool { rawValue >= 5 }

  /// A size turned, in either direction.
  func sides(_ sides: PictureSides) -> PictureSides {
    swapsSides ? (sides.height, sides.width) : sides
  }

  /// Where the pixel is stored, in a picture stored in this size, that is seen at a place.
  func stored(x: Int, y: Int, in sides: PictureSides) -> (x: Int, y: Int) {
    switch self {
    case .upright: (x, y)
    case .mirrored: (sides.width - 1 - x, y)
    case .upsideDown: (sides.width - 1 - x, sides.height - 1 - y)
    case .flipped: (x, sides.height - 1 - y)
    case .transposed: (y, x)
    case .turnedLeft: (y, sides.height - 1 - x)
    case .transversed: (sides.width - 1 - y, sides.height - 1 - x)
    case .turnedRight: (sides.width - 1 - y, x)
    }
  }

  /// Where a part is stored that is seen as `seen`.
  func stored(_ seen: PixelRect, of sides: PictureSides) -> PixelRect {
    let one = stored(x: seen.left, y: seen.top, in: sides)
    let other = stored(x: seen.right - 1, y: seen.bottom - 1, in: sides)
    return PixelRect(
      left: min(one.x, other.x),
      top: min(one.y, other.y),
      width: abs(one.x - other.x) + 1,
      height: abs(one.y - other.y) + 1
    )
  }

  /// Reads the orientation beside a picture; upright wherever none is given or it cannot be read.
  static func read(
    _ format: PictureFileFormat,
    from source: borrowing some ByteSource & ~Copyable
  ) -> PictureOrientation {
    let block: [UInt8]?
    do throws(PictureFailure) {
      block =
        switch format {
        case .jpeg: try ExifBlock.inJPEG(source)
        case .png: try ExifBlock.inPNG(source)
        case .webp: try ExifBlock.inWebP(source)
        case .bmp, .tiff, .gif: nil
        }
    } catch {
      return .upright
    }
    return block.flatMap(ExifBlock.orientation) ?? .upright
  }
}

extension Raster {
  /// The picture as it is to be seen.
  func turned(_ orientation: PictureOrientation) -> Raster {
    guard orientation != .upright, width > 0, height > 0 else { return self }
    let (outWidth, outHeight) = orientation.sides((width, height))
    let turned = [UInt8](unsafeUninitializedCapacity: pixels.count) { out, filled in
      var at = 0
      for y in 0..<outHeight {
        for x in 0..<outWidth {
          let place = orientation.stored(x: x, y: y, in: (width, height))
          let from = (place.y * width + place.x) * 3
          for channel in 0..<3 { out[at + channel] = pixels[from + channel] }
          at += 3
        }
      }
      filled = at
    }
    return Raster(width: outWidth, height: outHeight, pixels: turned)
  }
}
