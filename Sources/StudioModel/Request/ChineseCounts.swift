/// Every number in a prompt's Chinese that counts pictures.
struct ChineseCounts {
  private let letters: [PromptLetter]
  /// The folded letters as characters, so that words can be compared with slices.
  private let text: [Character]

  init(_ letters: [PromptLetter]) {
    self.letters = letters
    text = letters.map { Character($0.scalar) }
  }

  var counts: [PromptCount] {
    // Without a measure word there is nothing to find: most prompts end here.
    guard letters.contains(where: { $0.kind == .ideograph }) else { return [] }
    var found: [PromptCount] = []
    var index = 0
    while index < text.count {
      guard let end = numberEnd(index) else {
        index += 1
        continue
      }
      if let count = count(index..<end) { found.append(count) }
      index = end
    }
    return found
  }

  // MARK: Numbers

  /// Signs that make a number too large, or vague.
  private static let others: Set<Character> = ["百", "千", "万", "萬", "零", "〇", "几", "幾", "数"]

  /// All of them by their scalars, since nearly every letter of a prompt is looked up.
  private static let numerals = Set(
    (Array(ChineseNumeral.digits.keys) + others).compactMap { $0.unicodeScalars.first }
  )

  /// The end of a run of digits or of numerals that starts here.
  private func numberEnd(_ start: Int) -> Int? {
    if letters[start].kind == .digit {
      return text[start...].indices.first { letters[$0].kind != .digit } ?? text.count
    }
    func isNumeral(_ index: Int) -> Bool { Self.numerals.contains(letters[index].scalar) }
    guard isNumeral(start) else { return nil }
    return text[start...].indices.first { !isNumeral($0) } ?? text.count
  }

  /// One to ninety-nine; `nil` for `三四` (three or four) and for anything larger.
  private func value(_ span: Range<Int>) -> Int? {
    if letters[span.lowerBound].kind == .digit {
      guard span.count <= 2, let value = Int(String(text[span])), value > 0 else { return nil }
      return value
    }
    return ChineseNumeral.value(of: text[span])
  }

  // MARK: What stands around

  private func count(_ span: Range<Int>) -> PromptCount? {
    guard let value = value(span), !isGlued(before: span.lowerBound),
      let measure = measureEnd(span)
    else { return nil }
    let before = before(span.lowerBound)
    guard !Self.pointing.contains(where: before.hasSuffix), !isRange(span.lowerBound) else {
      return nil
    }
    let asked =
      Self.asking.contains(where: before.contains)
      || Self.grouping.contains(where: after(measure, 8).contains)
    guard isPicture(span, measure: measure, before: before, asked: asked) else { return nil }
    let end = phraseEnd(measure)
    return PromptCount(
      count: value,
      numberRange: span,
      phraseRange: phraseStart(span.lowerBound)..<end,
      clarity: value == 1 ? .single : asked ? .series : .plain
    )
  }

  /// Words that point at pictures, or things, that exist already; and ordinals.
  private static let pointing = [
    "第", "这", "這", "那", "前", "后", "後", "此", "该", "該", "每", "某", "任", "哪", "另", "同",
    "多", "各", "半", "以上", "上面", "下面", "其中", "参考", "参考的", "参考图", "上传的", "上传",
    "输入的", "输入", "提供的", "给定的", "附上的", "附的", "原有的", "墙上", "墙上有", "挂着",
    "挂了", "贴着", "贴了", "摆着", "摆了", "每秒", "桌上有",
  ]
  /// Words that ask for pictures, or gather them.
  private static let asking = [
    "组", "組", "系列", "套", "生成", "绘制", "繪製", "制作", "製作", "创作", "創作", "画出", "输出",
    "共", "合计", "连续", "序列", "连环", "故事", "分镜", "给我", "要", "做",
  ]
  private static let grouping = ["一组", "一組", "组图", "系列", "一套", "连环"]
  private static let nouns = [
    "图", "圖", "照片", "画", "畫", "像", "海报", "插", "写真", "壁纸", "封面", "相片", "明信片",
  ]
  /// What 张 counts besides pictures, and verbs that begin with it (张开).
  private static let things = [
    "桌", "椅", "纸", "紙", "脸", "臉", "床", "票", "嘴", "弓", "牌", "沙发", "皮", "网", "網", "毯",
    "地图", "名片", "卡", "开", "開", "贴", "望", "扬", "木", "餐桌", "书桌", "长桌", "圆桌", "长椅",
    "课桌", "办公", "大床", "双人床", "单人床", "面孔", "笑脸", "人脸", "面具", "邮票", "车票", "门票",
    "唱片", "光盘", "饼", "符", "凳", "板凳", "大嘴", "小桌", "大桌", "小床", "方桌", "长凳",
  ]

