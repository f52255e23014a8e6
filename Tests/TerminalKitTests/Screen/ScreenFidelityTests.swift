import CellGrid
import Testing

@testable import TerminalKit
@testable import TerminalScreen

extension OneAtATime {
  /// Seeded drawings, sizes and scrolls: after each frame an emulator shows what the grid holds.
  @Suite struct ScreenFidelityTests {
    private static let words = [
      "fox", "狐狸", "a", " ", "─│┌", "e\u{301}x", "●✓", "한국", "xxxxxxxxxxxxxxxxxxxxxxxx", "ｗｉｄｅ",
      "🦊",
      "                    ", "👍🏽", "❤️", "🇩🇪",
    ]

    @Test(arguments: ["xterm-256color", "tmux-256color", "screen", "linux", "vt100"])
    func anEmulatorShowsWhatTheGridHolds(name: String) throws {
      var noise = SeededNoise(name.utf8.count)
      var (canvas, size) = (Canvas(.zero), Size(width: 40, height: 12))
      let pair = try #require(PseudoTerminal(columns: size.width, rows: size.height))
      let emulator = try #require(Emulator(columns: size.width, rows: size.height))
      let screen = try NcursesScreen(
        ScreenOptions(
          terminal: name,
          isUTF8: true,
          usesLinks: name.hasPrefix("xterm"),
          input: pair.terminal,
          output: pair.terminal
        )
      )
      defer { screen.close() }
      canvas = Canvas(size)
      for round in 0..<150 {
        if round % 30 == 29 {
          size = Size(
            width: Int.random(in: 1...60, using: &noise),
            height: Int.random(in: 1...20, using: &noise)
          )
          pair.resize(columns: size.width, rows: size.height)
          emulator.resize(columns: size.width, rows: size.height)
          screen.resize(to: screen.size)
          canvas = Canvas(size)
        }
        if round % 40 == 39 {
          screen.leave()
          screen.enter()
        }
        change(&canvas, &noise)
        screen.present(canvas.surface)
        _ = emulator.feed(Array(pair.output().utf8))
        let problems = differences(canvas.surface, emulator.content, name)
        #expect(
          problems.isEmpty,
          "round \(round): \(problems.prefix(3))\n\(emulator.content.boxed)"
        )
      }
    }

    private func change(_ canvas: inout Canvas, _ noise: inout SeededNoise) {
      let size = canvas.surface.size
      switch Int.random(in: 0..<8, using: &noise) {
      case 0: canvas = Canvas(size)
      case 1: canvas = scrolled(canvas.surface, by: Int.random(in: -2...2, using: &noise))
      default: break
      }
      for _ in 0..<Int.random(in: 0...5, using: &noise) {
        let word = Self.words.randomElement(using: &noise) ?? ""
        let x = Int.random(in: -3..<size.width, using: &noise)
        let y = Int.random(in: 0..<size.height, using: &noise)
        canvas.text(word, x: x, y: y, style(&noise))
        if Bool.random(using: &noise) {
          canvas.link("https://e.example/\(x)", x: x, y: y, width: CellWidth.of(word))
        }
      }
      // libvterm loses a mark that comes after the last column.
      for y in 0..<size.height where canvas.surface[size.width - 1, y].glyph.hasMarks {
        canvas.text(" ", x: size.width - 1, y: y)
      }
      canvas.hideCursor()
      if Int.random(in: 0..<4, using: &noise) > 0 {
        canvas.placeCursor(
          x: Int.random(in: 0..<size.width, using: &noise),
          y: Int.random(in: 0..<size.height, using: &noise)
        )
      }
    }

    private func style(_ noise: inout SeededNoise) -> Style {
      func colour() -> Colour {
        Bool.random(using: &noise) ? .standard : .palette(UInt8.random(in: 0...255, using: &noise))
      }
      let attributes: [Style.Attributes] = [[], [], .bold, .italic, .underline, .reverse]
      return Style(colour(), on: colour(), attributes.randomElement(using: &noise) ?? [])
    }

    private func scrolled(_ surface: Surface, by rows: Int) -> Canvas {
      var canvas = Canvas(surface.size)
      for y in 0..<surface.size.height {
        for x in 0..<surface.size.width where surface[x, y + rows].role != .covered {
          let cell = surface[x, y + rows]
          canvas.text(cell.glyph.text, x: x, y: y, cell.style)
        }
      }
      return canvas
    }

    private func differences(
      _ surface: Surface,
      _ content: ScreenContent,
      _ name: String
    ) -> [String] {
      var problems: [String] = []
      for y in 0..<surface.size.height {
        for x in 0..<surface.size.width {
          guard let found = content[x, y] else { continue }
          let cell = surface[x, y]
          guard cell.role != .covered, !isPushed(cell, x, y, surface.size, name) else { continue }
          let width = cell.role == .wide ? 2 : 1
          if found.text != cell.glyph.text || found.width != width {
            problems.append("\(x),\(y): \(cell.glyph.text) is \(found.text) of \(found.width)")
          } else if name.hasPrefix("xterm"), !looksAlike(cell, found) {
            problems.append("\(x),\(y): \(cell.style) is \(found)")
          }
        }
      }
      if let cursor = surface.cursor {
        let place = ScreenContent.Place(x: cursor.x, y: cursor.y)
        if content.cursor != place || !content.isCursorVisible { problems.append("cursor") }
      } else if content.isCursorVisible, name != "vt100" {
        problems.append("the cursor shows")
      }
      return problems
    }

    /// Curses would split it there: see `NcursesScreen.put`.
    private func isPushed(_ cell: Cell, _ x: Int, _ y: Int, _ size: Size, _ name: String) -> Bool {
      let pushes = name.hasPrefix("tmux") || name == "screen"
      return pushes && cell.role == .wide && y == size.height - 1 && x == size.width - 3
    }

    private func looksAlike(_ cell: Cell, _ found: ScreenCell) -> Bool {
      func colour(_ colour: Colour) -> ScreenColour {
        colour.paletteIndex.map { .palette($0) } ?? .standard
      }
      var attributes: ScreenCell.Attributes = []
      if cell.style.attributes.contains(.bold) { attributes.insert(.bold) }
      if cell.style.attributes.contains(.italic) { attributes.insert(.italic) }
      if cell.style.attributes.contains(.underline) { attributes.insert(.underline) }
      if cell.style.attributes.contains(.reverse) { attributes.insert(.reverse) }
      // Of a blank only the ground is seen, unless it is reversed or underlined.
      let isBlank = cell.glyph == .space && attributes.isDisjoint(with: [.reverse, .underline])
      guard found.background == colour(cell.style.background) else { return false }
      return isBlank
        || found.foreground == colour(cell.style.foreground) && found.attributes == attributes
    }
  }
}
