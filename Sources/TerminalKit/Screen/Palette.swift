/// The colours of the 256 of xterm, and the nearest to each among the first sixteen.
enum Palette {
  typealias RGB = SIMD3<Int32>

  private static let first: [RGB] = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
    RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
    RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
    RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]

  /// Red, green and blue, 0 to 255.
  static func rgb(_ index: UInt8) -> RGB {
    if index < 16 { return first[Int(index)] }
    if index >= 232 { return RGB(repeating: 8 + 10 * Int32(index - 232)) }
    let cube = Int32(index) - 16
    let steps = RGB(cube / 36, cube / 6 % 6, cube % 6)
    return RGB(level(steps.x), level(steps.y), level(steps.z))
  }

  private static func level(_ step: Int32) -> Int32 { step == 0 ? 0 : 55 + 40 * step }

  /// One of the first sixteen for each of the 256.
  static let nearest: [UInt8] = (0..<256).map { index in
    guard index >= 16 else { return UInt8(index) }
    let colour = rgb(UInt8(index))
    let distances = first.map { ($0 &- colour) }.map { ($0 &* $0).wrappedSum() }
    let best = distances.indices.min { distances[$0] < distances[$1] }
    return UInt8(best ?? 7)
  }
}
