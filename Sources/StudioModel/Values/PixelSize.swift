/// Width and height of a picture in pixels.
public struct PixelSize: Hashable, Sendable, Codable, CustomStringConvertible {
  public var width: Int
  public var height: Int

  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// Reads `2048x2048`, `2048*2048` or `2048×2048`; `nil` for anything else.
  public init?(parsing text: String) {
    let sides = text.split(omittingEmptySubsequences: false) { "xX*×".contains($0) }
    guard sides.count == 2,
      sides.allSatisfy({
        !$0.isEmpty && $0.count <= 6 && $0.allSatisfy { "0123456789".contains($0) }
      }),
      let width = Int(sides[0]), let height = Int(sides[1]), width > 0, height > 0
    else { return nil }
    self.init(width: width, height: height)
  }

  /// The form both services take: `2048*2048`.
  public var wireForm: String { "\(width)*\(height)" }

  /// The form of `--json`: `2048x2048`.
  public var plainForm: String { "\(width)x\(height)" }

  /// The form people read: `2048×2048`.
  public var description: String { "\(width)×\(height)" }

  public var pixelCount: Int { width * height }

  public var turned: PixelSize { PixelSize(width: height, height: width) }
}
