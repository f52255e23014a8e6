import CellGrid

/// What is said to a terminal beside text: bytes for `NcursesScreen.send(_:)`. Arguments are freed
/// of everything that could end a message early.
public struct TerminalMessages: Sendable {
  /// The longest text that can be copied, in bytes: hterm takes messages of 100,000 bytes, which
  /// is this much once encoded. https://chromium.googlesource.com/apps/libapps
  public static let longestCopy = 74_994

  private let capabilities: TerminalCapabilities

  public init(_ capabilities: TerminalCapabilities) { self.capabilities = capabilities }

  /// Rings, or flashes where the person has chosen that.
  public var bell: [UInt8] { [0x07] }

  /// Puts a text into the clipboard of the person's machine (OSC 52); `nil` where the terminal
  /// cannot, or the text is longer than `longestCopy`. Controls but line ends and tabs stay out:
  /// what is pasted may go to a shell.
  public func copy(_ text: String) -> [UInt8]? {
    let kept = text.unicodeScalars.filter { scalar in
      scalar == "\n" || scalar == "\t" || scalar.properties.generalCategory != .control
    }
    let bytes = Array(String(String.UnicodeScalarView(kept)).utf8)
    guard capabilities.canCopy, bytes.count <= Self.longestCopy else { return nil }
    let message = Array("\u{1B}]52;c;".utf8) + Base64.encode(bytes) + [0x07]
    // tmux takes the message itself or hands it on, depending on its settings; so it gets both.
    return (capabilities.isInsideTmux ? message : []) + wrapped(message)
  }

  /// Shows a notice outside the screen; `nil` where the terminal has none.
  public func notice(title: String, text: String) -> [UInt8]? {
    // A semicolon ends a title, and after a number makes another command of a text.
    let title = String(Self.safe(title).map { $0 == ";" ? "," : $0 })
    let text = Self.safe(text)
    switch capabilities.notice {
    case .titled: return wrapped(Array("\u{1B}]777;notify;\(title);\(text)\u{7}".utf8))
    case .text: return wrapped(Array("\u{1B}]9;\(title): \(text)\u{7}".utf8))
    case nil: return nil
    }
  }

  /// Notices are short; terminals cut them anyway.
  private static func safe(_ text: String) -> String {
    TextFlow.truncated(PlainText.line(text), to: 200)
  }

  /// Handed through by what stands between, to the terminal that the person sees.
  private func wrapped(_ message: [UInt8]) -> [UInt8] {
    if capabilities.isInsideTmux {
      let doubled = message.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
      return Array("\u{1B}Ptmux;".utf8) + doubled + Array("\u{1B}\\".utf8)
    }
    guard capabilities.isInsideScreen else { return message }
    // screen keeps only short strings, and joins them again.
    let longest = 250
    return stride(from: 0, to: message.count, by: longest).flatMap { start in
      Array("\u{1B}P".utf8) + message[start..<min(start + longest, message.count)]
        + Array("\u{1B}\\".utf8)
    }
  }
}

/// RFC 4648, with padding.
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var encoded: [UInt8] = []
    encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        let isPadding = place > group.count
        encoded.append(isPadding ? UInt8(ascii: "=") : letters[value >> (18 - 6 * place) & 63])
      }
    }
    return encoded
  }
}
