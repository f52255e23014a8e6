/// Which markers of a prompt are its shots: a prompt may number several things.
struct ShotMarkerChoice {
  typealias Found = ShotMarkerReader.Found

  /// The shots' markers in order; empty where the prompt has no lines.
  var markers: [Found]
  /// True when the items stand inside lines: `1) a; 2) b`.
  var isInline: Bool

  /// Lists numbered from one without a gap come first; then the last of several that begin anew,
  /// since rules stand before shots; items inside lines; numbers that only rise, or are all the
  /// same; bullets; at last a line alone.
  init(_ reader: ShotMarkerReader) {
    let lists = Self.lists(Self.lineMarkers(reader))
    let numbered = lists.filter { $0.first?.kind.rank != .bullet }
    let several = numbered.filter { $0.count > 1 }
    markers = []
    isInline = false
    if let list = Self.best(several.filter(Self.counts)) {
      markers = list
    } else if let list = Self.best(several.compactMap(Self.lastRun)) {
      markers = list
    } else if let list = Self.best(Self.inlineLists(reader)) {
      markers = list
      isInline = true
    } else if let list = Self.best(several.filter(Self.rises)) {
      markers = list
    } else if let list = Self.best(lists.filter { $0.count > 1 && $0[0].kind.rank == .bullet }) {
      markers = list
    } else if let list = Self.best(lists.filter(Self.isAlone)) {
      markers = list
    }
  }

  private static func lineMarkers(_ reader: ShotMarkerReader) -> [Found] {
    var found: [Found] = []
    var start = 0
    while start < reader.letters.count {
      if let marker = reader.marker(lineStart: start) { found.append(marker) }
      var end = start
      while reader.kind(end) != .lineBreak, end < reader.letters.count { end += 1 }
      start = end + 1
    }
    return found
  }

  /// The markers of each kind, kinds in the order they appear.
  private static func lists(_ markers: [Found]) -> [[Found]] {
    var order: [ShotMarkerReader.Kind] = []
    var lists: [ShotMarkerReader.Kind: [Found]] = [:]
    for marker in markers {
      if lists[marker.kind] == nil { order.append(marker.kind) }
      lists[marker.kind, default: []].append(marker)
    }
    return order.compactMap { lists[$0] }
  }

  /// Of each kind, the markers that count one, two, three.
  private static func inlineLists(_ reader: ShotMarkerReader) -> [[Found]] {
    var found: [Found] = []
    var index = 0
    while index < reader.letters.count {
      let marker = reader.marker(inside: index)
      if let marker { found.append(marker) }
      index = max(index + 1, marker?.range.upperBound ?? 0)
    }
    return lists(found).map { list in
      list.reduce(into: []) { chain, marker in
        if marker.value == chain.count + 1 { chain.append(marker) }
      }
    }.filter { $0.count > 1 }
  }

  private static func best(_ lists: [[Found]]) -> [Found]? {
    let rank = lists.compactMap { $0.first?.kind.rank }.min()
    return lists.first { $0.first?.kind.rank == rank }
  }

  private static func counts(_ list: [Found]) -> Bool { list.map(\.value) == Array(1...list.count) }

  private static func lastRun(_ list: [Found]) -> [Found]? {
    guard let start = list.lastIndex(where: { $0.value == 1 }), start > 0 else { return nil }
    let run = Array(list[start...])
    return run.count > 1 && counts(run) ? run : nil
  }

  private static func rises(_ list: [Found]) -> Bool {
    let values = list.map(\.value)
    let isRising = zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
    return isRising || values.allSatisfy { $0 == values[0] }
  }

  private static func isAlone(_ list: [Found]) -> Bool {
    list.count == 1 && list.allSatisfy { $0.kind.rank == .bullet || $0.value == 1 }
  }
}
