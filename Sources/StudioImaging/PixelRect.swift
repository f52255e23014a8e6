import CellGrid

/// A part of a picture in whole pixels.
struct PixelRect: Equatable {
  var left: Int
  var top: Int
  var width: Int
  var height: Int

  /// A whole picture.
  init(_ sides: PictureSides) {
    self.init(left: 0, top: 0, width: sides.width, height: sides.height)
  }

  init(left: Int, top: Int, width: Int, height: Int) {
    self.left = left
    self.top = top
    self.width = width
    self.height = height
  }

  /// The pixels of a part given in fractions, at least one a side.
  init(_ part: PicturePart, of sides: PictureSides) {
    func span(_ start: Double, _ length: Double, _ side: Int) -> (Int, Int) {
      let first = min(Int((start * Double(side)).rounded()), side - 1)
      let end = min(Int(((start + length) * Double(side)).rounded()), side)
      return (first, max(end - first, 1))
    }
    (left, width) = span(part.x, part.width, sides.width)
    (top, height) = span(part.y, part.height, sides.height)
  }

  var right: Int { left + width }
  var bottom: Int { top + height }
  var sides: PictureSides { (width, height) }

  /// `nil` where the two share no pixel.
  func intersection(_ other: PixelRect) -> PixelRect? {
    let left = max(left, other.left)
    let top = max(top, other.top)
    let width = min(right, other.right) - left
    let height = min(bottom, other.bottom) - top
    guard width > 0, height > 0 else { return nil }
    return PixelRect(left: left, top: top, width: width, height: height)
  }

  /// Where this part of `whole` lies once `whole` has another size; at least one pixel, inside it.
  func scaled(from whole: PixelRect, to sides: PictureSides) -> PixelRect {
    func span(_ start: Int, _ end: Int, _ side: Int, _ target: Int) -> (Int, Int) {
      let first = min((start * target + side / 2) / side, target - 1)
      return (first, max((end * target + side / 2) / side - first, 1))
    }
    let across = span(left - whole.left, right - whole.left, whole.width, sides.width)
    let down = span(top - whole.top, bottom - whole.top, whole.height, sides.height)
    return PixelRect(left: across.0, top: down.0, width: across.1, height: down.1)
  }
}
