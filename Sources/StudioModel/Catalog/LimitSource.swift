/// How far a fact can be trusted: where it was read.
public enum Authority: String, Hashable, Sendable, Codable, CaseIterable {
  /// The vendors' pages this project was ordered from.
  case seed
  /// Other pages of the vendors.
  case docs
  /// Read in a vendor's own client.
  case sdk
  /// Documented nowhere: this project's own choice.
  case studio
}

/// Where a limit or another fact of the catalogue comes from.
///
/// In the catalogue file it is one string, `WaveSpeed's page of the model [seed]`.
public struct LimitSource: Hashable, Sendable, Codable, CustomStringConvertible {
  /// A short name that reads inside a sentence.
  public var label: String
  public var authority: Authority

  public init(_ label: String, _ authority: Authority) {
    self.label = label
    self.authority = authority
  }

  /// Reads `label [authority]`; `nil` for anything else.
  public init?(parsing text: String) {
    guard text.hasSuffix("]"), let open = text.lastIndex(of: "["),
      let authority = Authority(rawValue: String(text[text.index(after: open)...].dropLast()))
    else { return nil }
    var label = text[..<open]
    while label.last == " " { label.removeLast() }
    guard !label.isEmpty else { return nil }
    self.init(String(label), authority)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let source = LimitSource(parsing: text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "\(text) is not of the form “label [authority]”"
      )
    }
    self = source
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  public var description: String { "\(label) [\(authority.rawValue)]" }
}

/// A fact and where it comes from.
public struct Sourced<Value: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
  public var value: Value
  public var source: LimitSource

  public init(_ value: Value, _ source: LimitSource) {
    self.value = value
    self.source = source
  }
}

/// The smallest and the largest value that is allowed, and who says so.
public struct LimitBounds: Hashable, Sendable, Codable {
  public var minimum: Int64
  public var maximum: Int64
  public var source: LimitSource

  public init(_ range: ClosedRange<Int64>, _ source: LimitSource) {
    minimum = range.lowerBound
    maximum = range.upperBound
    self.source = source
  }

  public func contains(_ value: Int64) -> Bool { value >= minimum && value <= maximum }

  public func contains(_ value: Int) -> Bool { contains(Int64(value)) }

  /// The allowed value nearest to `value`.
  public func nearest(to value: Int64) -> Int64 { Swift.max(minimum, Swift.min(maximum, value)) }

  public func nearest(to value: Int) -> Int { Int(nearest(to: Int64(value))) }
}
