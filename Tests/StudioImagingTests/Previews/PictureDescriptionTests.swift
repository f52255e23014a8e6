import CellGrid
import Testing

@testable import StudioImaging

@Suite struct PictureDescriptionTests {
  @Test(arguments: [
    (0x000000, "black"), (0xFFFFFF, "white"), (0x808080, "grey"), (0xD8D8D8, "light grey"),
    (0x404040, "dark grey"), (0xE01010, "red"), (0xF08020, "orange"), (0xF0E020, "yellow"),
    (0x20A030, "green"), (0x103A10, "dark green"), (0x20B8B0, "turquoise"), (0x2050D0, "blue"),
    (0x101860, "dark blue"), (0xA8C8F8, "light blue"), (0x8020C0, "purple"), (0xF0A0B8, "pink"),
    (0x6B4020, "brown"), (0x3A2010, "dark brown"), (0xE8D8B8, "cream"),
  ])
  func coloursHaveTheNamesThatPeopleGiveThem(packed: UInt32, name: String) {
    #expect(RGBColour(packed: packed).name == name)
  }

  @Test func thePictureIsToldInOneLine() {
    let raster = Samples.drawn(10, 10) { x, _ in
      x < 6 ? [16, 24, 96] : x < 9 ? [240, 128, 32] : [255, 255, 255]
    }
    let description = PictureDescription(of: raster, source: (2_048, 2_048))
    #expect(
      description.line
        == "2048×2048, square · mostly dark blue, orange, white · neither dark nor light"
    )
  }

  @Test func shapeAndLightnessAreTold() {
    let night = PictureDescription(of: Samples.flat(4, 4, [5, 5, 5]), source: (40, 30))
    #expect(night.line == "40×30, landscape · all black · dark")
    let snow = PictureDescription(
      of: Samples.flat(4, 4, [250, 250, 250]),
      source: (30, 40),
      isWhole: false
    )
    #expect(snow.line == "30×40, portrait · a part of it · all white · light")
  }

  @Test func aPictureOfAllColoursNamesAtMostFive() {
    let description = PictureDescription(of: Samples.gradient(64, 64), source: (64, 64))
    #expect((1...5).contains(description.colours.count))
  }

  @Test func whatDoesNotFitEndsWithAMark() {
    let description = PictureDescription(of: Samples.flat(4, 4, [5, 5, 5]), source: (40, 30))
    let cells = Size(width: 14, height: 2)
    #expect(description.lines(in: cells, isASCII: false) == ["40×30,", "landscape · a…"])
    #expect(description.lines(in: cells, isASCII: true) == ["40x30,", "landscape - a~"])
  }
}
