/// Rows of plain text in aligned columns, for terminals and pipes alike.
public struct TextTable: Sendable {
  public struct Column: Sendable, Hashable {
    public var title: String
    public var alignment: TextFlow.Alignment
    /// The narrowest this column gets when a table has to fit; `nil` when it never shrinks.
    public var leastWidth: Int?

    public init(
      _ title: String,
      _ alignment: TextFlow.Alignment = .leading,
      leastWidth: Int? = nil
    ) {
      self.title = title
      self.alignment = alignment
      self.leastWidth = leastWidth
    }
  }

  public var columns: [Column]
  public private(set) var rows: [[String]] = []

  public init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row. Missing cells are empty; cells past the last column are left out.
  public mutating func add(_ cells: [String]) {
    let missing = max(0, columns.count - cells.count)
    rows.append(cells.prefix(columns.count) + [String](repeating: "", count: missing))
  }

  /// The title row and the rows, columns two spaces apart, no blanks at the ends of lines.
  ///
  /// With a `width`, columns that may shrink give up cells, the widest first; what they then
  /// cannot hold ends in `ellipsis`.
  public func lines(width: Int? = nil, ellipsis: String = "…") -> [String] {
    let widths = columnWidths(fitting: width)
    let titles = columns.contains { !$0.title.isEmpty } ? [columns.map(\.title)] : []
    return (titles + rows).map { row in
      let cells = row.indices.map { index in
        TextFlow.padded(
          row[index],
          to: widths[index],
          columns[index].alignment,
          ellipsis: ellipsis
        )
      }
      var line = cells.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }

  private func columnWidths(fitting width: Int?) -> [Int] {
    var widths = columns.indices.map { index in
      rows.reduce(CellWidth.of(columns[index].title)) { max($0, CellWidth.of($1[index])) }
    }
    guard let width else { return widths }
    var excess = widths.reduce(0, +) + 2 * max(0, columns.count - 1) - width
    while excess > 0 {
      let shrinkable = columns.indices.filter { widths[$0] > columns[$0].leastWidth ?? .max }
      guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }
}
