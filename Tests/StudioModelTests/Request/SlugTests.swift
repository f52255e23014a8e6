import StudioModel
import Testing

/// Names made from prompts.
struct SlugTests {
  @Test(arguments: [
    ("A fox in the snow", "a-fox-in-the-snow"),
    ("A series of 4 images of a fox", "fox"),
    ("Generate a coherent series of four images showing the Old Harbour", "old-harbour"),
    ("please make 4 photos: tea, at dawn", "tea-at-dawn"),
    ("A fox. A series of 4 images of it", "a-fox-a-series-of-4-images-of-it"),
    ("A series of 4 images", "a-series-of-4-images"),
    ("一组4张图片，雪地里的狐狸", "雪地里的狐狸"), ("生成四张狐狸的照片", "狐狸的照片"),
    ("４张图片：茶", "茶"), ("Füchse & Co.", "füchse-co"), ("../../etc/passwd", "etc-passwd"),
    (".hidden", "hidden"), ("-rf /", "rf"), ("", "sequence"), ("  \n ", "sequence"),
    ("🦊🦊", "sequence"), ("\u{1B}[31mred\u{202E}", "31mred"), ("fox\u{200B}es", "foxes"),
    ("ＦＯＸ１２", "fox12"), ("नमस्ते दुनिया", "नमस्ते-दुनिया"), ("лиса Зимой", "лиса-зимой"),
    ("\u{3164}", "sequence"), ("e\u{301}t\u{301}\u{302}\u{303}e\u{301}", "ete"),
    ("CON", "con"), ("a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j"),
  ])
  func promptsBecomeNames(prompt: String, name: String) {
    #expect(Slug(prompt: prompt).text == name)
  }

  @Test func aWordThatDoesNotFitIsLeftOut() {
    #expect(
      Slug(prompt: "the lighthouse keeper watches a storm approaching").text
        == "the-lighthouse-keeper-watches-a-storm"
    )
    #expect(
      Slug(prompt: String(repeating: "a", count: 99)).text == String(repeating: "a", count: 40)
    )
  }

  @Test func anyPromptBecomesASafeName() {
    var steps = CatalogFixture.Steps()
    for limit in [8, 40] {
      for _ in 0..<2_000 {
        let scalars = (0..<Int.random(in: 0...60, using: &steps)).compactMap { _ in
          let tops: [UInt32] = [0x7F, 0x7F, 0x3FF, 0x9FFF, 0x1FFFF, 0xE0FFF]
          let top = tops.randomElement(using: &steps) ?? 0x7F
          return Unicode.Scalar(UInt32.random(in: 0...top, using: &steps))
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        let name = Slug(prompt: String(view), maxBytes: limit).text
        #expect(!name.isEmpty && name.utf8.count <= max(limit, Slug.fallback.utf8.count))
        #expect(name.first != "-" && name.last != "-" && !name.contains("--"))
        let isSafe = name.unicodeScalars.allSatisfy { scalar in
          scalar == "-"
            || (scalar.value >= 0x80
              ? scalar.properties.generalCategory != .control
                && !scalar.properties.isDefaultIgnorableCodePoint
                && !scalar.properties.isWhitespace
              : ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar))
        }
        #expect(isSafe, "\(name)")
      }
    }
  }

  @Test func aLongPromptIsNamedByItsBeginning() {
    let long = "fox " + String(repeating: "e\u{301}", count: 200_000)
    #expect(Slug(prompt: long).text.hasPrefix("fox"))
  }
}
