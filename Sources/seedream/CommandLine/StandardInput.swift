import Glibc

/// What was piped into the program.
enum StandardInput {
  /// All of it as text, without the line end that ends a file; `what` begins the sentence of a
  /// refusal, `limit` is in bytes.
  static func text(_ what: String, limit: Int) throws(UsageError) -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { break }
      bytes += chunk[..<count]
      if bytes.count > limit {
        throw UsageError("\(what) on stdin is longer than \(limit >> 20) MB.")
      }
    }
    if bytes.last == 0x0A { bytes.removeLast() }
    if bytes.last == 0x0D { bytes.removeLast() }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw UsageError("\(what) on stdin is not UTF-8; nothing that was not written is sent.")
    }
    return text
  }
}
