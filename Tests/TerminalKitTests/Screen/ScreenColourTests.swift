import CellGrid
import Glibc
import Testing

@testable import TerminalKit

extension OneAtATime {
  @Suite struct ScreenColourTests {
    /// What one styled word makes a terminal receive.
    private func sent(
      _ style: Style,
      _ name: String = "xterm-256color",
      _ colours: ScreenOptions.Colours = .palette256,
      isUTF8: Bool = true
    ) throws -> String {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let screen = try NcursesScreen(
        ScreenOptions(
          terminal: name,
          isUTF8: isUTF8,
          colours: colours,
          input: pair.terminal,
          output: pair.terminal
        )
      )
      defer { screen.close() }
      _ = pair.output()
      var canvas = Canvas(Size(width: 40, height: 10))
      canvas.text("word─狐", x: 3, y: 3, style)
      screen.present(isUTF8 ? canvas.surface : canvas.surface.ascii)
      return pair.output()
    }

    @Test func a256ColourTerminalShowsThePaletteAsItIs() throws {
      let output = try sent(Style(.palette(214), on: .palette(17)))
      #expect(output.contains("38;5;214") && output.contains("48;5;17"))
      #expect(try sent(Style(.palette(9))).contains("\u{1B}[91m"))
    }

    @Test func eightColoursShowBrightOnesByBold() throws {
      let output = try sent(Style(.palette(9)), "linux")
      #expect(output.contains("31") && output.contains(";1m") && !output.contains("91"))
      #expect(try sent(Style(.palette(196)), "screen").contains("31"))
    }

    @Test func sixteenColoursAreEnoughWhenAskedFor() throws {
      let output = try sent(Style(.palette(196)), "xterm-256color", .sixteen)
      #expect(output.contains("\u{1B}[91m") && !output.contains("38;5"))
    }

    @Test func withoutColourOnlyAttributesAreSent() throws {
      let output = try sent(Style(.palette(9), on: .palette(4), .bold), "xterm-256color", .none)
      #expect(output.contains(";1m"))
      for code in ["34", "44", "9", "38", "39"] { #expect(!output.contains(code)) }
    }

    @Test func attributesAreShownAsTheTerminalCan() throws {
      let all = Style(.standard, on: .standard, [.bold, .dim, .italic, .underline, .reverse])
      let xterm = try sent(all)
      #expect(xterm.contains("word"))
      for code in ["1", "2", "3", "4", "7"] {
        #expect(xterm.contains("[\(code)m") || xterm.contains(";\(code)"), "\(code)")
      }
      // No italics there: underlined instead.
      let italic = try sent(Style(.standard, on: .standard, .italic), "vt100")
      #expect(italic.contains("\u{1B}[4m") || italic.contains(";4"))
    }

    @Test func withoutUTF8OnlyASCIIIsSent() throws {
      let output = try sent(.plain, isUTF8: false)
      #expect(output.contains("word-??") && output.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func everyPaletteEntryCanBeShownWhereThereAreFewPairs() throws {
      for name in ["linux", "screen", "xterm-256color"] {
        let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
        let screen = try NcursesScreen(
          ScreenOptions(terminal: name, isUTF8: true, input: pair.terminal, output: pair.terminal)
        )
        for round in 0..<9 {
          var canvas = Canvas(Size(width: 40, height: 10))
          for place in 0..<60 {
            let style = Style(.palette(UInt8(place % 8)), on: .palette(UInt8((place + round) % 9)))
            canvas.text("x", x: place % 40, y: place / 40, style)
          }
          canvas.text("round\(round)", x: 0, y: 5)
          screen.present(canvas.surface)
          #expect(pair.output().contains("\(round)"))
        }
        screen.close()
      }
    }
  }
}

@Suite struct PalettePairsTests {
  private final class Definitions {
    var made: [Int32: [Int32]] = [:]
  }

  private func ink(_ foreground: Int32, _ background: Int32) -> Ink {
    Ink(foreground: foreground, background: background, attributes: 0)
  }

  @Test func theTerminalsOwnColoursNeedNoPair() {
    var pairs = PalettePairs(limit: 8) { _, _, _ in true }
    #expect(pairs.number(for: ink(-1, -1)) { [] } == 0)
  }

  @Test func equalColoursHaveOneNumber() {
    var pairs = PalettePairs(limit: 8) { _, _, _ in true }
    let first = pairs.number(for: ink(1, 2)) { [] }
    #expect(first == 1 && pairs.number(for: ink(1, 3)) { [] } == 2)
    #expect(pairs.number(for: ink(1, 2)) { [] } == first)
  }

  @Test func numbersThatNoCellUsesAreGivenAway() {
    let definitions = Definitions()
    var pairs = PalettePairs(limit: 4) { number, foreground, background in
      definitions.made[number] = [foreground, background]
      return true
    }
    let kept = pairs.number(for: ink(1, 1)) { [] }
    _ = pairs.number(for: ink(2, 2)) { [] }
    _ = pairs.number(for: ink(3, 3)) { [] }
    let new = pairs.number(for: ink(4, 4)) { [ink(1, 1), ink(4, 4)] }
    #expect(new != kept && (1..<4).contains(new))
    #expect(definitions.made[new] == [4, 4] && definitions.made[kept] == [1, 1])
    #expect(pairs.number(for: ink(1, 1)) { [] } == kept)
  }

  @Test func withAllInUseTheBackgroundIsLeftOut() {
    var pairs = PalettePairs(limit: 3) { _, _, _ in true }
    let all: Set<Ink> = [ink(1, -1), ink(2, 2)]
    let plain = pairs.number(for: ink(1, -1)) { all }
    _ = pairs.number(for: ink(2, 2)) { all }
    #expect(pairs.number(for: ink(1, 5)) { all } == plain)
    #expect(pairs.number(for: ink(7, 5)) { all } == 0)
  }

  @Test func aPairThatCursesRefusesIsNotUsed() {
    var pairs = PalettePairs(limit: 3) { _, _, _ in false }
    #expect(pairs.number(for: ink(1, 1)) { [] } == 0)
  }

  @Test func theNearestOfSixteenIsFound() {
    #expect(Palette.nearest[196] == 9 && Palette.nearest[21] == 4 && Palette.nearest[231] == 15)
    #expect(Palette.nearest[16] == 0 && Palette.nearest[244] == 8)
    #expect((0..<16).allSatisfy { Palette.nearest[$0] == $0 })
    #expect(Palette.rgb(214) == Palette.RGB(255, 175, 0))
    #expect(Palette.rgb(255) == Palette.RGB(238, 238, 238))
  }

  @Test func directColourTerminalsGetTheColourItself() {
    let rules = InkRules(colours: 1 << 24, hasDirectColour: true, wish: .palette256)
    #expect(rules.ink(Style(.palette(214), on: .palette(3))).foreground == 0xFFAF00)
    #expect(rules.ink(Style(.palette(214), on: .palette(3))).background == 3)
    let few = InkRules(colours: 1 << 24, hasDirectColour: true, wish: .sixteen)
    #expect(few.ink(Style(.palette(196))).foreground == 9)
  }
}
