/// Where templates find their wildcards.
public protocol WildcardSource {
  /// Every name there is, for suggestions.
  var names: [String] { get }

  /// The wildcard of a name; `nil` when there is none.
  func wildcard(named name: String) throws(WildcardFault) -> Wildcard?
}

/// Wildcards that were read already.
public struct Wildcards: WildcardSource, Hashable, Sendable {
  private let known: [String: Wildcard]

  /// Of two with one name the later counts.
  public init(_ wildcards: [Wildcard] = []) {
    known = Dictionary(wildcards.map { ($0.name, $0) }) { _, later in later }
  }

  public var names: [String] { known.keys.sorted() }

  public func wildcard(named name: String) throws(WildcardFault) -> Wildcard? { known[name] }
}
