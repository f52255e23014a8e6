/// What a model's documents say about the size of its pictures.
public enum SizeRule: Hashable, Sendable {
  /// Each side on its own lies within bounds.
  case sides(LimitBounds)
  /// One of these sizes and no other.
  case list([PixelSize], source: LimitSource)
  /// The area lies within bounds, and neither side is more than `aspect` times the other.
  case totalPixels(LimitBounds, aspect: Sourced<Int>)

  public var source: LimitSource {
    switch self {
    case .sides(let bounds), .totalPixels(let bounds, _): bounds.source
    case .list(_, let source): source
    }
  }

  public func allows(_ size: PixelSize) -> Bool {
    switch self {
    case .sides(let bounds): bounds.contains(size.width) && bounds.contains(size.height)
    case .list(let sizes, _): sizes.contains(size)
    case .totalPixels(let bounds, let aspect):
      bounds.contains(size.cappedPixelCount) && size.isWithin(aspect: aspect.value)
    }
  }

  /// The rule in a few words: `1024–4096 pixels a side`.
  public var summary: String {
    switch self {
    case .sides(let bounds):
      return "\(bounds.minimum)–\(bounds.maximum) pixels a side"
    case .list(let sizes, _):
      return "one of " + sizes.map(\.description).joined(separator: ", ")
    case .totalPixels(let bounds, let aspect):
      return "\(bounds.minimum.grouped)–\(bounds.maximum.grouped) pixels in all, "
        + "sides at most \(aspect.value):1"
    }
  }
}

extension SizeRule: Codable {
  private enum CodingKeys: String, CodingKey {
    case kind, sides, sizes, source, totalPixels, aspect
  }

  private enum Kind: String, Codable {
    case sides, list
    case totalPixels = "total_pixels"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .sides:
      self = .sides(try container.decode(LimitBounds.self, forKey: .sides))
    case .list:
      let sizes = try container.decode([String].self, forKey: .sizes).map { text in
        guard let size = PixelSize(parsing: text) else {
          throw DecodingError.dataCorruptedError(
            forKey: .sizes,
            in: container,
            debugDescription: "\(text) is not a size"
          )
        }
        return size
      }
      self = .list(sizes, source: try container.decode(LimitSource.self, forKey: .source))
    case .totalPixels:
      self = .totalPixels(
        try container.decode(LimitBounds.self, forKey: .totalPixels),
        aspect: try container.decode(Sourced<Int>.self, forKey: .aspect)
      )
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .sides(let bounds):
      try container.encode(Kind.sides, forKey: .kind)
      try container.encode(bounds, forKey: .sides)
    case .list(let sizes, let source):
      try container.encode(Kind.list, forKey: .kind)
      try container.encode(sizes.map(\.plainForm), forKey: .sizes)
      try container.encode(source, forKey: .source)
    case .totalPixels(let bounds, let aspect):
      try container.encode(Kind.totalPixels, forKey: .kind)
      try container.encode(bounds, forKey: .totalPixels)
      try container.encode(aspect, forKey: .aspect)
    }
  }
}

extension PixelSize {
  /// The area; sizes come from files too, so sides that would overflow count as the largest area.
  var cappedPixelCount: Int64 {
    guard width > 0, height > 0 else { return 0 }
    let (area, overflow) = Int64(width).multipliedReportingOverflow(by: Int64(height))
    return overflow ? .max : area
  }

  /// True when neither side is more than `limit` times the other.
  func isWithin(aspect limit: Int) -> Bool {
    let long = max(width, height)
    let short = min(width, height)
    guard short > 0 else { return false }
    let (reach, overflow) = short.multipliedReportingOverflow(by: limit)
    return overflow || long <= reach
  }
}

extension BinaryInteger {
  /// Digits in groups of three: `3,686,400`.
  public var grouped: String {
    var digits = String(magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    groups.insert(digits, at: 0)
    return (self < 0 ? "-" : "") + groups.joined(separator: ",")
  }
}
