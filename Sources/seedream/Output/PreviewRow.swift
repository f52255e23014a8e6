import CellGrid
import StudioImaging
import TerminalKit

/// Images side by side below their numbers, as the bytes that a terminal is sent line by line.
struct PreviewRow {
  struct Entry {
    var label: String
    /// Cells to the next one, without the gap.
    var width: Int
    var cells = Size.zero
    /// `nil` where there is only the label.
    var content: Preview.Content?
  }

  let entries: [Entry]
  let gap: Int
  let choice: PictureFormChoice

  var printed: String {
    let labels = entries.map { entry in
      TextFlow.padded(plain(entry.label), to: entry.width, ellipsis: choice.isASCII ? "~" : "…")
    }
    return Self.joined(labels, gap) + "\n" + (isOfLines ? lines : placed)
  }

  private func plain(_ text: String) -> String {
    let line = PlainText.line(text)
    return choice.isASCII ? PlainText.ascii(line) : line
  }

  private static func joined(_ pieces: [String], _ gap: Int) -> String {
    pieces.joined(separator: String(repeating: " ", count: gap))
  }

  /// Images that are text themselves.
  private var isOfLines: Bool {
    entries.allSatisfy { entry in
      switch entry.content {
      case .symbols, .words, nil: true
      case .png: choice.form == .kittyPlaceholders
      case .jpeg, .sixel: false
      }
    }
  }

  private var height: Int { entries.map { lineCount($0) }.max() ?? 0 }

  private func lineCount(_ entry: Entry) -> Int {
    switch entry.content {
    case .words(let words): words.count
    case nil: 0
    default: entry.cells.height
    }
  }

  private var lines: String {
    var uploads = ""
    let columns = entries.map { entry -> [String] in
      switch entry.content {
      case .symbols(let picture): picture.terminalLines
      case .words(let words): words
      case .png(let bytes): placeholders(bytes, entry.cells, &uploads)
      case .jpeg, .sixel, nil: [String]()
      }
    }
    var text = uploads
    for y in 0..<height {
      let pieces = zip(entries, columns).map { entry, lines -> String in
        guard y < lines.count else { return String(repeating: " ", count: entry.width) }
        let isWords = if case .words = entry.content { true } else { false }
        let taken = isWords ? CellWidth.of(lines[y]) : entry.cells.width
        return lines[y] + String(repeating: " ", count: max(entry.width - taken, 0))
      }
      text += Self.joined(pieces, gap) + "\n"
    }
    return text
  }

  /// Sends a picture under a number of its own; the lines whose cells stand for it.
  private func placeholders(
    _ png: [UInt8],
    _ cells: Size,
    _ uploads: inout String
  ) -> [String] {
    let low = UInt8.random(in: 16...255)
    guard let id = KittyPictureID(low: low, high: .random(in: 1...255)) else { return [] }
    let picture = KittyGraphics.upload(
      png: png,
      id: id.number,
      columns: cells.width,
      rows: cells.height,
      through: passage
    )
    uploads += String(decoding: picture.slices.joined(), as: UTF8.self)
    return (0..<cells.height).map { row in
      let first = KittyPlaceholder.cell(row: row, column: 0, id: id)
      let following = KittyPlaceholder.following(id).glyph.text
      let glyphs = (first?.glyph.text ?? " ") + String(repeating: following, count: cells.width - 1)
      return "\u{1B}[38;5;\(low)m" + glyphs + "\u{1B}[39m"
    }
  }

  /// Pictures that are put down at the cursor. Room is made first, or the terminal would scroll
  /// between two of them.
  private var placed: String {
    var text = String(repeating: "\n", count: height)
    if height > 0 { text += "\u{1B}[\(height)A" }
    var left = 0
    for entry in entries {
      let across = left > 0 ? "\u{1B}[\(left)C" : ""
      text += "\u{1B}7" + across + sequence(entry) + "\u{1B}8"
      left += entry.width + gap
    }
    return text + (height > 0 ? "\u{1B}[\(height)B" : "") + "\r"
  }

  private func sequence(_ entry: Entry) -> String {
    let (columns, rows) = (entry.cells.width, entry.cells.height)
    let slices: [[UInt8]] =
      switch entry.content {
      case .png(let bytes):
        KittyGraphics.place(
          png: bytes,
          id: UInt32.random(in: 1 << 24...UInt32.max),
          columns: columns,
          rows: rows,
          through: passage
        ).slices
      case .jpeg(let bands):
        bands.flatMap { band in
          ITermGraphics.place(file: band.bytes, columns: columns, rows: rows, through: passage)
            .slices
        }
      case .sixel(let bands): bands.map { passage.wrapped($0.bytes) }
      case .symbols(let picture):
        // In a row of pictures: each line below the one before it.
        picture.terminalLines.map { line in
          Array("\u{1B}7".utf8) + Array(line.utf8) + Array("\u{1B}8\u{1B}[B".utf8)
        }
      case .words, nil: []
      }
    return String(decoding: slices.joined(), as: UTF8.self)
  }

  private var passage: TerminalPassage { choice.passage }
}
