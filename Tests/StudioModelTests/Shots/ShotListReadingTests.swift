import StudioModel
import Testing

/// Which lines of a prompt are shots.
struct ShotListReadingTests {
  @Test(arguments: [
    ("1. day\n2. night", ["day", "night"]), ("1) day\n2) night", ["day", "night"]),
    ("(1) day\n(2) night", ["day", "night"]), ("[1] day\n[2] night", ["day", "night"]),
    ("（1）白天\n（2）夜晚", ["白天", "夜晚"]), ("【1】白天\n【2】夜晚", ["白天", "夜晚"]),
    ("1: day\n2: night", ["day", "night"]), ("1 - day\n2 – night", ["day", "night"]),
    ("1 - day\n2 - night", ["day", "night"]), ("1.白天\n2.夜晚", ["白天", "夜晚"]),
    ("１．白天\n２．夜晚", ["白天", "夜晚"]), ("01. day\n02. night", ["day", "night"]),
    ("1、白天\n2、夜晚", ["白天", "夜晚"]), ("一、白天\n二、夜晚", ["白天", "夜晚"]),
    ("①白天\n②夜晚", ["白天", "夜晚"]), ("① day\n② night", ["day", "night"]),
    ("Frame 1: day\nFrame 2: night", ["day", "night"]),
    ("FRAME 1. day\nframe 2. night", ["day", "night"]),
    ("Image 1: day\nImage 2: night", ["day", "night"]),
    ("Shot 1 - day\nShot 2 - night", ["day", "night"]),
    ("Panel #1: day\nPanel #2: night", ["day", "night"]),
    ("Scene 1) day\nScene 2) night", ["day", "night"]),
    ("Frame 1:3 foxes\nFrame 2:4 foxes", ["3 foxes", "4 foxes"]),
    ("第1张：白天\n第2张：夜晚", ["白天", "夜晚"]), ("第一张，白天\n第二张，夜晚", ["白天", "夜晚"]),
    ("第 1 幅图：白天\n第 2 幅图：夜晚", ["白天", "夜晚"]), ("图1：白天\n图2：夜晚", ["白天", "夜晚"]),
    ("镜头一：白天\n镜头二：夜晚", ["白天", "夜晚"]), ("分镜1：3只狐狸\n分镜2：夜晚", ["3只狐狸", "夜晚"]),
    ("Shot 1 (wide): day\nShot 2 (close): night", ["(wide): day", "(close): night"]),
    ("镜头1（全景）：白天\n镜头2（特写）：夜晚", ["（全景）：白天", "（特写）：夜晚"]),
    ("画面一 白天\n画面二 夜晚", ["白天", "夜晚"]), ("Step 1: day\nStep 2: night", ["day", "night"]),
    ("- day\n- night", ["day", "night"]), ("• day\n• night", ["day", "night"]),
    ("•白天\n•夜晚", ["白天", "夜晚"]), ("* day\n* night", ["day", "night"]),
    ("- Frame 1: day\n- Frame 2: night", ["day", "night"]),
    ("**Frame 1:** day\n**Frame 2**: night", ["day", "night"]),
    ("### Frame 1\nday\n\n### Frame 2\nnight", ["day", "night"]),
    ("1. **red** fox\n2. *owl*", ["**red** fox", "*owl*"]),
    ("  1. day\r\n  2. night\r\n", ["day", "night"]), ("1.\n2. night", ["", "night"]),
    ("1. day\n1. night\n1. rain", ["day", "night", "rain"]),
    ("2. day\n5. night", ["day", "night"]),
    ("1. day", ["day"]), ("- day", ["day"]),
    ("Frame 1:\n  day\nFrame 2:\n  night", ["day", "night"]),
  ])
  func linesAreKnownByTheirMarkers(prompt: String, texts: [String]) {
    let list = ShotList(reading: prompt)
    #expect(list.shots.map(\.text) == texts)
    #expect(list.opening.isEmpty)
    #expect(list.impliedMaxImages == texts.count)
  }

  @Test(arguments: [
    ("1) day; 2) night", ["day", "night"]),
    ("1) day, 2) dusk, and 3) night", ["day", "dusk", "night"]),
    ("1. day. 2. night", ["day.", "night"]),
    ("①白天②夜晚", ["白天", "夜晚"]), ("1、白天；2、夜晚；3、雨", ["白天", "夜晚", "雨"]),
    ("Frame 1: day. Frame 2: night.", ["day.", "night."]),
    ("镜头一：白天。镜头二：夜晚。", ["白天。", "夜晚。"]), ("(1) day (2) night", ["day", "night"]),
    ("Frame 1: day. Frame 2: dusk.\nFrame 3: night.", ["day.", "dusk.", "night."]),
  ])
  func itemsInsideAParagraphAreShots(items: String, texts: [String]) {
    for prompt in [items, "One fox: " + items] {
      let list = ShotList(reading: prompt)
      #expect(list.shots.map(\.text) == texts, "\(prompt)")
      #expect(list.opening == (prompt == items ? "" : "One fox:"))
    }
  }

