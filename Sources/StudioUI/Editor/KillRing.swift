/// Texts that were cut or copied, the newest first to come back.
struct KillRing: Hashable, Sendable {
  /// On which side of the last one a text goes that was cut right after it.
  enum Side: Hashable, Sendable {
    case before, after
  }

  private static let countLimit = 32
  /// Bytes of all together; the newest is kept however large it is.
  private static let byteLimit = 4 << 20

  /// The newest last.
  private(set) var texts: [String] = []

  var latest: String? { texts.last }

  mutating func add(_ text: String) {
    guard !text.isEmpty else { return }
    texts.append(text)
    var bytes = texts.reduce(0) { $0 + $1.utf8.count }
    while texts.count > 1, texts.count > Self.countLimit || bytes > Self.byteLimit {
      bytes -= texts.removeFirst().utf8.count
    }
  }

  /// Adds a text to the newest one.
  mutating func extend(with text: String, on side: Side) {
    guard let latest = texts.popLast() else { return add(text) }
    add(side == .after ? latest + text : text + latest)
  }

  /// The text so many places before the newest, starting over past the oldest.
  func text(back places: Int) -> String? {
    texts.isEmpty ? nil : texts[texts.count - 1 - places % texts.count]
  }
}
