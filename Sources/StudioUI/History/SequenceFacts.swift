import CellGrid
import StudioModel

/// What a sequence was asked for, what it cost, where it lies, as names with their values.
struct SequenceFacts {
  let job: Job
  let width: Int
  let zone: ZoneTable
  let now: Timestamp

  private static let nameWidth = 10

  func cost(_ catalog: ModelCatalog, isDemo: Bool) -> [TonedLine] {
    let request = job.request
    let isStated = catalog.service(request.provider)?.billing.value == .perImageAsked
    let sentence =
      isDemo ? "Nothing: the demo charges no one." : JobCost.sentence(job, isStated: isStated)
    return TonedLine.wrapped(sentence, .price, width: width)
  }

  func settings(_ catalog: ModelCatalog) -> [TonedLine] {
    let request = job.request
    var lines = fact("service", request.provider.displayName)
    if let name = catalog.model(request.model, request.provider)?.displayName {
      lines += fact("model", name)
    }
    lines += fact(lines.count > 1 ? "" : "model", request.model.rawValue)
    let size = "\(request.size)" + (request.allowsUndocumentedSize ? ", sent as undocumented" : "")
    lines += fact("size", size)
    lines += fact("images", request.maxImages == 1 ? "1" : "up to \(request.maxImages)")
    if let seed = request.seed { lines += fact("seed", seed == -1 ? "random" : "\(seed)") }
    return lines + fact("delivery", delivery(request.delivery))
  }

  private func delivery(_ delivery: Delivery) -> String {
    switch delivery {
    case .poll: "poll (links, looked for until they are there)"
    case .sync: "sync (the call stays open until it is done)"
    case .base64: "base64 (the images inside the reply)"
    }
  }

  var references: [TonedLine] {
    job.request.references.enumerated().flatMap { place, reference in
      var lines = fact("image \(place + 1)", reference.spelled)
      if let facts = reference.facts {
        lines += fact("", "\(facts.size)  \(Quantities.bytes(facts.byteCount))")
      }
      return lines
    }
  }

  /// Paths in full, to be seen to their end.
  var files: [TonedLine] {
    path("folder", job.folder) + path("recipe", job.folder + "/recipe.json")
  }

  var times: [TonedLine] {
    var lines = time("made", job.createdAt)
    if let at = job.submittedAt { lines += time("sent", at) }
    if let at = job.acceptedAt { lines += time("accepted", at) }
    if let at = job.finishedAt { lines += time("over", at) }
    if let began = job.submittedAt, let ended = job.finishedAt, ended >= began {
      lines += fact("took", Quantities.latency(ended - began))
    }
    if let time = job.inferenceTime {
      lines += fact("at work", "\(Quantities.latency(time)), says the service")
    }
    if job.pollCount > 0 { lines += fact("looks", "\(job.pollCount)") }
    return lines
  }

  /// What it is called here, and by the service.
  var names: [TonedLine] {
    var lines = fact("sequence", job.id.rawValue)
    if let id = job.predictionID { lines += fact("task", id.rawValue) }
    if let id = job.serviceRequestID { lines += fact("call", id) }
    return lines
  }

  // MARK: Lines

  private func time(_ name: String, _ moment: Timestamp) -> [TonedLine] {
    let time = zone.local(moment)
    return fact(name, "\(time.date) \(time.clockTime)")
  }

  /// Too narrow for two columns: the name stands above its value.
  private var isNarrow: Bool { width - Self.nameWidth < 16 }

  private func fact(_ name: String, _ value: String) -> [TonedLine] {
    // A service may have sent anything; what does not fit here was never meant to be read.
    let value = PlainText.line(String(value.unicodeScalars.prefix(2_000)))
    let rows = TextFlow.wrapped(value, width: isNarrow ? width : width - Self.nameWidth)
    return named(name, rows.map { .init($0) })
  }

  /// Broken where the line ends, not at blanks, so that nothing of it is lost.
  private func path(_ name: String, _ path: String) -> [TonedLine] {
    let address = FileAddress.of(path)
    var rest = Substring(PlainText.line(path))
    var spans: [TonedLine.Span] = []
    let room = isNarrow ? width : width - Self.nameWidth
    while !rest.isEmpty {
      var piece = TextFlow.prefix(of: String(rest), cells: room)
      if piece.isEmpty { piece = rest.prefix(1) }
      spans.append(.init(String(piece), .link, address: address))
      rest = rest.dropFirst(piece.count)
    }
    return named(name, spans)
  }

  private func named(_ name: String, _ spans: [TonedLine.Span]) -> [TonedLine] {
    if isNarrow {
      let values = spans.map { TonedLine([$0]) }
      return name.isEmpty ? values : [TonedLine(name, .faint)] + values
    }
    return spans.enumerated().map { row, span in
      let label = TextFlow.padded(row == 0 ? name : "", to: Self.nameWidth)
      return TonedLine([.init(label, .faint), span])
    }
  }
}
