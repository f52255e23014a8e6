import Glibc

/// Whether the system gives this program the threads, the memory and the open files that its work
/// needs.
///
/// The runtime waits without a word, and for good, where it gets no thread: a limit on memory or on
/// processes would look like a program that hangs.
enum MachineRoom {
  /// More than work on one sequence needs at the same time.
  private static let threads = 10
  /// What pictures and libraries take besides, in bytes.
  private static let memory = 48 << 20

  /// Addresses that a program at work was seen to use are some 700 MiB, most of them stacks of
  /// threads; what it writes to is some 100 MiB. Less than these limits bites somewhere on the way.
  private static let addresses: UInt = 1 << 30
  private static let data: UInt = 160 << 20
  /// A studio at work was seen to hold 29; libraries cope badly with having none left.
  private static let openFiles: UInt = 64

  /// Looks at the limits, then takes it all at once and gives it back: about a fifth of a millisecond.
  static var isEnough: Bool {
    guard limit(RLIMIT_AS) >= addresses, limit(RLIMIT_DATA) >= data,
      limit(RLIMIT_NOFILE) >= openFiles
    else { return false }
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    let block = mmap(nil, memory, PROT_READ | PROT_WRITE, flags, -1, 0)
    guard let block, block != MAP_FAILED else { return false }
    defer { munmap(block, memory) }
    return hasThreads
  }

  private static func limit(_ resource: __rlimit_resource) -> UInt {
    var limit = rlimit()
    let answer = getrlimit(__rlimit_resource_t(UInt32(resource.rawValue)), &limit)
    return answer == 0 ? UInt(limit.rlim_cur) : .max
  }

  private static var hasThreads: Bool {
    var gate = pthread_mutex_t()
    pthread_mutex_init(&gate, nil)
    defer { pthread_mutex_destroy(&gate) }
    return withUnsafeMutablePointer(to: &gate) { gate in
      pthread_mutex_lock(gate)
      var made: [pthread_t] = []
      while made.count < threads, let thread = thread(waitingAt: gate) { made.append(thread) }
      pthread_mutex_unlock(gate)
      for thread in made { pthread_join(thread, nil) }
      return made.count == threads
    }
  }

  /// Stays until all the others are there.
  private static func thread(
    waitingAt gate: UnsafeMutablePointer<pthread_mutex_t>
  ) -> pthread_t? {
    var thread = pthread_t()
    let code = pthread_create(
      &thread,
      nil,
      { gate in
        guard let gate = gate?.assumingMemoryBound(to: pthread_mutex_t.self) else { return nil }
        pthread_mutex_lock(gate)
        pthread_mutex_unlock(gate)
        return nil
      },
      gate
    )
    return code == 0 ? thread : nil
  }
}
