/// A program of the person's own that prints a key, as `pass show wavespeed`.
public enum KeyCommand: Hashable, Sendable {
  /// Run by `/bin/sh -c`.
  case shell(String)
  /// Run as it is; the first word is a path or a name to look for in `PATH`.
  case words([String])

  var words: [String] {
    switch self {
    case .shell(let line): ["/bin/sh", "-c", line]
    case .words(let words): words
    }
  }
}

/// Why a key command gave no key. Never carries what the command printed.
public enum KeyCommandProblem: Error, Hashable, Sendable {
  case cannotStart(reason: String)
  case exited(status: Int32)
  case killed(signal: Int32)
  case tooSlow(limit: Duration)
  case tooMuchOutput(limit: Int)

  var reason: String {
    switch self {
    case .cannotStart(let reason): "could not be started: \(reason)"
    case .exited(let status): "ended with status \(status)"
    case .killed(let signal): "was ended by signal \(signal)"
    case .tooSlow(let limit): "took longer than \(limit.components.seconds) s and was stopped"
    case .tooMuchOutput(let limit): "printed more than \(limit) bytes"
    }
  }
}
