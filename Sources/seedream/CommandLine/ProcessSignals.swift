import Glibc

/// The signals this process lets through.
enum ProcessSignals {
  /// Undoes a mask that was inherited: programs whose threads block signals pass that on to their
  /// children, who could then not be interrupted. Called before any thread is started.
  static func receive(_ numbers: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for number in numbers { sigaddset(&set, number) }
    sigprocmask(SIG_UNBLOCK, &set, nil)
  }
}
