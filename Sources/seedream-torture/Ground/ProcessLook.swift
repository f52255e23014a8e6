import Glibc

/// What the system tells of a process at one moment; `nil` fields never: a process that is gone
/// has no look.
struct ProcessLook: Sendable {
  /// Memory in kilobytes: what is resident, the most that ever was, and what the program may write
  /// to.
  let residentSize: Int
  let peakSize: Int
  let dataSize: Int
  let descriptors: Int
  let threads: Int
  /// Children, those that ended and were not waited for included.
  let children: Int
  let zombies: Int
  /// Processor time since its start, in hundredths of a second.
  let ticks: Int

  init?(_ pid: pid_t) {
    let status = Self.text("/proc/\(pid)/status")
    guard let ticks = Self.ticks(pid), !status.isEmpty else { return nil }
    self.ticks = ticks
    residentSize = Self.number("VmRSS:", in: status)
    peakSize = Self.number("VmHWM:", in: status)
    dataSize = Self.number("VmData:", in: status)
    threads = Self.number("Threads:", in: status)
    descriptors = Self.names("/proc/\(pid)/fd").count
    let states = Self.children(pid).compactMap { Self.fields($0)?.first }
    children = states.count
    zombies = states.count { $0 == "Z" }
  }

  /// Whether it still exists and is not merely waiting to be reaped.
  static func isAlive(_ pid: pid_t) -> Bool {
    guard let state = fields(pid)?.first else { return false }
    return state != "Z" && state != "X"
  }

  static func isStopped(_ pid: pid_t) -> Bool { fields(pid)?.first == "T" }

  static func ticks(_ pid: pid_t) -> Int? {
    guard let fields = fields(pid), fields.count > 12 else { return nil }
    return (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
  }

  /// How long its threads stood in line for a processor so far: what a busy machine costs it.
  static func timeInLine(_ pid: pid_t) -> Duration {
    let waits = names("/proc/\(pid)/task").map { thread in
      let numbers = text("/proc/\(pid)/task/\(thread)/schedstat").split(separator: " ")
      return numbers.count > 1 ? Int(numbers[1]) ?? 0 : 0
    }
    return .nanoseconds(waits.reduce(0, +))
  }

  static func children(_ pid: pid_t) -> [pid_t] {
    names("/proc/\(pid)/task").flatMap { thread in
      text("/proc/\(pid)/task/\(thread)/children").split(separator: " ").compactMap { pid_t($0) }
    }
  }

  /// The fields of /proc/PID/stat after the name, which may hold anything; the state first.
  private static func fields(_ pid: pid_t) -> [String]? {
    let line = text("/proc/\(pid)/stat")
    guard let end = line.lastIndex(of: ")") else { return nil }
    return line[line.index(after: end)...].split(separator: " ").map(String.init)
  }

  private static func number(_ label: String, in text: String) -> Int {
    for line in text.split(separator: "\n") where line.hasPrefix(label) {
      return Int(line.dropFirst(label.count).filter(\.isNumber)) ?? 0
    }
    return 0
  }

  private static func names(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  /// Files of /proc have no size, so they are read until they end.
  private static func text(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = read(file, &chunk, chunk.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }
}
