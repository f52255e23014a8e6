import CellGrid
import Glibc
import Testing

@testable import TerminalKit
@testable import TerminalScreen

extension OneAtATime {
  /// Pictures on the screen: as cells, and beside them.
  @Suite struct ScreenPictureTests {
    private let size = Size(width: 40, height: 10)

    private func screen(
      _ pair: PseudoTerminal,
      _ name: String = "xterm-256color",
      _ colours: ScreenOptions.Colours = .palette256
    ) throws -> NcursesScreen {
      try NcursesScreen(
        ScreenOptions(
          terminal: name,
          isUTF8: true,
          colours: colours,
          input: pair.terminal,
          output: pair.terminal
        )
      )
    }

    /// Placeholders of two rows and three columns with a mark for the high byte of their number.
    private func placeholders(_ number: UInt8, at place: Point) -> Surface {
      var surface = Surface(size)
      let marks: [Unicode.Scalar] = ["\u{305}", "\u{30D}", "\u{30E}"]
      for y in 0..<2 {
        for x in 0..<3 {
          var text = String.UnicodeScalarView()
          text.append(contentsOf: ["\u{10EEEE}", marks[y], marks[x], marks[1]])
          let drawn = Glyph.drawn(Character(String(text)))
          surface.put(
            Cell(drawn[0].glyph, Style(.palette(number), on: .palette(0))),
            x: place.x + x,
            y: place.y + y
          )
        }
      }
      return surface
    }

    @Test(arguments: ["xterm-256color", "tmux-256color", "xterm-kitty", "xterm-direct"])
    func placeholdersGoOutAsTheyAre(name: String) throws {
      guard (try? TerminalDescription.named(name)) != nil else { return }
      for colours in [ScreenOptions.Colours.palette256, .sixteen] {
        let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
        let screen = try screen(pair, name, colours)
        _ = pair.output()
        screen.present(placeholders(214, at: Point(x: 5, y: 3)))
        let output = pair.output()
        let row = "\u{10EEEE}\u{305}\u{305}\u{30D}\u{10EEEE}\u{305}\u{30D}\u{30D}\u{10EEEE}"
        #expect(output.unicodeScalars.contains("\u{10EEEE}"))
        #expect(Array(output.unicodeScalars).starts(ofAny: Array(row.unicodeScalars)), "\(name)")
        let names = ["38;5;214", "38:5:214", "38:2::0:0:214", "38:2:0:0:214", "38;2;0;0;214"]
        #expect(names.contains { output.contains($0) }, "\(name) \(colours): \(output)")
        screen.close()
      }
    }

    @Test func placeholdersTakeOneCellEachAndMoveLikeText() throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let emulator = try #require(Emulator(columns: 40, rows: 10))
      let screen = try screen(pair)
      defer { screen.close() }
      var surface = placeholders(99, at: Point(x: 5, y: 3))
      surface.put(Cell(Glyph("|")), x: 8, y: 3)
      surface.put(Cell(Glyph("|")), x: 8, y: 4)
      screen.present(surface)
      _ = emulator.feed(Array(pair.output().utf8))
      for y in 3...4 {
        #expect(emulator.content.cells[y][8].text == "|")
        for x in 5..<8 {
          #expect(emulator.content.cells[y][x].text.unicodeScalars.first == "\u{10EEEE}")
        }
      }
      screen.present(placeholders(99, at: Point(x: 20, y: 6)))
      _ = emulator.feed(Array(pair.output().utf8))
      #expect(emulator.content.row(3).allSatisfy { $0 == " " })
      #expect(emulator.content.cells[6][20].text.unicodeScalars.first == "\u{10EEEE}")
    }

    @Test func linesAreWrittenAgainWhole() throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let screen = try screen(pair)
      defer { screen.close() }
      var canvas = Canvas(size)
      for y in 0..<10 { canvas.text("line \(y) of this", x: 0, y: y) }
      screen.present(canvas.surface)
      _ = pair.output()
      screen.present(canvas.surface)
      #expect(pair.output().isEmpty)
      screen.redrawLines(4..<6)
      screen.present(canvas.surface)
      let output = pair.output()
      #expect(output.contains("line 4 of this") && output.contains("line 5 of this"))
      #expect(!output.contains("line 3") && !output.contains("line 6"))
      screen.present(canvas.surface)
      #expect(pair.output().isEmpty)
      screen.redrawLines(-5..<900)
      screen.redrawLines(50..<60)
      screen.present(canvas.surface)
      #expect(pair.output().contains("line 9"))
    }

    @Test func nothingIsMovedWhilePicturesLieThere() throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let screen = try screen(pair)
      defer { screen.close() }
      func lines(from first: Int) -> Surface {
        var canvas = Canvas(size)
        for y in 0..<10 { canvas.text(String(repeating: "\(first + y) ", count: 9), x: 0, y: y) }
        return canvas.surface
      }
      let move = /\u{1B}\[\d*[MLST]|\u{1B}[DM]|\n/.matchingSemantics(.unicodeScalar)
      screen.present(lines(from: 100))
      _ = pair.output()
      screen.hasPictures = true
      screen.present(lines(from: 101))
      #expect(pair.output().firstMatch(of: move) == nil)
      #expect(screen.takeLinesWritten().count == 10)
      screen.hasPictures = false
      screen.present(lines(from: 103))
      #expect(pair.output().firstMatch(of: move) != nil)
      #expect(screen.takeLinesWritten().isEmpty)
    }

    @Test func thePartingIsSaidFirstOnLeaving() throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let screen = try screen(pair)
      #expect(screen.setParting(Array("\u{1B}_Ga=d,d=I,i=7,q=2\u{1B}\\".utf8)))
      #expect(!screen.setParting([UInt8](repeating: 0x61, count: 4_000)))
      _ = pair.output()
      screen.leave()
      let left = pair.output()
      #expect(left.contains("\u{1B}_Ga=d,d=I,i=7,q=2\u{1B}\\"))
      #expect(left.lastRange(of: "\u{1B}[?1049l") > left.lastRange(of: "d=I,i=7"))
      screen.enter()
      #expect(screen.setParting([]))
      _ = pair.output()
      screen.close()
      #expect(!pair.output().contains("\u{1B}_G"))
    }

    @Test(.timeLimit(.minutes(1))) func aLargeSliceIsTakenAsTheTerminalHasRoom() async throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let copy = pair.copyOfController()
      let reader = Task.detached {
        let text = readText(from: copy, until: "the end", inPiecesOf: 1_000)
        close(copy)
        return text.utf8.count
      }
      let screen = try screen(pair)
      #expect(screen.send([UInt8](repeating: 0x20, count: 500_000)))
      #expect(screen.send(Array("the end".utf8)))
      var loop = RunLoop(input: -1)
      while !screen.hasSentAll { #expect(loop.wait(until: nil, orRoomIn: screen.outlet).hasRoom) }
      #expect(await reader.value >= 500_000)
      screen.close()
    }
  }
}

extension [Unicode.Scalar] {
  /// Whether these stand anywhere in it.
  fileprivate func starts(ofAny part: [Unicode.Scalar]) -> Bool {
    indices.contains { self[$0...].starts(with: part) }
  }
}
