import CellGrid
import Testing

@testable import StudioImaging

@Suite struct SymbolPictureTests {
  private let halves = Samples.drawn(80, 80) { x, _ in x < 40 ? [250, 20, 20] : [20, 20, 250] }

  @Test(arguments: [SymbolColours.trueColour, .palette256, .palette16, .none])
  func aPictureFillsItsCells(colours: SymbolColours) {
    let picture = SymbolPicture(halves, columns: 10, rows: 5, colours: colours)
    #expect(picture.symbols.count == 50)
    let left = picture.symbols[0]
    let right = picture.symbols[9]
    switch colours {
    case .none:
      #expect(picture.symbols.allSatisfy { $0.foreground == .standard })
    default:
      #expect(left != right)
    }
  }

  @Test func withoutTheLibraryHalvesOfCellsCarryThePicture() {
    let drawn = Samples.drawn(4, 4) { _, y in y < 2 ? [255, 0, 0] : [0, 0, 255] }
    let symbols = HalfBlocks(drawn, columns: 2, rows: 1).symbols(.trueColour, false)
    let expected = SymbolPicture.Symbol(
      scalar: "▀",
      foreground: .rgb(RGBColour(255, 0, 0)),
      background: .rgb(RGBColour(0, 0, 255))
    )
    #expect(symbols == [expected, expected])
  }

  @Test func withoutColoursLightIsDensity() {
    let steps = Samples.drawn(20, 2) { x, _ in [x * 255 / 19, x * 255 / 19, x * 255 / 19] }
    let symbols = HalfBlocks(steps, columns: 20, rows: 1).symbols(.none, true)
    #expect(symbols.first?.scalar == " " && symbols.last?.scalar == "@")
    #expect(symbols.allSatisfy { $0.foreground == .standard && $0.scalar.isASCII })
  }

  @Test func asciiPicturesAreASCII() {
    let picture = SymbolPicture(halves, columns: 12, rows: 6, colours: .palette16, isASCII: true)
    #expect(picture.symbols.allSatisfy { $0.scalar.isASCII })
  }

  @Test func aSurfaceShowsThePaletteColours() {
    let flat = Samples.flat(16, 16, [255, 0, 0])
    let surface = SymbolPicture(flat, columns: 4, rows: 2, colours: .palette256).surface
    #expect(surface.size == Size(width: 4, height: 2))
    let style = surface[1, 1].style
    #expect([style.foreground, style.background].contains(.palette(196)))
  }

  private static let nearest: [(RGBColour, UInt8)] = [
    (RGBColour(255, 0, 0), 196), (.black, 16), (.white, 231), (RGBColour(128, 128, 128), 244),
    (RGBColour(95, 135, 175), 67),
  ]

  @Test(arguments: nearest)
  func theNearestEntryOfTheCubeIsFound(colour: RGBColour, entry: UInt8) {
    #expect(colour.nearestInCube == entry)
  }

  @Test func aPictureWithoutRoomOrPixelsIsBlank() {
    #expect(SymbolPicture(halves, columns: 0, rows: 9, colours: .trueColour).symbols.isEmpty)
    let nothing = Raster(width: 0, height: 0, pixels: [])
    let blank = SymbolPicture(nothing, columns: 3, rows: 1, colours: .trueColour)
    #expect(blank.symbols == [.blank, .blank, .blank])
  }
}
