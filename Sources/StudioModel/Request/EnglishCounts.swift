/// Every number in a prompt's English that counts pictures.
struct EnglishCounts {
  private let tokens: [PromptToken]

  init(_ tokens: [PromptToken]) { self.tokens = tokens }

  var counts: [PromptCount] { tokens.indices.compactMap(count(at:)) }

  /// A number: the tokens it takes up and what it is worth.
  private struct Number {
    var value: Int
    var tokens: Range<Int>
  }

  private func count(at index: Int) -> PromptCount? {
    guard let number = number(at: index), !isLabel(before: number.tokens.lowerBound),
      !isPartOfRange(number.tokens.lowerBound)
    else { return nil }
    if let series = hyphenedSeries(number) { return series }
    guard isFree(number) else { return nil }
    let before = context(before: number.tokens.lowerBound)
    if case .excluded = before { return nil }
    if case .series(let start, let times) = before {
      return seriesCount(number, collective: start, times: times)
    }
    guard let noun = noun(after: number, in: EnglishWords.images) else { return nil }
    let clarity: PromptCount.Clarity =
      number.value == 1 ? .single : before == .definite ? .definite : .plain
    return PromptCount(
      count: number.value,
      numberRange: range(number.tokens),
      phraseRange: range(number.tokens.lowerBound..<noun + 1),
      clarity: clarity
    )
  }

  private func range(_ span: Range<Int>) -> Range<Int> {
    tokens[span.lowerBound].range.lowerBound..<tokens[span.upperBound - 1].range.upperBound
  }

  private func word(_ index: Int) -> String? {
    tokens.indices.contains(index) ? tokens[index].word : nil
  }

  private func symbol(_ index: Int) -> Unicode.Scalar? {
    tokens.indices.contains(index) ? tokens[index].symbol : nil
  }

  // MARK: Numbers

  private func number(at index: Int) -> Number? {
    switch tokens[index].kind {
    case .number(let value):
      guard let value, (1...99).contains(value) else { return nil }
      return Number(value: value, tokens: index..<index + 1)
    case .word("single"):
      // The article goes with it: `a single image` is not `a 4 images`.
      let start = word(index - 1) == "a" ? index - 1 : index
      return Number(value: 1, tokens: start..<index + 1)
    case .word("dozen"):
      if word(index - 1) == "half" { return Number(value: 6, tokens: index - 1..<index + 1) }
      guard word(index - 1) == "a" || word(index - 1) == "one" else { return nil }
      return word(index - 2) == "half"
        ? Number(value: 6, tokens: index - 2..<index + 1)
        : Number(value: 12, tokens: index - 1..<index + 1)
    case .word("pair"), .word("trio"):
      guard word(index + 1) == "of" else { return nil }
      let start = word(index - 1).map(EnglishWords.articles.contains) == true ? index - 1 : index
      return Number(
        value: tokens[index].kind == .word("pair") ? 2 : 3,
        tokens: start..<index + 2
      )
    case .word(let word):
      return EnglishWords.numbers[word].map { Number(value: $0, tokens: index..<index + 1) }
    case .symbol, .ideograph, .lineBreak: return nil
    }
  }

  /// True when neither side of the number is glued to something that makes it another number.
  private func isFree(_ number: Number) -> Bool {
    isFreeBefore(number.tokens.lowerBound) && isFreeAfter(number.tokens.upperBound)
  }

  private func isFreeBefore(_ index: Int) -> Bool {
    guard index > 0, tokens[index].isGlued else { return true }
    switch tokens[index - 1].kind {
    case .word, .number: return false
    case .ideograph, .lineBreak: return true
    case .symbol(let mark):
      if "#$€£¥_@&'’%".unicodeScalars.contains(mark) { return false }
      guard index > 1, tokens[index - 1].isGlued else { return true }
      let before = tokens[index - 2]
      if "-‐‑–./".unicodeScalars.contains(mark) { return !before.isNumber && before.word == nil }
      return !(before.isNumber && ":,×*+~=".unicodeScalars.contains(mark))
    }
  }

