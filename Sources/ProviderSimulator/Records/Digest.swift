import CSimulatorHTTP

/// SHA-256, in hexadecimal.
enum Digest {
  static func bytes(of content: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    content.withUnsafeBufferPointer { source in
      simhttp_sha256(source.baseAddress, source.count, &digest)
    }
    return digest
  }

  static func hex(of content: [UInt8], digits: Int = 64) -> String {
    let alphabet = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes(of: content).prefix((digits + 1) / 2) {
      text.append(alphabet[Int(byte >> 4)])
      text.append(alphabet[Int(byte & 15)])
    }
    return String(decoding: text.prefix(digits), as: UTF8.self)
  }

  static func hex(of text: String, digits: Int = 64) -> String {
    hex(of: Array(text.utf8), digits: digits)
  }

  /// The first eight bytes as a number.
  static func number(of text: String) -> UInt64 {
    bytes(of: Array(text.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
