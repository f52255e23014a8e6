import Glibc

/// Large figures drawn with a round pen.
enum FrameNumber {
  /// The strokes of a character in a box one high and 0.6 wide.
  private static func strokes(_ character: Character) -> [[Point]] {
    func arc(_ center: Point, _ radii: Point, _ from: Float, _ to: Float) -> [Point] {
      (0...14).map { step in
        let angle = (from + (to - from) * Float(step) / 14) * .pi
        return center + Point(cosf(angle) * radii.x, sinf(angle) * radii.y)
      }
    }
    switch character {
    case "0": return [arc([0.3, 0.5], [0.28, 0.48], 0, 2)]
    case "1": return [[[0.12, 0.2], [0.34, 0.03], [0.34, 0.98]]]
    case "2":
      return [arc([0.3, 0.3], [0.27, 0.28], -1, 0.2) + [[0.04, 0.97], [0.58, 0.97]]]
    case "3":
      return [
        arc([0.28, 0.26], [0.25, 0.24], -0.85, 0.5),
        arc([0.28, 0.73], [0.29, 0.25], -0.5, 0.85),
      ]
    case "4": return [[[0.46, 0.98], [0.46, 0.03], [0.03, 0.7], [0.6, 0.7]]]
    case "5":
      return [
        [[0.54, 0.03], [0.12, 0.03], [0.08, 0.44]]
          + arc([0.29, 0.67], [0.28, 0.3], -0.72, 0.82)
      ]
    case "6":
      return [
        arc([0.3, 0.68], [0.27, 0.29], 0, 2),
        Outline.curve([[0.48, 0.03], [0.16, 0.34], [0.03, 0.68]]),
      ]
    case "7": return [[[0.03, 0.03], [0.57, 0.03], [0.22, 0.98]]]
    case "8":
      return [
        arc([0.3, 0.26], [0.23, 0.23], 0, 2), arc([0.3, 0.73], [0.28, 0.25], 0, 2),
      ]
    case "9":
      return [
        arc([0.3, 0.32], [0.27, 0.29], 0, 2),
        Outline.curve([[0.57, 0.32], [0.44, 0.68], [0.14, 0.97]]),
      ]
    case "/": return [[[0.02, 1.06], [0.5, -0.06]]]
    default: return []
    }
  }

  private static let advance: Float = 0.86

  /// Writes `text` with its right lower corner at the point, on a dark plate.
  static func draw(_ text: String, _ painter: inout Painter, corner: Point, height: Float) {
    let length = (Float(text.count) * advance - 0.26) * height
    let margin = height * 0.42
    let size = Point(length + margin * 2, height + margin * 1.5)
    let plate = Outline.roundedRectangle(corner - size, size, radius: margin * 0.9)
    painter.fill(plate, Paint(0.05, 0.06, 0.1, 0.55))
    var place = corner - size + Point(margin, margin * 0.75)
    for character in text {
      for stroke in strokes(character) {
        let points = stroke.map { place + $0 * height }
        painter.stroke(points, width: height * 0.15, Paint(1, 0.99, 0.95, 0.97))
      }
      place.x += advance * height
    }
  }
}