  private func isFreeAfter(_ index: Int) -> Bool {
    guard index < tokens.count, tokens[index].isGlued else { return true }
    switch tokens[index].kind {
    case .word, .number: return false
    case .ideograph, .lineBreak: return true
    case .symbol(let mark):
      if "-‐‑–/%×*+°'’~″\"^".unicodeScalars.contains(mark) { return false }
      let isDecimal = index + 1 < tokens.count && tokens[index + 1].isNumber
      return !(isDecimal && tokens[index + 1].isGlued && ".,:".unicodeScalars.contains(mark))
    }
  }

  /// `image 2`, `iPhone 15`: the number is part of a name.
  private func isLabel(before index: Int) -> Bool {
    guard index > 0, let name = tokens[index - 1].word else { return false }
    if EnglishWords.labels.contains(name) { return true }
    guard tokens[index - 1].hasUpperCase else { return false }
    return !EnglishWords.openers.contains(name) && !EnglishWords.collectives.contains(name)
      && !EnglishWords.fillers.contains(name) && !EnglishWords.pointers.contains(name)
      && !EnglishWords.composites.contains(name) && !EnglishWords.definite.contains(name)
  }

  /// `2 or 3`, `3 - 4`, `forty two`: a number before this one makes it doubtful.
  private func isPartOfRange(_ index: Int) -> Bool {
    func isNumeric(_ place: Int) -> Bool {
      guard tokens.indices.contains(place) else { return false }
      if tokens[place].isNumber { return true }
      guard let word = tokens[place].word else { return false }
      return EnglishWords.numbers[word] != nil || EnglishWords.largeNumbers.contains(word)
    }
    if isNumeric(index - 1) { return true }
    let joins = ["or", "to", "and", "by"].contains(word(index - 1))
    let marks = symbol(index - 1).map { "-‐‑–—~/&x×*:".unicodeScalars.contains($0) } ?? false
    return (joins || marks) && isNumeric(index - 2)
  }

  // MARK: What stands before

  private enum Context: Equatable {
    case open, definite, excluded
    /// Inside `series of`; where the phrase starts, and the number of series with its place.
    case series(start: Int, times: Int?)
  }

  private func context(before index: Int) -> Context {
    var place = index - 1
    while let filler = word(place), EnglishWords.fillers.contains(filler) { place -= 1 }
    if word(place) == "to", word(place - 1) == "up" { place -= 2 }
    if word(place) == "of", word(place - 1) == "total" {
      place -= 2
      if word(place) == "a" { place -= 1 }
    }
    guard let before = word(place) else { return .open }
    if before == "of" || before == "with", let whole = word(place - 1),
      EnglishWords.composites.contains(whole)
    {
      return .excluded
    }
    if before == "of", let collective = word(place - 1),
      EnglishWords.collectives.contains(collective)
        || EnglishWords.pluralCollectives.contains(collective)
    {
      let times =
        EnglishWords.pluralCollectives.contains(collective) ? seriesNumber(place - 2) : nil
      return .series(start: place - 1, times: times)
    }
    if EnglishWords.pointers.contains(before) { return .excluded }
    return EnglishWords.definite.contains(before) ? .definite : .open
  }

  private func seriesNumber(_ index: Int) -> Int? {
    guard index >= 0, let number = number(at: index), isFree(number) else { return nil }
    return index
  }

  // MARK: What is counted

  private func seriesCount(_ number: Number, collective: Int, times: Int?) -> PromptCount? {
    let nouns = EnglishWords.images.union(EnglishWords.seriesImages)
    let noun = noun(after: number, in: nouns)
    guard noun != nil || endsPhrase(number.tokens.upperBound, after: collective) else { return nil }
    var span = number.tokens
    var value = number.value
    if let times, let factor = self.number(at: times) {
      value *= factor.value
      span = factor.tokens.lowerBound..<span.upperBound
    }
    let start = times ?? phraseStart(collective)
    return PromptCount(
      count: value,
      numberRange: range(span),
      phraseRange: range(start..<(noun ?? number.tokens.upperBound - 1) + 1),
      clarity: .series
    )
  }

