/// What closes the number of a marker.
extension ShotMarkerReader {
  /// Past the mark that ends a number; `nil` where the number opens nothing.
  func terminatorEnd(_ end: Int, _ opening: Opening, inLine: Bool) -> Int? {
    if opening.isNamed, !inLine, isOpenEnd(end, opening) { return end }
    let place = pastSpaces(end)
    guard let mark = scalar(place) else { return nil }
    let next = place + 1
    switch mark {
    case ":":
      // `16:9` is no marker; `镜头1：3只狐狸` is one.
      let isRatio = characters[place] == ":" && kind(next) == .digit && !opening.isNamed
      return isRatio ? nil : next
    case ")", "、": return place == end ? next : nil
    case ".":
      guard place == end else { return nil }
      let isParted = isLineEnd(next) || kind(next) == .space || kind(next) == .ideograph
      // The full-width point of Chinese keyboards has its space inside.
      let isWide = characters[place] != "." && kind(next) != .digit
      return isParted || isWide || isEmphasis(next) ? next : nil
    case ",": return opening.isOrdinal ? next : nil
    case let dash where ShotMarkerWords.dashes.contains(dash):
      return dashEnd(place, after: end, opening)
    default: return nil
    }
  }

  /// Where a line needs no mark: `Frame 1` as a heading, `Shot 1 (wide): …`, `镜头一 白天`.
  private func isOpenEnd(_ end: Int, _ opening: Opening) -> Bool {
    let next = pastSpaces(end)
    if isLineEnd(next) || scalar(next) == "(" { return true }
    return opening.rank == .staged && opening.isChinese && kind(next) == .ideograph && next > end
  }

  /// `Shot 3 - a fox`, `3 – a fox`; not `3-4 images`, `3-point light`.
  private func dashEnd(_ place: Int, after end: Int, _ opening: Opening) -> Int? {
    var next = place + 1
    while scalar(next).map(ShotMarkerWords.dashes.contains) ?? false { next += 1 }
    guard place > end, kind(next) == .space || isLineEnd(next) else { return nil }
    return kind(pastSpaces(next)) == .digit && !opening.isNamed ? nil : next
  }
}
