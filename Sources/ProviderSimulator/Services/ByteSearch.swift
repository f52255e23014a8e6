import Glibc

/// Finding bytes in bytes, at the C library's speed: uploads have millions.
enum ByteSearch {
  static func first(_ needle: [UInt8], in hay: [UInt8], from offset: Int) -> Int? {
    guard let head = needle.first else { return nil }
    return hay.withUnsafeBytes { bytes -> Int? in
      guard let start = bytes.baseAddress else { return nil }
      var at = offset
      while at + needle.count <= bytes.count {
        guard let hit = memchr(start + at, Int32(head), bytes.count - at) else { return nil }
        let found = UnsafeRawPointer(hit) - start
        guard found + needle.count <= bytes.count else { return nil }
        if memcmp(start + found, needle, needle.count) == 0 { return found }
        at = found + 1
      }
      return nil
    }
  }
}