  /// `a series of 4, …`: nothing is counted by name, and what follows counts nothing else.
  private func endsPhrase(_ index: Int, after collective: Int) -> Bool {
    guard let name = word(collective), EnglishWords.ordered.contains(name) else { return false }
    guard let next = word(index) else {
      return !(tokens.indices.contains(index) && isNumber(index))
    }
    return ["of", "about", "showing", "in", "with", "depicting", "featuring"].contains(next)
  }

  private func isNumber(_ index: Int) -> Bool { tokens[index].isNumber }

  private func phraseStart(_ collective: Int) -> Int {
    var start = collective
    while let before = word(start - 1), EnglishWords.seriesAdjectives.contains(before) {
      start -= 1
    }
    if let before = word(start - 1), EnglishWords.articles.contains(before) { start -= 1 }
    return start
  }

  /// `a four-image series`.
  private func hyphenedSeries(_ number: Number) -> PromptCount? {
    let dash = number.tokens.upperBound
    guard isFreeBefore(number.tokens.lowerBound), symbol(dash) == "-" || symbol(dash) == "‑",
      tokens[dash].isGlued, let part = word(dash + 1), tokens[dash + 1].isGlued,
      EnglishWords.parts.contains(part)
    else { return nil }
    for place in dash + 2..<dash + 5 {
      guard let next = word(place) else { return nil }
      if EnglishWords.collectives.contains(next) || next == "story" {
        let start = phraseStart(number.tokens.lowerBound)
        return PromptCount(
          count: number.value,
          numberRange: range(number.tokens),
          phraseRange: range(start..<place + 1),
          clarity: .series
        )
      }
      guard EnglishWords.describes(next) else { return nil }
    }
    return nil
  }

  /// The place of the noun a number counts, past at most four words that describe it.
  private func noun(after number: Number, in nouns: Set<String>) -> Int? {
    var place = number.tokens.upperBound
    var described = 0
    while described <= 4 {
      if isMeasured(place) {
        described += 1
        place += 2
      }
      guard let next = word(place) else { return nil }
      let fits = number.value == 1 ? EnglishWords.image.contains(next) : nouns.contains(next)
      if fits { return isCounted(place) ? place : nil }
      if next == "and", described > 0 {
        place += 1
        continue
      }
      guard EnglishWords.describes(next) else { return nil }
      described += 1
      place = pastCompound(place)
      if symbol(place) == ",", word(place + 1) != nil { place += 1 }
    }
    return nil
  }

  /// `4k` or `35mm`, which describe what is counted.
  private func isMeasured(_ index: Int) -> Bool {
    tokens.indices.contains(index) && tokens[index].isNumber && word(index + 1) != nil
      && tokens[index + 1].isGlued
  }

  /// The place after a word, or after all of `full-page`.
  private func pastCompound(_ index: Int) -> Int {
    var place = index + 1
    while symbol(place) == "-", tokens[place].isGlued, word(place + 1) != nil,
      tokens[place + 1].isGlued
    { place += 2 }
    return place
  }

  /// False when the noun is a thing in the picture, or one picture holds all of them.
  private func isCounted(_ index: Int) -> Bool {
    let noun = word(index) ?? ""
    if noun.hasPrefix("frame"), let maker = word(index - 1),
      EnglishWords.frameMakers.contains(maker)
    {
      return false
    }
    if symbol(index + 1) == "/", tokens[index + 1].isGlued { return false }
    guard let next = word(index + 1) else { return true }
    if ["per", "hanging", "hung", "frame", "frames", "album", "book"].contains(next)
      || EnglishWords.trailingPointers.contains(next) || EnglishWords.composites.contains(next)
    {
      return false
    }
    // `3 pictures on the wall` are things seen; `4 images on the theme of …` are asked for.
    let place = ["wall", "walls", "table", "desk", "shelf", "fridge", "mantel"]
    return
      !(next == "on"
      && (place.contains(word(index + 2) ?? "")
        || place.contains(word(index + 3) ?? "")))
      && !(next == "a" && word(index + 2) == "second")
  }
}
