/// Removes secrets from text that leaves the program: errors, logs, stored timelines.
///
/// Known secrets go in every form they travel in: as they are, percent-encoded, behind JSON escapes,
/// and inside base64 at any alignment. What nobody listed goes by its place: the user part and the
/// query of an address, and whatever follows `Bearer` or `Basic`.
public struct Redaction: Sendable, Hashable, CustomStringConvertible {
  /// What stands where a secret stood.
  public static let mark = "[redacted]"

  /// Shorter secrets are only looked for as they are: their other forms occur by chance.
  private static let shortest = 4
  /// Shorter ones are not looked for across blanks.
  private static let shortestInPieces = 8

  /// Texts to look for, longest first.
  private let plain: [[UInt8]]
  private let packed: [[UInt8]]

  /// `secrets` may hold whole header values: a word such as `Bearer` in front is left out.
  public init(secrets: [String] = []) {
    let values = Set(secrets.flatMap(Self.parts).filter { !$0.isEmpty })
    plain = values.map { Array($0.utf8) }.sorted { $0.count > $1.count }
    packed = values.flatMap { Base64Form.all(of: Array($0.utf8)) }
      .sorted { $0.count > $1.count }
  }

  /// Never the secrets.
  public var description: String { "Redaction of \(plain.count) secrets" }

  /// `text` without secrets; everything else stays as it was.
  public func scrub(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let layers = Self.layers(of: bytes)
    var hidden = [Bool](repeating: false, count: bytes.count)
    hideSecrets(layers, in: &hidden)
    for layer in layers { layer.hideByPlace(in: &hidden) }
    guard hidden.contains(true) else { return text }
    return Self.marked(bytes, hidden)
  }

  /// Whether one of the secrets stands in a text, in any of its forms. What goes by its place alone
  /// does not count: an address may have a query.
  public func isNeeded(by text: String) -> Bool {
    let bytes = Array(text.utf8)
    var hidden = [Bool](repeating: false, count: bytes.count)
    hideSecrets(Self.layers(of: bytes), in: &hidden)
    return hidden.contains(true)
  }

  private static func layers(of bytes: [UInt8]) -> [EncodedText] {
    var layers = [EncodedText(bytes)]
    // A value in a query in a JSON string is packed twice.
    for _ in 0..<3 {
      guard let next = layers.last?.unpacked() else { break }
      layers.append(next)
    }
    return layers
  }

  private func hideSecrets(_ layers: [EncodedText], in hidden: inout [Bool]) {
    for (depth, layer) in layers.enumerated() {
      for secret in plain where depth == 0 || secret.count >= Self.shortest {
        layer.hide(secret, in: &hidden)
      }
      let alphabet = layer.inStandardAlphabet()
      for form in packed { alphabet.hide(form, in: &hidden) }
      // What is left out before text is shown would put the pieces together again.
      guard let joined = layer.joined() else { continue }
      for secret in plain where secret.count >= Self.shortestInPieces {
        joined.hide(secret, in: &hidden)
      }
    }
  }

  /// The value, and what follows its first word: `Bearer x` guards `x` too.
  private static func parts(of value: String) -> [String] {
    let trimmed = value.trimmedOfSpace
    guard let space = trimmed.firstIndex(of: " ") else { return [trimmed] }
    return [trimmed, trimmed[space...].trimmedOfSpace]
  }

  private static func marked(_ bytes: [UInt8], _ hidden: [Bool]) -> String {
    var kept: [UInt8] = []
    for index in bytes.indices {
      if !hidden[index] {
        kept.append(bytes[index])
      } else if index == 0 || !hidden[index - 1] {
        kept.append(contentsOf: mark.utf8)
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }
}

/// What a secret looks like inside base64, whatever stands before and after it.
enum Base64Form {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  /// One text for each of the three places in a group of three bytes that a secret can begin at,
  /// without the characters that its neighbours share; none for a secret under six bytes.
  static func all(of secret: [UInt8]) -> [[UInt8]] {
    guard secret.count >= 6 else { return [] }
    return (0..<3).map { shift in
      let bits = shift * 8..<(shift + secret.count) * 8
      let first = (bits.lowerBound + 5) / 6
      let end = bits.upperBound / 6
      let padded = [UInt8](repeating: 0, count: shift) + secret + [0]
      return (first..<end).map { alphabet[sextet(of: padded, at: $0)] }
    }
  }

  private static func sextet(of bytes: [UInt8], at index: Int) -> Int {
    let bit = index * 6
    let pair = Int(bytes[bit / 8]) << 8 | Int(bytes[bit / 8 + 1])
    return pair >> (10 - bit % 8) & 63
  }
}
