import CellGrid
import StudioModel

/// What requests differ in, in words.
enum ComparedSettings {
  /// For each request how it has what not all have alike.
  static func differences(of requests: [SequenceRequest]) -> [[Comparison.Difference]] {
    let settings = RequestSetting.differing(among: requests)
    return requests.indices.map { place in
      settings.map { setting in
        Comparison.Difference(name: name(setting), words: words(setting, place, requests))
      }
    }
  }

  static func name(_ setting: RequestSetting) -> String {
    switch setting {
    case .service: "service"
    case .model: "model"
    case .size: "size"
    case .images: "images"
    case .seed: "seed"
    case .delivery: "delivery"
    case .references: "references"
    case .prompt: "prompt"
    }
  }

  private static func words(
    _ setting: RequestSetting,
    _ place: Int,
    _ requests: [SequenceRequest]
  ) -> TonedLine {
    let request = requests[place]
    switch setting {
    case .service: return TonedLine(request.provider.displayName)
    case .model: return TonedLine(PlainText.line(TitleBar.shortName(request.model)))
    case .size: return TonedLine("\(request.size)")
    case .images: return TonedLine(request.maxImages == 1 ? "1" : "up to \(request.maxImages)")
    case .seed:
      return TonedLine(request.seed.map { $0 == -1 ? "random" : "\($0)" } ?? "none")
    case .delivery: return TonedLine(request.delivery.rawValue)
    case .references: return references(request)
    case .prompt: return prompt(place, requests)
    }
  }

  private static func references(_ request: SequenceRequest) -> TonedLine {
    let names = request.references.map { PlainText.line($0.fileName, width: 40) }
    return TonedLine(names.isEmpty ? "none" : names.joined(separator: ", "))
  }

  /// Its own words, with those before and after them.
  private static func prompt(_ place: Int, _ requests: [SequenceRequest]) -> TonedLine {
    let own = requests[place].prompt
    guard let other = (requests.map(\.prompt).first { $0 != own }) else { return .empty }
    let runs = PromptDifference(of: own, against: other).runs
    guard runs.contains(where: \.isOwn) else {
      return TonedLine(own.isEmpty ? "none" : "has fewer words", .faint)
    }
    var spans: [TonedLine.Span] = []
    for (index, run) in runs.prefix(60).enumerated() {
      if run.isOwn {
        spans.append(.init(plain(run.text), .active))
      } else {
        spans.append(
          .init(around(run, isFirst: index == 0, isLast: index == runs.count - 1), .faint)
        )
      }
    }
    return TonedLine(spans)
  }

  /// The common words next to those that differ.
  private static func around(
    _ run: PromptDifference.Run,
    isFirst: Bool,
    isLast: Bool
  ) -> String {
    let (before, after) = (isLast ? 0 : 2, isFirst ? 0 : 2)
    guard run.words.count > before + after + 1 else { return plain(run.text) }
    let head = run.words.prefix(after).joined()
    let tail = run.words.suffix(before).joined()
    let blank = after > 0 && run.words[after].first == " " ? " " : ""
    return plain("\(head)\(blank)…\(tail)")
  }

  private static func plain(_ text: String) -> String {
    PlainText.line(String(text.unicodeScalars.prefix(400)))
  }
}
