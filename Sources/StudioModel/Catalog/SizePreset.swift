/// About how many pixels a row of the recommended-resolution table has.
public enum SizeClass: String, Hashable, Sendable, Codable, CaseIterable {
  case large = "2mp"
  case medium = "1mp"
  case small = "0.1mp"
}

/// One row of the recommended-resolution table.
public struct SizePreset: Hashable, Sendable {
  public var aspect: AspectRatio
  public var sizeClass: SizeClass
  /// The size that has the aspect and the number of pixels as nearly as whole numbers allow.
  public var exact: PixelSize
  /// The same with both sides a multiple of 64; its aspect can be off by several per cent.
  public var rounded: PixelSize

  public init(aspect: AspectRatio, sizeClass: SizeClass, exact: PixelSize, rounded: PixelSize) {
    self.aspect = aspect
    self.sizeClass = sizeClass
    self.exact = exact
    self.rounded = rounded
  }

  /// The row for the other orientation.
  public var turned: SizePreset {
    SizePreset(
      aspect: aspect.turned,
      sizeClass: sizeClass,
      exact: exact.turned,
      rounded: rounded.turned
    )
  }

  /// True for 1:1, which turning does not change.
  public var isSquare: Bool { aspect.width == aspect.height }
}

extension SizePreset: Codable {
  private enum CodingKeys: String, CodingKey {
    case aspect, sizeClass, exact, rounded
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    aspect = try container.decode(AspectRatio.self, forKey: .aspect)
    sizeClass = try container.decode(SizeClass.self, forKey: .sizeClass)
    exact = try container.decodeSize(forKey: .exact)
    rounded = try container.decodeSize(forKey: .rounded)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(aspect, forKey: .aspect)
    try container.encode(sizeClass, forKey: .sizeClass)
    try container.encode(exact.plainForm, forKey: .exact)
    try container.encode(rounded.plainForm, forKey: .rounded)
  }
}

/// The recommended-resolution table, landscape rows only.
public struct SizeTable: Hashable, Sendable, Codable {
  public var rows: [SizePreset]
  public var source: LimitSource

  public init(rows: [SizePreset], source: LimitSource) {
    self.rows = rows
    self.source = source
  }

  /// The table's rows as they stand, then each that is not square turned for portrait.
  public var bothOrientations: [SizePreset] {
    rows + rows.filter { !$0.isSquare }.map(\.turned)
  }
}

/// One of the larger sizes the maker recommends.
public struct LargerSize: Hashable, Sendable, Codable {
  public var aspect: AspectRatio
  public var size: PixelSize

  public init(aspect: AspectRatio, size: PixelSize) {
    self.aspect = aspect
    self.size = size
  }

  private enum CodingKeys: String, CodingKey {
    case aspect, size
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    aspect = try container.decode(AspectRatio.self, forKey: .aspect)
    size = try container.decodeSize(forKey: .size)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(aspect, forKey: .aspect)
    try container.encode(size.plainForm, forKey: .size)
  }
}

/// The larger sizes the maker recommends.
public struct LargerSizes: Hashable, Sendable, Codable {
  public var rows: [LargerSize]
  public var source: LimitSource

  public init(rows: [LargerSize], source: LimitSource) {
    self.rows = rows
    self.source = source
  }
}

extension KeyedDecodingContainer {
  /// Reads a size written as `2048x2048`.
  func decodeSize(forKey key: Key) throws -> PixelSize {
    let text = try decode(String.self, forKey: key)
    guard let size = PixelSize(parsing: text) else {
      throw DecodingError.dataCorruptedError(
        forKey: key,
        in: self,
        debugDescription: "\(text) is not a size"
      )
    }
    return size
  }
}
