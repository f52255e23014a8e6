import CLettering

/// Words as pixels, by Pango.
public enum Lettering {
  /// True where Pango and cairo are installed.
  public static var isAvailable: Bool { lettering_is_available() }

  /// Letters of one paragraph.
  struct Paragraph {
    var text: String
    /// Height of the letters in pixels.
    var size: Int
    var isBold = false
    var isCentred = false
    /// Lines are broken at this many pixels.
    var width: Int
    /// What goes beyond is left out, with an ellipsis.
    var lines = 1
  }

  /// How much of each pixel is covered, 0 to 255.
  struct Picture: Equatable {
    let width: Int
    let height: Int
    let coverage: [UInt8]
    /// Characters that no installed font has; boxes stand for them.
    let unknown: Int
  }

  /// `nil` without the libraries.
  static func picture(_ paragraph: Paragraph) -> Picture? {
    var text = paragraph.text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { letters in
        var wish = lettering_paragraph()
        wish.text = letters.baseAddress
        wish.length = letters.count
        wish.size = UInt32(clamping: min(max(paragraph.size, 1), 512))
        wish.is_bold = paragraph.isBold
        wish.is_centred = paragraph.isCentred
        wish.width = UInt32(clamping: min(max(paragraph.width, 1), 16_384))
        wish.lines = UInt32(clamping: min(max(paragraph.lines, 1), 100))
        return drawn(wish)
      }
    }
  }

  private static func drawn(_ wish: lettering_paragraph) -> Picture? {
    var wish = wish
    var picture = lettering_picture()
    guard lettering_draw(&wish, &picture) else { return nil }
    defer { lettering_release(picture.coverage) }
    let width = Int(wish.width)
    let height = Int(picture.height)
    return Picture(
      width: width,
      height: height,
      coverage: Array(UnsafeBufferPointer(start: picture.coverage, count: width * height)),
      unknown: Int(picture.unknown)
    )
  }
}

extension Raster {
  /// Lays letters over the picture; what of them lies outside is left out.
  mutating func put(_ letters: Lettering.Picture, left: Int, top: Int, _ ink: RGBColour) {
    let place = PixelRect(left: left, top: top, width: letters.width, height: letters.height)
    guard let shown = place.intersection(PixelRect((width, height))) else { return }
    let channels = [Int(ink.red), Int(ink.green), Int(ink.blue)]
    for y in shown.top..<shown.bottom {
      for x in shown.left..<shown.right {
        let cover = Int(letters.coverage[(y - top) * letters.width + x - left])
        guard cover > 0 else { continue }
        let at = (y * width + x) * 3
        for channel in 0..<3 {
          let below = Int(pixels[at + channel])
          pixels[at + channel] = UInt8((below * (255 - cover) + channels[channel] * cover) / 255)
        }
      }
    }
  }
}
