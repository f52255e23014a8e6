import Glibc

/// The report, as Markdown on stdout.
enum BenchOutput {
  static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      bytes = bytes.dropFirst(count)
    }
  }

  static func table(_ title: String, _ heads: [String], _ rows: [[String]]) {
    var lines = ["", "### \(title)", "", "| " + heads.joined(separator: " | ") + " |"]
    lines.append("|" + String(repeating: "---|", count: heads.count))
    lines += rows.map { "| " + $0.joined(separator: " | ") + " |" }
    write(lines.joined(separator: "\n") + "\n")
  }

  /// A number with so many decimals.
  static func number(_ value: Double, _ decimals: Int = 1) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int64((value * scale).rounded())
    guard decimals > 0 else { return String(scaled) }
    let fraction = String(scaled.magnitude % UInt64(scale))
    let padding = String(repeating: "0", count: decimals - fraction.count)
    return "\(scaled < 0 ? "-" : "")\(scaled.magnitude / UInt64(scale)).\(padding)\(fraction)"
  }
}

extension [Double] {
  /// The middle value; nought of none.
  var median: Double { isEmpty ? 0 : sorted()[count / 2] }

  /// The value that the share `rank` of all values does not pass.
  func percentile(_ rank: Double) -> Double {
    isEmpty ? 0 : sorted()[Swift.min(Int(Double(count) * rank), count - 1)]
  }
}
