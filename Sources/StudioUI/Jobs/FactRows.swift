import CellGrid
public import StudioModel

/// What a sequence was asked for and what became of it, as names with their values.
public enum FactRows {
  private static let nameWidth = 9

  /// Cost, service, settings, references, ids, folder and times of a sequence.
  public static func lines(
    _ job: Job,
    _ catalog: ModelCatalog,
    zone: ZoneTable,
    isDemo: Bool,
    width: Int
  ) -> [TonedLine] {
    let request = job.request
    let isStated = catalog.service(request.provider)?.billing.value == .perImageAsked
    let cost =
      isDemo ? "Nothing: the demo charges no one." : JobCost.sentence(job, isStated: isStated)
    var lines = fact("Cost", cost, .price, width)
    lines += fact("Service", request.provider.displayName, width)
    lines += fact("Model", request.model.rawValue, width)
    lines += fact("Settings", settings(request), width)
    for (place, reference) in request.references.enumerated() {
      lines += fact("Image \(place + 1)", reference.spelled, width)
    }
    lines += fact("Sequence", job.id.rawValue, width)
    if let id = job.predictionID { lines += fact("Task", id.rawValue, width) }
    if let id = job.serviceRequestID { lines += fact("Call", id, width) }
    lines.append(folder(job.folder, width))
    let made = zone.local(job.createdAt)
    lines += fact("Made", "\(made.date) \(made.clockTime)", width)
    if let time = job.inferenceTime, time > .zero {
      lines += fact("At work", "\(Quantities.latency(time)), says the service", width)
    }
    return lines
  }

  /// For example `2048×2048 · up to 4 images · seed 42 · poll`.
  public static func settings(_ request: SequenceRequest) -> String {
    let images = request.maxImages == 1 ? "1 image" : "up to \(request.maxImages) images"
    var words = ["\(request.size)", images]
    if let seed = request.seed { words.append(seed == -1 ? "random seed" : "seed \(seed)") }
    words.append(request.delivery.rawValue)
    return words.joined(separator: " · ")
  }

  private static func fact(
    _ name: String,
    _ value: String,
    _ tone: Tone = .plain,
    _ width: Int
  ) -> [TonedLine] {
    let value = PlainText.line(value)
    let room = width - nameWidth
    guard room >= 12 else {
      return [TonedLine(name, .faint)]
        + TextFlow.wrapped(value, width: width).map { TonedLine($0, tone) }
    }
    return TextFlow.wrapped(value, width: room).enumerated().map { row, text in
      let name = TextFlow.padded(row == 0 ? name : "", to: nameWidth)
      return TonedLine([.init(name, .faint), .init(text, tone)])
    }
  }

  private static func fact(_ name: String, _ value: String, _ width: Int) -> [TonedLine] {
    fact(name, value, .plain, width)
  }

  /// On one line, so that the whole of it can be opened; its end tells sequences apart.
  private static func folder(_ path: String, _ width: Int) -> TonedLine {
    let address = FileAddress.of(path)
    let room = max(width - nameWidth, 1)
    let name = TextFlow.padded("Folder", to: nameWidth)
    return TonedLine([
      .init(name, .faint), .init(PathText.ending(of: path, cells: room), .link, address: address),
    ])
  }
}
