import CDigest
import Glibc

/// A SHA-256 fed piece by piece; a value, so a copy goes its own way.
public struct SHA256Digest: Sendable {
  private var state = cdigest_sha256_start()

  public init() {}

  public mutating func add(_ bytes: some Collection<UInt8>) {
    let added: Void? = bytes.withContiguousStorageIfAvailable { piece in
      cdigest_sha256_add(&state, piece.baseAddress, piece.count)
    }
    if added == nil { add(Array(bytes)) }
  }

  /// The digest of everything added so far, in lower-case hexadecimal.
  public var hexadecimal: String {
    var last = state
    var result = [UInt8](repeating: 0, count: 32)
    cdigest_sha256_finish(&last, &result)
    let digits = Array("0123456789abcdef".utf8)
    let text = result.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  public static func hexadecimal(of bytes: some Collection<UInt8>) -> String {
    var digest = SHA256Digest()
    digest.add(bytes)
    return digest.hexadecimal
  }

  /// The digest of a regular file, read in pieces.
  public static func hexadecimal(
    ofFile path: String,
    followingLinks: Bool = false
  ) throws(FileFailure) -> String {
    let links = followingLinks ? 0 : O_NOFOLLOW
    let file = try OpenFile(path, flags: O_RDONLY | O_NONBLOCK | links, for: .read)
    try file.requireRegular(for: .read)
    var digest = SHA256Digest()
    var chunk = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let count = try file.read(into: &chunk)
      if count == 0 { return digest.hexadecimal }
      digest.add(chunk[..<count])
    }
  }

  /// True for 64 lower-case hexadecimal digits.
  public static func isHexadecimal(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}
