import CellGrid
import StudioModel

/// Which columns the rows of the history have; they depend on the room alone, so that rows line up.
struct HistoryColumns: Hashable, Sendable {
  let width: Int
  let showsCost: Bool
  let showsSize: Bool
  let showsModel: Bool
  let showsDay: Bool

  init(width: Int) {
    self.width = width
    showsCost = width >= 48
    showsSize = width >= 66
    showsModel = width >= 78
    showsDay = width >= 90
  }

  static let modelWidth = 9
}

/// One line for one sequence.
struct HistoryRow {
  let job: Job
  let columns: HistoryColumns
  let now: Timestamp
  let zone: ZoneTable

  /// Draws it at the top of the canvas; what was searched for is marked in the prompt.
  func draw(in canvas: inout Canvas, y: Int, _ words: FoundWords, _ theme: Theme) {
    var x = 0
    func put(_ text: String, _ style: Style, _ width: Int, _ side: TextFlow.Alignment = .leading) {
      let text = TextFlow.padded(text, to: width, side)
      canvas.text(text, x: x, y: y, style, width: columns.width - x)
      x += width + 1
    }
    put(job.isStarred ? "★" : " ", theme.star, 1)
    put(when, theme.faint, columns.showsDay ? 11 : 5, .trailing)
    put(JobSign.still(job.status), JobSign.tone(job.status).style(theme), 1)
    put("\(job.storedFrames.count)/\(job.request.maxImages)", theme.plain, 5, .trailing)
    if columns.showsSize { put("\(job.request.size)", theme.faint, 9, .trailing) }
    if columns.showsCost { put(cost, theme.plain, 6, .trailing) }
    if columns.showsModel {
      put(ModelShortName.of(job.request.model), theme.faint, HistoryColumns.modelWidth)
    }
    let room = columns.width - x
    guard room > 0 else { return }
    let prompt = PromptGlimpse.line(job.request.prompt, words, cells: room)
    canvas.text(prompt, x: x, y: y, theme.plain, width: room)
    for cells in words.cells(in: prompt) {
      let part = Rect(x: x + cells.lowerBound, y: y, width: cells.count, height: 1)
      canvas.restyle(part) { _ in theme.match }
    }
  }

  /// The time of day for today, the day for this year, the year for all before.
  private var when: String {
    let made = zone.local(job.createdAt)
    let today = zone.local(now)
    let day = String(made.date.dropFirst(5))
    let time = String(made.clockTime.prefix(5))
    if columns.showsDay {
      return made.year == today.year ? "\(day) \(time)" : made.date
    }
    if made.date == today.date { return time }
    return made.year == today.year ? day : LocalTime.padded(made.year, 4)
  }

  private var cost: String {
    JobCost.short(job) == "nothing" ? "-" : "\(JobCost.most(job))"
  }
}

/// A model in few letters.
enum ModelShortName {
  /// For example `v4.5` for `bytedance/seedream-v4.5/sequential`, `v4 edit` for its editing form.
  static func of(_ model: ModelID) -> String {
    let parts = PlainText.line(String(model.rawValue.prefix(120))).split(separator: "/")
    guard let version = parts.first(where: { $0.hasPrefix("seedream-") }) else {
      return parts.last.map(String.init) ?? ""
    }
    let isEdit = parts.contains { $0.hasPrefix("edit") }
    return version.dropFirst("seedream-".count) + (isEdit ? " edit" : "")
  }
}
