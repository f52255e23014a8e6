import StudioCore
import StudioModel
import Testing

@Suite struct LibraryLayoutTests {
  let layout = LibraryLayout(root: "/pictures")
  let id = SequenceID(rawValue: "1a2b3c4d5e")

  @Test func aSequenceHasAFolderNamedByDayTimeSlugAndShortID() {
    let time = LocalTime(Timestamp(milliseconds: 1_772_953_745_999), offset: 0)
    #expect(
      layout.folder(id: id, slug: "a-red-fox", at: time)
        == "/pictures/2026-03-08/070905-a-red-fox-1a2b3c"
    )
  }

  @Test(arguments: [
    "../../etc", "/", "a/b\u{1B}[2J", "\u{202E}", "", "--", String(repeating: "图", count: 500),
    "ש\u{200D}x\u{E0041}",
  ])
  func noSlugLeavesTheFolderOfItsDay(slug: String) {
    let time = LocalTime(Timestamp(milliseconds: 0), offset: 0)
    let parts = layout.folderParts(id: id, slug: slug, at: time)
    #expect(parts.count == 2 && parts[0] == "1970-01-01")
    #expect(parts[1].hasPrefix("000000-") && parts[1].hasSuffix("-1a2b3c"))
    #expect(!parts[1].contains("/") && !parts[1].contains("..") && parts[1].utf8.count < 120)
    let isSeen = parts[1].unicodeScalars.allSatisfy {
      $0.value >= 0x2D && !$0.properties.isDefaultIgnorableCodePoint
    }
    #expect(isSeen)
  }

  @Test(arguments: [
    (0, 0, "1970-01-01", "000000"), (-1, 0, "1969-12-31", "235959"),
    (951_782_400_000, 0, "2000-02-29", "000000"), (951_782_400_000, -3_600, "2000-02-28", "230000"),
    (4_107_542_399_999, 0, "2100-02-28", "235959"), (4_107_542_400_000, 0, "2100-03-01", "000000"),
    (1_798_761_599_000, 20_700, "2027-01-01", "054459"),
  ])
  func aMomentIsReadAsACalendarDay(moment: Int64, offset: Int, date: String, time: String) {
    let local = LocalTime(Timestamp(milliseconds: moment), offset: offset)
    #expect(local.date == date)
    #expect(local.compactTime == time)
  }

  @Test func framesAreNumberedWithTwoDigitsOrMore() {
    #expect(LibraryLayout.frameName(1, .jpeg) == "01.jpg")
    #expect(LibraryLayout.frameName(15, .png) == "15.png")
    #expect(LibraryLayout.frameName(100, .webp) == "100.webp")
    #expect(LibraryLayout.partName(1) == ".01.part")
  }

  @Test func namesThatASequenceWouldWantAreKnown() {
    for name in [
      "01.jpg", "1.jpg", "15.PNG", "100.webp", ".01.part", "recipe.json", "Recipe.JSON", "01.",
    ] {
      #expect(LibraryLayout.isOwnName(name) == (name != "1.jpg"), "\(name)")
    }
    for name in ["notes.txt", "a01.jpg", "01", "2026-01-02", ".git", "", "."] {
      #expect(!LibraryLayout.isOwnName(name), "\(name)")
    }
  }
}
