/// One door by which bytes from outside come in, and what must hold whatever they are.
public struct FuzzTarget: Sendable {
  public let name: String
  /// Bytes; longer inputs are not tried.
  public let longest: Int
  /// How many changed seeds an ordinary test run tries.
  let replays: Int
  private let body: @Sendable (inout Supply) throws -> Void

  init(
    _ name: String,
    longest: Int = 4_096,
    replays: Int = 600,
    _ body: @escaping @Sendable (inout Supply) throws -> Void
  ) {
    self.name = name
    self.longest = longest
    self.replays = replays
    self.body = body
  }

  /// Tries one input; throws a `Finding` when something does not hold.
  public func trial(_ bytes: [UInt8]) throws {
    var supply = Supply(bytes)
    try body(&supply)
  }

  public static let all: [FuzzTarget] =
    replies + texts + files + addresses + pictures + terminals + commands + prompts + jobs + screens

  public static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

extension FuzzTarget: CustomStringConvertible {
  public var description: String { name }
}

/// Something that ought to hold and does not.
public struct Finding: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

/// Throws a finding unless it is true.
func hold(_ isTrue: Bool, _ description: @autoclosure () -> String) throws(Finding) {
  guard isTrue else { throw Finding(description()) }
}
