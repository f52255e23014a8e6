extension ShotMarkerReader {
  /// What stands before a number.
  struct Opening {
    var rank: Kind.Rank
    var name: String
    /// `第`: a measure word follows the number.
    var isOrdinal = false
    var end: Int

    var isNamed: Bool { rank != .numbered }

    var isChinese: Bool { name.unicodeScalars.contains(where: PromptLetter.isIdeograph) }
  }

  /// Reads `Frame 1:`, `(1)`, `第1张：`, `①` and the like, without indent and decoration.
  ///
  /// - Parameters:
  ///   - emphasised: `**` was opened before and is closed inside the marker.
  ///   - inLine: other text may stand before it in the same line.
  func core(at start: Int, emphasised: Bool, inLine: Bool) -> Core? {
    guard start < letters.count, mayOpen(letters[start]) else { return nil }
    if let circled = circled(at: start) { return circled }
    let close = scalar(start).flatMap { ShotMarkerWords.brackets[$0] }
    let opening = opening(at: close == nil ? start : start + 1)
    guard let (number, range) = number(at: opening.end) else { return nil }
    var end = range.upperBound
    if opening.isOrdinal {
      guard let measured = pastAny(ShotMarkerWords.measures, pastSpaces(end)) else { return nil }
      end = measured
    }
    if emphasised { end = pastEmphasis(end) }
    if let close {
      guard scalar(end) == close else { return nil }
      end = scalar(end + 1) == ":" ? end + 2 : end + 1
    } else {
      guard let closed = terminatorEnd(end, opening, inLine: inLine) else { return nil }
      end = closed
    }
    if emphasised { end = pastEmphasis(end) }
    let shape =
      opening.isNamed ? opening.name : bareName(start, close: close, number: range, number)
    return Core(
      kind: Kind(rank: opening.rank, name: shape),
      number: number,
      numberRange: range,
      isClosed: scalar(end - 1).map { ")]】".unicodeScalars.contains($0) } ?? false,
      end: pastSpaces(end)
    )
  }

  /// A quick answer for most places of a prompt.
  private func mayOpen(_ letter: PromptLetter) -> Bool {
    switch letter.kind {
    case .letter: "fsipcv".unicodeScalars.contains(letter.scalar)
    case .digit, .ideograph: true
    case .symbol:
      ShotMarkerWords.brackets[letter.scalar] != nil || CircledNumber.value(letter.scalar) != nil
    case .space, .lineBreak: false
    }
  }

  /// Lists of bare numbers are told apart by the marks around them and by their signs.
  private func bareName(
    _ start: Int,
    close: Unicode.Scalar?,
    number range: Range<Int>,
    _ number: ShotNumber
  ) -> String {
    let after = scalar(pastSpaces(pastEmphasis(range.upperBound))) ?? " "
    let mark = close ?? (ShotMarkerWords.dashes.contains(after) ? "-" : after)
    return "\(mark)\(close == nil ? "" : "(")\(number.form == .chinese ? "一" : "1")"
  }

  private func circled(at start: Int) -> Core? {
    guard let value = scalar(start).flatMap(CircledNumber.value) else { return nil }
    let spelling = text(start..<start + 1)
    let isMarked = scalar(start + 1).map { ":.、)".unicodeScalars.contains($0) } ?? false
    return Core(
      kind: Kind(rank: .numbered, name: "①"),
      number: ShotNumber(value: value, form: .circled, spelling: spelling),
      numberRange: start..<start + 1,
      isClosed: true,
      end: pastSpaces(isMarked ? start + 2 : start + 1)
    )
  }

  // MARK: Names

  private func opening(at start: Int) -> Opening {
    if scalar(start) == "第" {
      return Opening(rank: .staged, name: "第", isOrdinal: true, end: pastSpaces(start + 1))
    }
    if let (name, end) = word(at: start) {
      let isStage = ShotMarkerWords.stages.contains(name)
      guard isStage || ShotMarkerWords.pictures.contains(name) else {
        return Opening(rank: .numbered, name: "", end: start)
      }
      var place = pastSpaces(end)
      if scalar(place) == "#" { place += 1 }
      return Opening(rank: isStage ? .staged : .pictured, name: name, end: place)
    }
    if let end = pastAny(ShotMarkerWords.chineseStages, start) {
      return Opening(rank: .staged, name: text(start..<end), end: pastSpaces(end))
    }
    if let end = pastAny(ShotMarkerWords.chinesePictures, start) {
      return Opening(rank: .pictured, name: text(start..<end), end: pastSpaces(end))
    }
    return Opening(rank: .numbered, name: "", end: start)
  }

  /// A word of English letters, folded; longer ones than any name are not read to their end.
  private func word(at start: Int) -> (name: String, end: Int)? {
    var name = ""
    var end = start
    while kind(end) == .letter, end < start + 16 {
      name.unicodeScalars.append(letters[end].scalar)
      end += 1
    }
    return name.isEmpty ? nil : (name, end)
  }

  private func pastAny(_ words: [String], _ start: Int) -> Int? {
    for word in words {
      let end = start + word.count
      guard end <= characters.count else { continue }
      if characters[start..<end].elementsEqual(word) { return end }
    }
    return nil
  }

  // MARK: Numbers

  private func number(at start: Int) -> (ShotNumber, Range<Int>)? {
    var end = start
    while kind(end) == .digit, end < start + 4 { end += 1 }
    if end == start { return chineseNumber(at: start) }
    let folded = String(letters[start..<end].map { Character($0.scalar) })
    guard end - start <= 3, let value = Int(folded), value > 0 else { return nil }
    let isWide = characters[start].unicodeScalars.first != letters[start].scalar
    let places = folded.hasPrefix("0") ? folded.count : 1
    let form: ShotNumber.Form = isWide ? .wideDigits : .digits(places: places)
    return (ShotNumber(value: value, form: form, spelling: text(start..<end)), start..<end)
  }

  private func chineseNumber(at start: Int) -> (ShotNumber, Range<Int>)? {
    var end = start
    while end < min(characters.count, start + 4), ChineseNumeral.digits[characters[end]] != nil {
      end += 1
    }
    let span = start..<end
    guard !span.isEmpty, let value = ChineseNumeral.value(of: characters[span]) else { return nil }
    return (ShotNumber(value: value, form: .chinese, spelling: text(span)), span)
  }
}
