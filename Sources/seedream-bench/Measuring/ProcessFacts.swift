import Glibc

/// What the system tells of a running process.
struct ProcessFacts {
  /// The most memory it ever had, in megabytes; 0 when it is gone.
  static func peakMegabytes(_ pid: pid_t) -> Double {
    number("VmHWM:", in: text("/proc/\(pid)/status")) / 1_024
  }

  /// How often each of its threads was woken so far, by the thread's id.
  static func wakeups(_ pid: pid_t) -> [String: Int] {
    var counts: [String: Int] = [:]
    for thread in threads(pid) {
      let status = text("/proc/\(pid)/task/\(thread)/status")
      counts[thread] = Int(number("voluntary_ctxt_switches:", in: status))
    }
    return counts
  }

  private static func number(_ label: String, in text: String) -> Double {
    for line in text.split(separator: "\n") where line.hasPrefix(label) {
      let digits = line.dropFirst(label.count).filter { $0.isNumber }
      return Double(String(digits)) ?? 0
    }
    return 0
  }

  private static func threads(_ pid: pid_t) -> [String] {
    guard let folder = opendir("/proc/\(pid)/task") else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if Int(name) != nil { names.append(name) }
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
