/// The references a prompt speaks of by number: `image 3`, `图3`.
struct ReferenceMentions {
  private let tokens: [PromptToken]
  private let letters: [PromptLetter]

  init(in prompt: String) {
    letters = PromptLetter.letters(of: prompt)
    tokens = PromptToken.tokens(of: letters)
  }

  /// The numbers, each once, in ascending order. A number that opens a line of a list
  /// (`Image 3: at night`) describes a picture to be made and is not among them.
  var numbers: [Int] { Array(Set(english + chinese)).sorted() }

  // MARK: English

  private static let names: Set<String> = [
    "image", "images", "picture", "pictures", "photo", "photos", "reference", "references",
    "figure",
  ]
  /// Names that are verbs, or count what follows, unless nothing is counted: `picture 3 cats`.
  private static let doubtful: Set<String> = [
    "picture", "figure", "images", "pictures", "photos", "references",
  ]
  private static let followers: Set<String> = [
    "and", "or", "to", "with", "in", "on", "onto", "into", "is", "as", "for", "from", "has", "but",
    "by", "over", "should", "while", "using", "wearing", "shows", "stays", "at", "of",
  ]

  private var english: [Int] {
    tokens.indices.flatMap { index -> [Int] in
      guard let name = tokens[index].word, Self.names.contains(name) else { return [] }
      return numbers(from: index + 1, name: name)
    }
  }

  /// The number after a name, and those joined to it: `images 1, 2 and 3`.
  private func numbers(from index: Int, name: String) -> [Int] {
    var place = index
    if mark(place) == "#" { place += 1 }
    var found: [Int] = []
    while let value = number(at: place) {
      if isListLabel(place) { return found }
      if found.isEmpty, let next = word(place + 1), Self.doubtful.contains(name),
        !Self.followers.contains(next)
      {
        return found
      }
      found.append(value)
      let joins =
        ["and", "or", "to"].contains(word(place + 1))
        || mark(place + 1).map { ",-–&+".unicodeScalars.contains($0) } ?? false
      guard joins, number(at: place + 2) != nil else { return found }
      place += 2
    }
    return found
  }

  private func number(at index: Int) -> Int? {
    guard tokens.indices.contains(index) else { return nil }
    let next = index + 1
    if tokens.indices.contains(next), tokens[next].isGlued {
      // `photo 4k`, `image 3.5`, `image 50%`
      if tokens[next].word != nil { return nil }
      if let mark = mark(next), "%×*°/".unicodeScalars.contains(mark) { return nil }
      let isDecimal = tokens.indices.contains(next + 1) && tokens[next + 1].isNumber
      if isDecimal, tokens[next + 1].isGlued, mark(next) == "." || mark(next) == ":" { return nil }
    }
    switch tokens[index].kind {
    case .number(let value): return value.flatMap { (1...99).contains($0) ? $0 : nil }
    case .word(let word): return EnglishWords.numbers[word]
    case .symbol, .ideograph, .lineBreak: return nil
    }
  }

  private func isListLabel(_ index: Int) -> Bool {
    mark(index + 1) == ":" || mark(index + 1) == ")"
  }

  private func word(_ index: Int) -> String? {
    tokens.indices.contains(index) ? tokens[index].word : nil
  }

  private func mark(_ index: Int) -> Unicode.Scalar? {
    tokens.indices.contains(index) ? tokens[index].symbol : nil
  }

  // MARK: Chinese

  private var chinese: [Int] {
    letters.indices.compactMap { index in
      guard let end = nameEnd(index) else { return nil }
      return chineseNumber(from: end)
    }
  }

  /// The place after `图`, `图片` or `图像`, unless it is `组图`, a set of pictures.
  private func nameEnd(_ index: Int) -> Int? {
    guard "图圖".unicodeScalars.contains(letters[index].scalar) else { return nil }
    if index > 0, "组組套地".unicodeScalars.contains(letters[index - 1].scalar) { return nil }
    let next = index + 1
    guard next < letters.count else { return nil }
    return "片像".unicodeScalars.contains(letters[next].scalar) ? next + 1 : next
  }

  private func chineseNumber(from start: Int) -> Int? {
    var place = start
    while place < letters.count, letters[place].kind == .space { place += 1 }
    guard place < letters.count else { return nil }
    let digits = letters[place...].prefix { $0.kind == .digit }
    if !digits.isEmpty {
      let rest = letters[(place + digits.count)...].first { $0.kind != .space }
      let blocking = "张張幅帧幀个個组:.k%)".unicodeScalars
      if let rest, rest.kind == .letter || blocking.contains(rest.scalar) { return nil }
      let text = String(digits.map { Character($0.scalar) })
      return digits.count <= 2 ? Int(text).flatMap { $0 > 0 ? $0 : nil } : nil
    }
    // `图一样` and `图三角` are words: a numeral counts only before these, or at an end.
    let numerals = Array("一二三四五六七八九十".unicodeScalars)
    guard let value = numerals.firstIndex(of: letters[place].scalar) else { return nil }
    guard place + 1 < letters.count else { return value + 1 }
    let next = letters[place + 1]
    if next.kind == .symbol { return next.scalar == ":" ? nil : value + 1 }
    return "中里裡的和与與".unicodeScalars.contains(next.scalar) ? value + 1 : nil
  }
}
