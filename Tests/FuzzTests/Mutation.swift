/// Changes of given inputs: the same ones in the same order every time.
struct Mutation {
  private let seeds: [[UInt8]]
  private let longest: Int
  private var numbers = SeededNumbers(seed: 4)

  private static let snippets: [[UInt8]] =
    [
      "null", "\"\"", "[]", "{}", "1e400", "-9223372036854775809", "99999999999999999999",
      "\\ud800", "\"id\":", ",", ":", "\"", "\\", "\n", "\r\n", "\0", "/", "../", "\u{1B}[",
      "\u{1B}",
      "\u{7}", "\u{9B}", "\u{202E}", "\u{200B}", "\u{301}", "\u{200D}", "🇩", "狐狸", "4 images", "--",
      "=", "%00", "@", "0", "-1",
    ].map { Array($0.utf8) } + [[0xFF], [0x80], [0xE7, 0x8B], [0xC0, 0x80], [0xED, 0xA0, 0x80]]

  init(_ seeds: [[UInt8]], longest: Int) {
    self.seeds = seeds
    self.longest = longest
  }

  mutating func next() -> [UInt8] {
    var bytes = seeds.randomElement(using: &numbers) ?? []
    for _ in 0..<Int.random(in: 1...4, using: &numbers) { change(&bytes) }
    return Array(bytes.prefix(longest))
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &numbers)
    let end = min(place + Int.random(in: 1...12, using: &numbers), bytes.count)
    switch Int.random(in: 0..<7, using: &numbers) {
    case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
    case 1 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4:
      // The end of another input.
      let other = seeds.randomElement(using: &numbers) ?? []
      bytes.replaceSubrange(place..., with: other.suffix(Int.random(in: 0...64, using: &numbers)))
    case 5: bytes.removeSubrange(end...)
    default:
      bytes.insert(contentsOf: Self.snippets.randomElement(using: &numbers) ?? [], at: place)
    }
  }
}