  /// Letters and marks that make the number part of something else: `A4`, `16:9`, `v4.5`.
  private func isGlued(before index: Int) -> Bool {
    guard index > 0 else { return false }
    if letters[index - 1].kind == .letter, letters[index].kind == .digit { return true }
    guard index > 1, letters[index - 2].kind == .digit else {
      return letters[index].kind == .digit && "#$.:/".contains(text[index - 1])
        && index > 1 && letters[index - 2].kind == .letter
    }
    return ".:/-~–—,".contains(text[index - 1])
  }

  /// `3到4张`, `2、3张`: two numbers, so none is meant.
  private func isRange(_ index: Int) -> Bool {
    guard index > 1, "到至或-~–—、和".contains(text[index - 1]) else { return false }
    return letters[index - 2].kind == .digit || ChineseNumeral.digits[text[index - 2]] != nil
  }

  /// Up to six letters before, back to the last mark; spaces don't count.
  private func before(_ index: Int) -> String {
    var taken: [Character] = []
    for place in stride(from: index - 1, through: 0, by: -1) {
      if taken.count == 6 { break }
      if letters[place].kind == .space { continue }
      guard letters[place].kind == .ideograph || letters[place].kind == .digit else { break }
      taken.append(text[place])
    }
    return String(taken.reversed())
  }

  /// Up to `count` letters from a place on, to the next mark.
  private func after(_ index: Int, _ count: Int) -> String {
    var taken: [Character] = []
    for place in text.indices[min(index, text.count)...] {
      if taken.count == count { break }
      if letters[place].kind == .space { continue }
      guard letters[place].kind != .symbol, letters[place].kind != .lineBreak else { break }
      taken.append(text[place])
    }
    return String(taken)
  }

  /// The end of the measure word after a number; `nil` when there is none for pictures.
  private func measureEnd(_ span: Range<Int>) -> Int? {
    var index = span.upperBound
    while index < text.count, letters[index].kind == .space { index += 1 }
    guard index < text.count else { return nil }
    if "张張幅帧幀".contains(text[index]) { return index + 1 }
    let next = after(index, 3)
    if "个個".contains(text[index]) {
      let pictures = ["画面", "镜头", "分镜", "图像", "畫面", "鏡頭"]
      return pictures.contains { next.dropFirst().hasPrefix($0) } ? index + 1 : nil
    }
    let isBoth = text[span.upperBound - 1] == "俩"
    return isBoth && ["图", "照片", "画"].contains(where: next.hasPrefix) ? index : nil
  }

  private func isPicture(
    _ span: Range<Int>,
    measure: Int,
    before: String,
    asked: Bool
  ) -> Bool {
    let next = after(measure, 12)
    let isSheet = "张張".contains(text[measure - 1])
    let isLabel =
      ["图", "图片", "图像", "照片"].contains(where: before.hasSuffix) && !before.hasSuffix("组图")
    if next.isEmpty { return true }
    // `图2张开双臂` speaks of picture 2; `生成图片4张 狐狸` counts.
    if isLabel { return letters[measure].kind != .ideograph }
    guard isSheet else {
      return !["字", "对联", "布", "窗帘"].contains(where: next.hasPrefix)
    }
    if Self.things.contains(where: next.hasPrefix) { return false }
    let stands = measure < text.count && letters[measure].kind != .ideograph
    return asked || stands || Self.nouns.contains(where: next.contains)
  }

  // MARK: The phrase

  private func phraseStart(_ index: Int) -> Int {
    for opening in ["一系列", "系列", "一组", "一套", "一組"] {
      let start = index - opening.count
      if start >= 0, String(text[start..<index]) == opening { return start }
    }
    return index
  }

  private func phraseEnd(_ measure: Int) -> Int {
    for noun in ["图片", "图像", "照片", "插画", "海报", "组图", "图", "画"] {
      let end = measure + noun.count
      if end <= text.count, String(text[measure..<end]) == noun { return end }
    }
    return measure
  }
}
