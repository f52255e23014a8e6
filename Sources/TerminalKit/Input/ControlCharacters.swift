import CellGrid

/// The keys behind single control characters.
enum ControlCharacters {
  /// The key that sends a byte below 0x20, or 0x7F; `nil` for Esc, which starts sequences.
  static func key(_ byte: UInt8) -> KeyPress? {
    switch byte {
    case 0x00: KeyPress(" ", .control)
    case 0x08, 0x7F: KeyPress(.backspace)
    case 0x09: KeyPress(.tab)
    case 0x0D: KeyPress(.enter)
    case 0x1B: nil
    case 0x01...0x1A: KeyPress(Character(Unicode.Scalar(byte + 0x60)), .control)
    case 0x1C...0x1F: KeyPress(Character(Unicode.Scalar(byte + 0x40)), .control)
    default: nil
    }
  }
}
