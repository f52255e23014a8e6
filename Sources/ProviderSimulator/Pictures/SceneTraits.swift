/// What a scene is about, read from its prompt.
enum Subject: CaseIterable, Sendable {
  case lighthouse, fox, ship, tree, balloon, cat, house, bird, whale, flower, rocket, traveller

  /// English words (in the singular) and Chinese ones.
  var words: (english: [String], chinese: [String]) {
    switch self {
    case .lighthouse: (["lighthouse", "beacon", "tower", "castle"], ["灯塔", "塔", "城堡"])
    case .fox: (["fox", "wolf", "dog", "puppy", "deer"], ["狐", "狼", "狗", "犬", "鹿"])
    case .ship: (["ship", "boat", "sailboat", "sail", "yacht"], ["船", "帆", "舟"])
    case .tree: (["tree", "forest", "oak", "wood", "pine", "maple"], ["树", "樱", "森林", "林"])
    case .balloon: (["balloon", "airship"], ["气球"])
    case .cat: (["cat", "kitten", "tiger", "lion", "panda", "bear"], ["猫", "虎", "狮", "熊"])
    case .house: (["house", "cottage", "cabin", "home", "village"], ["房", "屋", "村", "家"])
    case .bird: (["bird", "crane", "eagle", "owl", "swan", "dragon"], ["鸟", "鹤", "鹰", "龙"])
    case .whale: (["whale", "fish", "dolphin", "shark"], ["鲸", "鱼", "海豚"])
    case .flower:
      (["flower", "sunflower", "rose", "lotus", "blossom"], ["花", "荷", "莲", "玫瑰"])
    case .rocket: (["rocket", "spaceship", "astronaut", "spacecraft"], ["火箭", "飞船", "宇航"])
    case .traveller:
      (
        ["girl", "boy", "woman", "man", "person", "knight", "character", "child", "traveller"],
        ["女孩", "男孩", "人", "少女", "孩子", "骑士"]
      )
    }
  }

  var isAtSea: Bool { self == .ship || self == .whale }
  var isInTheAir: Bool { self == .balloon || self == .bird || self == .rocket }
}

/// What the ground is.
enum Ground: Sendable {
  case sea, meadow, snow, desert
}

enum Season: Int, Sendable {
  case spring, summer, autumn, winter
}

/// All that a scene is drawn from; equal traits give equal pictures.
struct SceneTraits: Sendable {
  var subject: Subject
  /// A second, smaller one where the prompt names two.
  var companion: Subject?
  var ground: Ground
  /// Fixed by the prompt; otherwise the frames run through the year, or stay in one.
  var season: Season?
  var runsThroughTheYear: Bool
  /// Where in the day the first frame is, 0 at dawn, 1 in the night, and how far the frames go.
  var dayStart: Float
  var daySpan: Float
  /// The colour that sets this prompt's pictures apart.
  var hue: Float
  /// Different for each task that has no seed of its own.
  var variation: UInt64

  init(prompt: String, variation: UInt64) {
    let text = prompt.lowercased()
    let words = Set(text.split { !$0.isLetter }.map(Self.singular))
    let named = Self.subjects(text)
    let hash = Digest.number(of: prompt)
    self.variation = hash ^ variation
    var dice = Dice(hash)
    subject = named.first ?? Subject.allCases[dice.below(Subject.allCases.count)]
    companion = named.dropFirst().first
    // Greens are left to the meadows.
    let hues: [Float] = [0, 0.035, 0.07, 0.11, 0.5, 0.55, 0.6, 0.76, 0.86, 0.94]
    hue = hues[dice.below(hues.count)] + dice.between(-0.012, 0.012)
    func says(_ english: [String], _ chinese: [String]) -> Bool {
      english.contains(where: words.contains) || chinese.contains(where: text.contains)
    }
    season =
      says(["winter", "snow", "ice"], ["冬", "雪", "冰"])
      ? .winter
      : says(["autumn", "fall"], ["秋"])
        ? .autumn : says(["spring"], ["春"]) ? .spring : says(["summer"], ["夏"]) ? .summer : nil
    runsThroughTheYear = says(["season", "year"], ["四季", "季节"])
    if runsThroughTheYear { season = nil }
    let sea = says(["sea", "ocean", "harbour", "harbor", "coast", "wave"], ["海", "港", "浪"])
    let desert = says(["desert", "dune", "mars"], ["沙漠", "戈壁", "火星"])
    let isByTheSea =
      sea || [subject, companion].contains { $0 == .lighthouse || $0?.isAtSea == true }
    ground =
      isByTheSea ? .sea : desert ? .desert : season == .winter ? .snow : .meadow
    let isDark = says(["night", "moon", "star"], ["夜", "月", "星"])
    let isEvening = says(["sunset", "dusk", "evening"], ["黄昏", "日落", "傍晚"])
    let isMorning = says(["sunrise", "dawn", "morning"], ["黎明", "日出", "早晨", "清晨"])
    dayStart = isDark ? 0.86 : isEvening ? 0.6 : isMorning ? 0.04 : 0.1
    daySpan = isDark ? 0.12 : isEvening ? 0.24 : isMorning ? 0.3 : 0.78
  }

  /// The subjects a prompt names, in its own order.
  private static func subjects(_ text: String) -> [Subject] {
    var found: [(place: Int, subject: Subject)] = []
    let words = text.split { !$0.isLetter }.map(singular)
    for subject in Subject.allCases {
      let names = subject.words
      var places = names.english.compactMap { words.firstIndex(of: $0) }
      places += names.chinese.compactMap { name in
        text.firstRange(ofText: name).map { text.distance(from: text.startIndex, to: $0) }
      }
      if let place = places.min() { found.append((place, subject)) }
    }
    return found.sorted { $0.place < $1.place }.map(\.subject)
  }

  private static func singular(_ word: Substring) -> String {
    let isPlural = word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss")
    let stem = isPlural ? String(word.dropLast()) : String(word)
    return ["foxe": "fox", "houses": "house", "wolve": "wolf", "beache": "beach"][stem] ?? stem
  }
}

extension String {
  /// Where a text begins in this one.
  fileprivate func firstRange(ofText text: String) -> Index? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) { return index }
      index = self.index(after: index)
    }
    return nil
  }
}
