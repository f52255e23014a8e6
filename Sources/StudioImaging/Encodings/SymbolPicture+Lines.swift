extension SymbolPicture {
  /// The rows as text with the sequences that colour them, each ending in the terminal's own colours.
  public var terminalLines: [String] {
    (0..<rows).map { y in
      var line = ""
      var last = Symbol.blank
      for symbol in symbols[y * columns..<(y + 1) * columns] {
        line += Self.colours(from: last, to: symbol)
        line.unicodeScalars.append(symbol.scalar)
        last = symbol
      }
      let isPlain = last.foreground == .standard && last.background == .standard
      return isPlain ? line : line + "\u{1B}[m"
    }
  }

  /// The sequence that changes colours between two symbols, empty where they have the same; without
  /// a `former` both are said.
  public static func colours(from former: Symbol?, to symbol: Symbol) -> String {
    var codes: [String] = []
    if symbol.foreground != former?.foreground { codes.append(symbol.foreground.code(base: 30)) }
    if symbol.background != former?.background { codes.append(symbol.background.code(base: 40)) }
    return codes.isEmpty ? "" : "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}

extension SymbolPicture.Ink {
  /// What of "select graphic rendition" sets it; `base` is 30 for letters and 40 for what lies
  /// behind them.
  fileprivate func code(base: Int) -> String {
    switch self {
    case .standard: "\(base + 9)"
    case .palette(let index) where index < 8: "\(base + Int(index))"
    case .palette(let index) where index < 16: "\(base + 52 + Int(index))"
    case .palette(let index): "\(base + 8);5;\(index)"
    case .rgb(let colour): "\(base + 8);2;\(colour.red);\(colour.green);\(colour.blue)"
    }
  }
}
