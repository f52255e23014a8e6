/// Prompts by the million, the same in every run: English, Chinese and mixed, with words as
/// unevenly frequent as in real text.
struct SamplePrompts {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15
  private let words: [String]
  private let signs: [Character]

  private static let common = """
    a the of and in with on at light series images fox lighthouse harbour snow mountain paper boat \
    robot garden night morning rain street city window glass old wooden golden silver blue red \
    green portrait landscape film watercolour ink cinematic soft shadow reflection winter summer \
    autumn spring forest river lake sea cloud storm lantern market temple bridge train station \
    child woman man dog cat horse bird whale dragon castle tower library kitchen table chair lamp
    """

  private static let chinese =
    "狐狸雪山灯塔四季城市夜晚小船纸老人花园森林河流湖面月光窗户街道雨中红色蓝色金色古老木桥车站孩子猫狗马鸟鲸龙城堡塔图书馆厨房桌椅画水彩电影人像风景"

  init() {
    let heads = [
      "bra", "cal", "den", "fir", "gol", "hal", "jor", "kan", "lum", "mer", "nor", "pel",
    ]
    let middles = ["a", "e", "i", "o", "u", "ando", "ele", "ini", "oro", "usta"]
    let tails = ["", "n", "rk", "st", "th", "ling", "ford", "mere", "wick", "dale"]
    let made = heads.flatMap { head in
      middles.flatMap { middle in tails.map { head + middle + $0 } }
    }
    words =
      Self.common.split(separator: " ").map(String.init) + made
      + made.flatMap { first in heads.map { $0 + first } }
    signs = Array(Self.chinese)
  }

  /// The words that prompts are made of, the most frequent first.
  var vocabulary: [String] { words }

  /// Two neighbouring characters that prompts hold.
  var pairs: [String] { zip(signs, signs.dropFirst()).map { "\($0)\($1)" } }

  private mutating func random() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  /// A place below `count`: half of all choices fall on the first few dozen.
  private mutating func uneven(_ count: Int) -> Int {
    let share = Double(random() >> 11) / Double(1 << 53)
    return min(count - 1, Int(share * share * share * share * Double(count)))
  }

  mutating func next() -> String {
    switch random() % 10 {
    case 0..<6: english(8 + Int(random() % 24))
    case 6..<8: han(10 + Int(random() % 40))
    default: english(4 + Int(random() % 8)) + "，" + han(6 + Int(random() % 12))
    }
  }

  private mutating func english(_ count: Int) -> String {
    var text = ""
    for place in 0..<count {
      if place > 0 { text += " " }
      text += words[uneven(words.count)]
    }
    return text
  }

  private mutating func han(_ count: Int) -> String {
    var text = ""
    for _ in 0..<count / 2 {
      let place = uneven(signs.count - 1)
      text.append(signs[place])
      text.append(signs[place + 1])
    }
    return text
  }
}
