import CellGrid

/// What the studio was asked to be: on this terminal, or played from a script.
struct StudioOptions: Sendable, Equatable {
  /// Where keys come from and screens go, when no terminal is used.
  struct Playing: Sendable, Equatable {
    /// A path, or `-` for stdin.
    var script: String
    /// A path, or `-` for stdout.
    var dump: String
    var size: Size
  }

  var isDemo: Bool
  /// `nil` for a studio on this terminal.
  var playing: Playing?

  /// The largest grid a script may ask for, in either direction.
  static let largestSide = 1_000

  init(_ arguments: Arguments) throws(UsageError) {
    guard arguments.operands.isEmpty else {
      throw UsageError("The studio takes no words: “\(arguments.operands[0])”.")
    }
    isDemo = arguments.has("demo")
    guard let script = arguments.value("script") else {
      for name in ["dump", "size"] where arguments.value(name) != nil {
        throw UsageError("--\(name) goes with --script.")
      }
      return
    }
    playing = Playing(
      script: script,
      dump: arguments.value("dump") ?? "-",
      size: try arguments.value("size").map(Self.size) ?? Size(width: 80, height: 24)
    )
  }

  /// Reads `80x24`.
  static func size(_ text: String) throws(UsageError) -> Size {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1],
      (1...largestSide).contains(width), (1...largestSide).contains(height)
    else {
      throw UsageError(
        "A size is columns x rows, such as 80x24 and at most \(largestSide) each, not “\(text)”."
      )
    }
    return Size(width: width, height: height)
  }
}
