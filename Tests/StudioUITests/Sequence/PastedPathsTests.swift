import Testing

@testable import StudioUI

@Suite struct PastedPathsTests {
  @Test(arguments: [
    ("/a.png", ["/a.png"]), ("/a.png\n/b.png", ["/a.png", "/b.png"]),
    ("/a.png\r\n/b.png\r\n", ["/a.png", "/b.png"]), ("'/a.png' '/b.png'", ["/a.png", "/b.png"]),
    ("'/a b.png' ", ["/a b.png"]), ("/a\\ b.png /c.png", ["/a b.png", "/c.png"]),
    ("\"/it's.png\"", ["/it's.png"]), ("'/it'\\''s.png'", ["/it's.png"]),
    ("/my pictures/fox one.png", ["/my pictures/fox one.png"]),
    ("~/a.png https://b.org/c.png", ["~/a.png", "https://b.org/c.png"]),
    ("file:///home/a%20b.png", ["/home/a b.png"]), ("file://localhost/a.png", ["/a.png"]),
    ("file:///%E7%8C%AB.png", ["/猫.png"]), ("file://elsewhere/a.png", ["file://elsewhere/a.png"]),
    ("file:///%ZZ.png", ["file:///%ZZ.png"]), ("file:///a%2", ["file:///a%2"]),
    ("file:///%+A", ["file:///%+A"]),
    ("file:///%FF.png", ["file:///%FF.png"]), ("/don't.png", ["/don't.png"]),
    ("/it's and it's.png", ["/it's and it's.png"]),
    ("/a'b.png /c'd.png", ["/a'b.png", "/c'd.png"]), ("", []),
    (" \n\n ", []), ("''", [""]), ("\\", ["\\"]), ("~/a~b.png", ["~/a~b.png"]),
  ])
  func pathsAreReadAsTerminalsPasteThem(text: String, expected: [String]) {
    #expect(PastedPaths.split(text) == expected)
  }
}
