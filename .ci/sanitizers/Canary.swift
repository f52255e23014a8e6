// Does wrong what each sanitizer has to see, and right what it must not take for wrong: a run without
// reports proves something only after this.
import Glibc
import Synchronization

final class Guarded: Sendable {
  let numbers = Mutex<[Int]>([])
}

/// What threads that take turns by a mutex do is in order.
func takeTurns(_ guarded: Guarded) async {
  await withTaskGroup(of: Void.self) { group in
    for thread in 0..<8 {
      group.addTask {
        for number in 0..<20_000 {
          guarded.numbers.withLock { numbers in
            if numbers.count > 100 { numbers.removeAll() }
            numbers.append(thread + number)
          }
        }
      }
    }
  }
}

nonisolated(unsafe) var unguarded = 0

/// Threads change one number without any order.
func race() async {
  await withTaskGroup(of: Void.self) { group in
    for _ in 0..<8 {
      group.addTask { for _ in 0..<100_000 { unguarded += 1 } }
    }
  }
}

func readFreedMemory() -> Int {
  let memory = UnsafeMutablePointer<Int>.allocate(capacity: 8)
  memory.initialize(repeating: 1, count: 8)
  memory.deallocate()
  return memory[CommandLine.arguments.count]
}

/// Nobody has the address afterwards.
func lose() {
  for size in 1...100 { UnsafeMutablePointer<Int>.allocate(capacity: size).initialize(to: size) }
}

switch CommandLine.arguments.dropFirst().first {
case "turns": await takeTurns(Guarded())
case "thread": await race()
case "leak": lose()
default: exit(Int32(truncatingIfNeeded: readFreedMemory() & 1))
}
