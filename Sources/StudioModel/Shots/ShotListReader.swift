/// Splits a prompt along its markers; the pieces put together are the prompt again.
struct ShotListReader {
  private let reader: ShotMarkerReader
  private let choice: ShotMarkerChoice

  init(_ prompt: String) {
    reader = ShotMarkerReader(prompt)
    choice = ShotMarkerChoice(reader)
  }

  private var count: Int { reader.letters.count }

  /// Each shot with its marker; the ends of its text and of what parts it from the next.
  private struct Span {
    var marker: Range<Int>
    var text: Range<Int>
    var gapEnd: Int
  }

  var list: ShotList {
    guard let first = choice.markers.first else {
      return ShotList(opening: reader.text(0..<count), openingGap: "", shots: [], closing: "")
    }
    let spans = spans
    let openingEnd = endWithoutSpace(0..<first.range.lowerBound)
    let shots = zip(choice.markers, spans).map { found, span in
      var marker = found.marker
      marker.after += reader.text(found.range.upperBound..<span.marker.upperBound)
      return Shot(
        marker: marker,
        text: reader.text(span.text),
        gap: reader.text(span.text.upperBound..<span.gapEnd)
      )
    }
    return ShotList(
      opening: reader.text(0..<openingEnd),
      openingGap: reader.text(openingEnd..<first.range.lowerBound),
      shots: shots,
      closing: reader.text((spans.last?.gapEnd ?? count)..<count),
      isInline: choice.isInline,
      isNamedAfterPictures: first.kind.rank == .pictured
    )
  }

  private var spans: [Span] {
    var spans: [Span] = []
    for (index, found) in choice.markers.enumerated() {
      let isLast = index + 1 == choice.markers.count
      let limit = isLast ? count : choice.markers[index + 1].range.lowerBound
      let start = textStart(found, limit: limit)
      let end = isLast ? lastEnd(from: start, after: spans.map(\.text)) : limit
      let textEnd = choice.isInline ? itemEnd(start..<end) : endWithoutSpace(start..<end)
      let gapEnd = isLast ? pastBlank(end) : limit
      spans.append(
        Span(marker: found.range.lowerBound..<start, text: start..<textEnd, gapEnd: gapEnd)
      )
    }
    return spans
  }

  /// `Frame 1:` alone in its line is a heading: the text begins in the next.
  private func textStart(_ found: ShotMarkerReader.Found, limit: Int) -> Int {
    let start = found.range.upperBound
    let isHeading = found.kind.rank == .staged || found.kind.rank == .pictured
    guard isHeading, !choice.isInline, reader.kind(start) == .lineBreak else { return start }
    let next = reader.pastSpaces(start + 1)
    return next < limit && !reader.isLineEnd(next) ? next : start
  }

  // MARK: Where the last shot ends

  /// The last shot goes as far as the others are long: to the end of its line when each has one
  /// line (lines further in belong to it), to a blank line when none has one inside.
  private func lastEnd(from start: Int, after others: [Range<Int>]) -> Int {
    let isBlankInside = others.contains { blankLine(in: $0) != nil }
    if isBlankInside, !choice.isInline { return count }
    let isOneLine = others.allSatisfy { span in !span.contains { reader.kind($0) == .lineBreak } }
    if isOneLine || choice.isInline { return endOfLines(from: start) }
    return blankLine(in: start..<count) ?? count
  }

  private func endOfLines(from start: Int) -> Int {
    var index = start
    while index < count {
      if reader.kind(index) == .lineBreak {
        let next = reader.pastSpaces(index + 1)
        let isFurtherIn = next > index + 1 && !reader.isLineEnd(next) && !choice.isInline
        guard isFurtherIn else { return index }
      }
      index += 1
    }
    return count
  }

  /// The line break that a blank line follows.
  private func blankLine(in span: Range<Int>) -> Int? {
    span.first { index in
      guard reader.kind(index) == .lineBreak else { return false }
      let next = reader.pastSpaces(index + 1)
      return next >= span.upperBound || reader.kind(next) == .lineBreak
    }
  }

  // MARK: White space

  private func isBlank(_ index: Int) -> Bool {
    reader.kind(index) == .space || reader.kind(index) == .lineBreak
  }

  private func endWithoutSpace(_ span: Range<Int>) -> Int {
    var end = span.upperBound
    while end > span.lowerBound, isBlank(end - 1) { end -= 1 }
    return end
  }

  private func pastBlank(_ start: Int) -> Int {
    var index = start
    while isBlank(index) { index += 1 }
    return index
  }

  /// The end of an item inside a line, without the mark and the word that lead to the next.
  private func itemEnd(_ span: Range<Int>) -> Int {
    var end = endWithoutSpace(span)
    if span.upperBound < count, let and = withoutAnd(span.lowerBound..<end) { end = and }
    if end > span.lowerBound, let mark = reader.scalar(end - 1), ",;".unicodeScalars.contains(mark)
    {
      end -= 1
    }
    return endWithoutSpace(span.lowerBound..<end)
  }

  private func withoutAnd(_ span: Range<Int>) -> Int? {
    let start = span.upperBound - 3
    guard start > span.lowerBound, isBlank(start - 1),
      reader.text(start..<span.upperBound).lowercased() == "and"
    else { return nil }
    return endWithoutSpace(span.lowerBound..<start)
  }
}
