public import CellGrid

/// What was given up of a preview to keep it within its budget.
public struct PreviewStep: Hashable, Sendable {
  /// 0 for the best of its form.
  public let number: Int
  /// The pixels that are sent; cells for symbols and words.
  public let size: Size
  /// Entries of the palette, where there is one.
  public let colours: Int?
  public let isDithered: Bool
  /// Of a JPEG: 1 to 100.
  public let quality: Int?

  public init(
    number: Int,
    size: Size,
    colours: Int? = nil,
    isDithered: Bool = false,
    quality: Int? = nil
  ) {
    self.number = number
    self.size = size
    self.colours = colours
    self.isDithered = isDithered
    self.quality = quality
  }
}

extension PreviewStep: CustomStringConvertible {
  /// For example "400×400, 64 colours" or "800×600, quality 70".
  public var description: String {
    var words = ["\(size.width)×\(size.height)"]
    if let colours { words.append("\(colours) colours\(isDithered ? ", dithered" : "")") }
    if let quality { words.append("quality \(quality)") }
    return words.joined(separator: ", ")
  }
}