  @Test(arguments: [
    "", " ", "\n\n", "a fox", "A series of 4 images of a fox.", "16:9 image\n9:16 image",
    "3-4 images", "3 - 4 images", "3-point light", "4K\n8K", "4.5 images", "1.5 metres",
    "2024. A fox.",
    "a fox -\nan owl -", "---", "-5 degrees\n-7 degrees", "3. A fox", "Frame the fox\nShot at dusk",
    "image 1 and image 2", "1000. a\n1001. b", "00. a", "a 1) b", "x2) y x3) z", "图一样的猫\n图二样的狗",
    "第一张是白天\n第二张是夜晚", "一只狐狸\n两只猫", "Then 2) only", "**bold** fox\n*soft* light", "##1. a",
    "Chapter 1: day\nChapter 2: night", "chapter 1. day chapter 2. night", "> 1. a\n> 2. b",
    "图一 只猫\n图二 只狗", "Frame 1 day\nFrame 2 night",
    "a (1 b\n(2 c", "0. a\n0. b",
  ])
  func otherPromptsAreAllCommon(prompt: String) {
    let list = ShotList(reading: prompt)
    #expect(list.shots.isEmpty, "\(list.shots.map(\.text))")
    #expect(list.common == prompt)
    #expect(list.impliedMaxImages == nil)
  }

  @Test(arguments: [
    (
      "A fox:\n\n1. day\n2. night\n\nAll in watercolour.", "A fox:", ["day", "night"],
      "All in watercolour."
    ),
    ("A fox\n1. day\n2. night\nAll in ink.\n", "A fox", ["day", "night"], "All in ink.\n"),
    ("1. day\n2. night\n   and stars", "", ["day", "night\n   and stars"], ""),
    (
      "1. day\nand sun\n2. night\nand moon\n\nInk.", "", ["day\nand sun", "night\nand moon"], "Ink."
    ),
    ("1. day\n\nsun\n\n2. night\n\nmoon", "", ["day\n\nsun", "night\n\nmoon"], ""),
    ("- ink\n- soft\n1. day\n2. night", "- ink\n- soft", ["day", "night"], ""),
    ("1. day\n  - sun\n  - sky\n2. night", "", ["day\n  - sun\n  - sky", "night"], ""),
    ("1. ink\n2. soft\nFrame 1: day\nFrame 2: night", "1. ink\n2. soft", ["day", "night"], ""),
    (
      "Image 1: the fox\nImage 2: the sky\n1. day\n2. night", "Image 1: the fox\nImage 2: the sky",
      ["day", "night"], ""
    ),
    (
      "1. ink\n2. soft\nFrames:\n1. day\n2. night\n3. rain", "1. ink\n2. soft\nFrames:",
      ["day", "night", "rain"], ""
    ),
    ("Frame 1: a\n1. x\n2. y\nFrame 2: b\n1. z", "", ["a\n1. x\n2. y", "b\n1. z"], ""),
    ("A fox: 1) day; 2) night\nAll in ink.", "A fox:", ["day", "night"], "All in ink."),
    ("狐狸，水彩。\n镜头一：白天\n镜头二：夜晚\n\n统一色调。", "狐狸，水彩。", ["白天", "夜晚"], "统一色调。"),
  ])
  func whatStandsAroundIsCommon(
    prompt: String,
    opening: String,
    texts: [String],
    closing: String
  ) {
    let list = ShotList(reading: prompt)
    #expect(list.opening == opening)
    #expect(list.shots.map(\.text) == texts)
    #expect(list.closing == closing)
    let parts = [opening, closing.filter { $0 != "\n" }].filter { !$0.isEmpty }
    #expect(list.common == parts.joined(separator: "\n\n"))
  }

  @Test func aNumberInBracketsMayFollowAWord() {
    let list = ShotList(reading: "a fox in 1) spring 2) winter")
    #expect(list.opening == "a fox in")
    #expect(list.shots.map(\.text) == ["spring", "winter"])
  }

  @Test func aShotKnowsItsLabel() {
    let prompt = "x\n - **Frame 1:** day\n - **Frame 2:** night"
    #expect(ShotList(reading: prompt).shots.map(\.label) == ["- **Frame 1:**", "- **Frame 2:**"])
    #expect(ShotList(reading: "①白天②夜晚").shots.map(\.label) == ["①", "②"])
  }

  @Test func newListsAreNumberedLines() {
    let list = ShotList(common: "A series of 2 images of a fox.", shots: [" day\n sun ", "night"])
    #expect(list.composed == "A series of 2 images of a fox.\n1. day sun\n2. night")
    #expect(list.shots.map(\.text) == ["day sun", "night"])
    let chinese = ShotList(common: "一组2张图片", shots: ["白天", "夜晚"])
    #expect(chinese.composed == "一组2张图片\n1、白天\n2、夜晚")
    #expect(chinese.shots.map(\.text) == ["白天", "夜晚"])
    #expect(ShotList(common: "a fox", shots: []).composed == "a fox")
    #expect(ShotList(common: "", shots: ["", "day"]).composed == "1.\n2. day")
  }
}
