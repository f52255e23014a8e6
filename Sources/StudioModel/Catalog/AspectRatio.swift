/// The proportion of width to height, as people write it: `16:9`.
public struct AspectRatio: Hashable, Sendable, Codable, CustomStringConvertible {
  public var width: Int
  public var height: Int

  public init(_ width: Int, _ height: Int) {
    self.width = width
    self.height = height
  }

  /// Reads `16:9`; `nil` for anything else. Sides have one to three digits and are not zero.
  public init?(parsing text: String) {
    let sides = text.split(separator: ":", omittingEmptySubsequences: false)
    guard sides.count == 2,
      sides.allSatisfy({ (1...3).contains($0.count) && $0.allSatisfy { "0123456789".contains($0) } }
      ),
      let width = Int(sides[0]), let height = Int(sides[1]), width > 0, height > 0
    else { return nil }
    self.init(width, height)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let ratio = AspectRatio(parsing: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an aspect ratio")
    }
    self = ratio
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  public var description: String { "\(width):\(height)" }

  public var turned: AspectRatio { AspectRatio(height, width) }

  public var value: Double { Double(width) / Double(height) }

  /// True when `size` has this aspect within 3 %: makers round sides to whole blocks, so that
  /// 5504×3040 is what they sell as 16:9.
  public func matches(_ size: PixelSize) -> Bool {
    guard size.width > 0, size.height > 0 else { return false }
    return Proportion.distance(value, Double(size.width) / Double(size.height)) <= 1.03
  }
}

/// Comparing ratios without logarithms.
enum Proportion {
  /// How many times the larger of two positive numbers is the smaller: 1 when they are equal.
  static func distance(_ left: Double, _ right: Double) -> Double {
    left > right ? left / right : right / left
  }
}
