import CSimulatorHTTP
import Glibc

/// Threads of the simulator's own that run jobs, at once or later. `stop` joins them, which a
/// shared pool could not promise.
// Unchecked: `jobs`, `nextNumber` and `isStopping` are touched under `mutex` only, `threads` by
// `init` and `stop` only; the two pointers never change and live until `deinit`.
final class WorkQueue: @unchecked Sendable {
  private struct Job {
    var deadline: Int64
    var number: UInt64
    var run: @Sendable () -> Void
  }

  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  /// Latest deadline first, so that the next job is popped off the end.
  private var jobs: [Job] = []
  private var nextNumber: UInt64 = 0
  private var isStopping = false
  private var threads: [pthread_t] = []
  private let name: String

  /// The name, of at most 15 bytes, is the threads' own.
  init(threads count: Int, name: String) {
    mutex = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(changed, &attributes)
    pthread_condattr_destroy(&attributes)
    self.name = name
    for _ in 0..<count { startThread() }
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  private func startThread() {
    var thread = pthread_t()
    let queue = Unmanaged.passRetained(self)
    let outcome = pthread_create(
      &thread,
      nil,
      { context in
        guard let context else { return nil }
        let queue = Unmanaged<WorkQueue>.fromOpaque(context).takeRetainedValue()
        queue.work()
        return nil
      },
      queue.toOpaque()
    )
    guard outcome == 0 else {
      queue.release()
      return
    }
    threads.append(thread)
  }

  /// Runs a job on one of the threads; dropped when the queue has been stopped.
  func run(after delay: Duration = .zero, _ job: @escaping @Sendable () -> Void) {
    let deadline = Self.now() + max(0, delay.milliseconds)
    pthread_mutex_lock(mutex)
    if !isStopping {
      nextNumber += 1
      insert(Job(deadline: deadline, number: nextNumber, run: job))
      pthread_cond_signal(changed)
    }
    pthread_mutex_unlock(mutex)
  }

  /// Drops what waits, lets what runs end, joins the threads. Not to be called from a job.
  func stop() {
    pthread_mutex_lock(mutex)
    isStopping = true
    let dropped = jobs
    jobs = []
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
    for thread in threads { pthread_join(thread, nil) }
    threads = []
    withExtendedLifetime(dropped) {}
  }

  private func insert(_ job: Job) {
    var low = 0
    var high = jobs.count
    while low < high {
      let middle = (low + high) / 2
      if jobs[middle].deadline > job.deadline { low = middle + 1 } else { high = middle }
    }
    // Among equals the earlier number runs first, so the newer goes before it.
    jobs.insert(job, at: low)
  }

  private func work() {
    simhttp_name_thread(name)
    while let job = next() { job() }
  }

  private func next() -> (@Sendable () -> Void)? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while !isStopping {
      guard let job = jobs.last else {
        pthread_cond_wait(changed, mutex)
        continue
      }
      if job.deadline <= Self.now() {
        jobs.removeLast()
        if !jobs.isEmpty { pthread_cond_signal(changed) }
        return job.run
      }
      var until = timespec()
      until.tv_sec = Int(job.deadline / 1000)
      until.tv_nsec = Int(job.deadline % 1000) * 1_000_000
      pthread_cond_timedwait(changed, mutex, &until)
    }
    return nil
  }

  /// Milliseconds of the monotonic clock.
  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
