import Glibc
import ProviderSimulator
import TestSupport

/// A program that may use no more of something than it is given.
struct MachineLimit: Sendable, CustomStringConvertible {
  enum Kind: String, Sendable, CaseIterable {
    /// The size of any file it writes, in bytes; past it a write fails and SIGXFSZ comes.
    case fileSize = "fsize"
    case openFiles = "nofile"
    /// Addresses and memory, in bytes.
    case addresses = "as"
    case data

    /// True where the system may end a program for it, with a signal or before it began.
    var mayKill: Bool { self == .addresses || self == .data }
  }

  let kind: Kind
  let value: Int

  var description: String { "\(kind.rawValue) ≤ \(value)" }

  private static let program = "/usr/bin/prlimit"

  static var isPossible: Bool { access(program, X_OK) == 0 }

  func start(
    _ ground: TortureGround,
    _ words: [String],
    _ changes: [String: String] = [:]
  ) throws -> ChildProgram {
    try ChildProgram(
      Self.program,
      ["--core=0:0", "--\(kind.rawValue)=\(value):\(value)", "--"]
        + [try TortureGround.requiredProgram()] + words,
      environment: ground.environment().merging(changes) { $1 }
    )
  }

  /// Gives a program that runs already as much as it wants.
  func lift(from child: ChildProgram) async throws {
    _ = await TortureGround.ended(
      try ChildProgram(
        Self.program,
        ["--pid", "\(child.pid)", "--\(kind.rawValue)=unlimited:unlimited"]
      ),
      atMost: 10
    )
  }
}
