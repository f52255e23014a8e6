import CTerminal
import Glibc

/// A program that has the terminal to itself for a while, such as an editor.
public enum ChildProcess {
  /// How it ended.
  public enum Ending: Sendable, Hashable {
    case exited(Int32)
    case signalled(Int32)
  }

  public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    case noProgram
    /// It could not be started.
    case notStarted(program: String, errno: Int32)

    public var description: String {
      switch self {
      case .noProgram: "No program is named."
      case .notStarted(let program, let code):
        "\(program) could not be started: \(systemMessage(code))."
      }
    }
  }

  /// Runs a program and waits for its end on this thread.
  ///
  /// It belongs to the same process group, so the stop key stops this process with it and a shell
  /// continues both; the interrupt key is its own affair. Signals have their ordinary handling in
  /// it.
  ///
  /// - Parameters:
  ///   - words: the program, found by `PATH`, and its arguments; no shell reads them.
  ///   - terminal: becomes its input, output and errors; `nil` leaves it those of this process.
  public static func run(_ words: [String], terminal: Int32? = nil) throws(Failure) -> Ending {
    guard let program = words.first, !program.isEmpty else { throw .noProgram }
    // A zero inside would cut a word short without anyone noticing.
    guard !words.contains(where: { $0.utf8.contains(0) }) else {
      throw .notStarted(program: program, errno: EINVAL)
    }
    let pointers = words.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    var status: Int32 = 0
    let problem = (pointers + [nil]).withUnsafeBufferPointer {
      terminal_run_child($0.baseAddress, terminal ?? -1, &status)
    }
    guard problem == 0 else { throw .notStarted(program: program, errno: problem) }
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
  }
}

extension NcursesScreen {
  /// Gives the terminal to a program and takes it back when that has ended; see
  /// `ChildProcess.run(_:terminal:)`. Keys typed meanwhile that it did not read are dropped.
  public func handOff(
    to words: [String]
  ) throws(ChildProcess.Failure) -> ChildProcess.Ending {
    leave()
    defer {
      dropInput()
      // A program that died has not put back what it changed, and nobody wants that at the end.
      resetModes()
      enter()
    }
    return try ChildProcess.run(words, terminal: output)
  }
}
