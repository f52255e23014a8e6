/// The shape a prompt asks its pictures to have.
struct PromptShape: Hashable, Sendable {
  /// Which side of a picture is the longer one.
  enum Orientation: String, Hashable, Sendable {
    case landscape, portrait, square

    init(width: Int, height: Int) {
      self = width == height ? .square : width > height ? .landscape : .portrait
    }
  }

  let orientation: Orientation
  /// Offsets, in characters of the prompt, of the words that say so.
  let range: Range<Int>

  /// `nil` when a prompt says none, or two that disagree.
  init?(_ clauses: PromptClauses) {
    var found: [(orientation: Orientation, range: Range<Int>)] = []
    for clause in clauses.clauses where !Self.screens.isFound(in: clause.words, of: clauses.words) {
      for index in clause.words {
        guard
          let (orientation, span) = Self.aspect(at: index, clause, clauses)
            ?? Self.name(at: index, clause, clauses)
        else { continue }
        found.append((orientation, clauses.characters(span)))
      }
    }
    guard let first = found.first,
      found.allSatisfy({ $0.orientation == first.orientation })
    else { return nil }
    orientation = first.orientation
    range = first.range
  }

  /// Things in a picture that have a shape of their own.
  private static let screens = PhraseSet(
    """
    screen|monitor|tv|television|display|phone|smartphone|tablet|laptop|projector|billboard|sign
    屏幕|电视|显示器|手机|平板|电脑|相框|广告牌|投影
    """
  )

  // MARK: Aspects

  private static let aspects = PhraseSet(
    "1:1|4:3|3:4|3:2|2:3|16:9|9:16|21:9|9:21|5:4|4:5"
  )
  private static let before: Set<String> = ["ratio", "ar", "aspect"]
  private static let after: Set<String> = ["aspect", "ratio", "format"]
  private static let chineseBefore = PhraseSet("宽高比|长宽比|画幅|画面比例|图片比例|尺寸比例|横版|竖版")
  private static let chineseAfter = PhraseSet("画幅|构图|竖版|横版|竖屏|横屏|比例")

  private static func aspect(
    at index: Int,
    _ clause: PromptClauses.Clause,
    _ clauses: PromptClauses
  ) -> (Orientation, Range<Int>)? {
    guard aspects.end(at: index, in: clauses.words, before: clause.words.upperBound) != nil,
      let aspect = AspectRatio(parsing: clauses.words[index].text)
    else { return nil }
    let orientation = Orientation(width: aspect.width, height: aspect.height)
    let words = clauses.words
    // `aspect ratio: 16:9` is cut by its colon.
    var previous = index - 1
    while let word = clauses.text(previous), word == "of" || word == "is" || word == "为" {
      previous -= 1
    }
    let isNamed =
      clauses.text(previous).map(before.contains) ?? false
      || clauses.text(index + 1).map(after.contains) ?? false
      || [2, 3, 4].contains { length in
        previous + 1 - length >= 0
          && chineseBefore.isWhole(previous + 1 - length..<previous + 1, of: words)
      }
    if isNamed { return (orientation, index..<index + 1) }
    // `1:1比例` may be a model as large as what it copies.
    guard let end = chineseAfter.end(at: index + 1, in: words, before: clause.words.upperBound),
      clauses.words[index].text != "1:1" || clauses.text(end - 1) != "例"
    else { return nil }
    return (orientation, index..<index + 1)
  }

  // MARK: Names

  private static let names: [(phrases: PhraseSet, orientation: Orientation)] = [
    (
      PhraseSet(
        """
        portrait orientation|portrait format|vertical format|vertical orientation
        竖版|竖构图|竖图|纵向构图|竖版构图|竖版照片|竖版图片|竖版海报|竖版壁纸|竖版插画
        """
      ), .portrait
    ),
    (
      PhraseSet(
        """
        landscape orientation|landscape format|horizontal format|horizontal orientation
        横版|横构图|横图|横向构图|横版构图|横版照片|横版图片|横版海报|横版壁纸|横版插画
        """
      ), .landscape
    ),
    (
      PhraseSet("square format|square aspect ratio|方形构图|正方形构图|方形画幅|正方形画幅"), .square
    ),
  ]
  /// Names that can also begin another word: `横版游戏`.
  private static let short: Set<String> = ["横版", "竖版", "横图", "竖图"]
  private static let leads: Set<String> = ["in", "a", "an", "with", "and"]

  private static func name(
    at index: Int,
    _ clause: PromptClauses.Clause,
    _ clauses: PromptClauses
  ) -> (Orientation, Range<Int>)? {
    for (phrases, orientation) in names {
      guard
        let end = phrases.end(at: index, in: clauses.words, before: clause.words.upperBound)
      else { continue }
      let lead = clauses.words[clause.words.lowerBound..<index]
      let opens = lead.count <= 2 && lead.allSatisfy { leads.contains($0.text) }
      let closes = end == clause.words.upperBound
      let text = clauses.words[index..<end].map(\.text).joined()
      let isOfPicture = opens && (closes || !short.contains(text))
      return isOfPicture || (closes && isPicture(clause, clauses))
        ? (orientation, index..<end) : nil
    }
    return nil
  }

  /// `a photo of a fox in portrait orientation`
  private static func isPicture(
    _ clause: PromptClauses.Clause,
    _ clauses: PromptClauses
  ) -> Bool {
    clauses.words[clause.words].prefix(2).map(\.text).contains { word in
      EnglishWords.image.contains(word) || EnglishWords.images.contains(word)
        || EnglishWords.collectives.contains(word)
    }
  }
}
