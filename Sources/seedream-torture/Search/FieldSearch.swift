import Glibc
import StudioModel

/// A field of a typed search, and what it asks of a sequence.
struct FieldSearch: Sendable {
  let text: String
  let fits: @Sendable (Job) -> Bool
}

/// Makes up fields as the README lists them.
struct FieldWriter {
  let now: Timestamp

  /// When the day of `now` began, in Greenwich.
  var midnight: Timestamp { Timestamp(milliseconds: now.milliseconds / Self.day * Self.day) }

  private static let day: Int64 = 86_400_000

  /// Fields in any order, each at most once; `in:trash` decides on which side of the trash is
  /// looked.
  func fields(_ numbers: inout SeededNumbers) -> [FieldSearch] {
    let all = [
      model(&numbers), status(&numbers), size(&numbers), since(&numbers), star(&numbers),
      provider(&numbers),
    ]
    let count = [0, 0, 1, 1, 1, 2, 2, 3, 6].randomElement(using: &numbers) ?? 0
    let isInTrash = Int.random(in: 0..<6, using: &numbers) == 0
    let place = FieldSearch(text: isInTrash ? "in:trash" : "") {
      ($0.trashedAt != nil) == isInTrash
    }
    return (all.shuffled(using: &numbers).prefix(count) + [place]).shuffled(using: &numbers)
  }

  private func model(_ numbers: inout SeededNumbers) -> FieldSearch {
    let choices: [(String, @Sendable (String) -> Bool)] = [
      ("v4.5", { $0.hasPrefix("bytedance/seedream-v4.5/") }),
      ("v4", { $0.hasPrefix("bytedance/seedream-v4/") }),
      ("edit", { $0.hasSuffix("/edit-sequential") }),
      ("seedream", { _ in true }),
      ("\"4.5 edit\"", { $0 == "bytedance/seedream-v4.5/edit-sequential" }),
      ("V4.5,v4", { _ in true }),
    ]
    let (text, fits) = choices[Int.random(in: choices.indices, using: &numbers)]
    return FieldSearch(text: "model:\(text)") { fits($0.request.model.rawValue) }
  }

  private func status(_ numbers: inout SeededNumbers) -> FieldSearch {
    let words = JobStatus.allCases.map(\.rawValue)
    var chosen: Set<String> = []
    for _ in 0..<Int.random(in: 1...3, using: &numbers) {
      chosen.insert(words[Int.random(in: words.indices, using: &numbers)])
    }
    // Running is what is under way at the service.
    let underWay = ["submitting", "submitted", "running", "downloading", "unconfirmed"]
    let meant = chosen.contains("running") ? chosen.union(underWay) : chosen
    return FieldSearch(text: "status:\(chosen.sorted().joined(separator: ","))") {
      meant.contains($0.status.rawValue)
    }
  }

  private func size(_ numbers: inout SeededNumbers) -> FieldSearch {
    let aspects = [(16, 9), (9, 16), (1, 1), (4, 3), (21, 9)]
    if Bool.random(using: &numbers) {
      let (width, height) = aspects[Int.random(in: aspects.indices, using: &numbers)]
      return FieldSearch(text: "size:\(width):\(height)") { job in
        let ratio =
          Double(job.request.size.width * height) / Double(job.request.size.height * width)
        return max(ratio, 1 / ratio) <= 1.03
      }
    }
    let size = Self.size(&numbers)
    return FieldSearch(text: "Size:\(size.width)x\(size.height)") { $0.request.size == size }
  }

  /// Sizes that are often there; now and then one that few share.
  static func size(_ numbers: inout SeededNumbers) -> PixelSize {
    let usual = [
      (2048, 2048), (2560, 1440), (2848, 1600), (1440, 2560), (2304, 1728), (5504, 3040),
      (3024, 1296), (4096, 4096), (1024, 1024), (2060, 2000), (2061, 2000), (2000, 2060),
    ]
    if Int.random(in: 0..<8, using: &numbers) == 0 {
      return PixelSize(
        width: Int.random(in: 1_000...1_040, using: &numbers),
        height: Int.random(in: 1_000...1_040, using: &numbers)
      )
    }
    let (width, height) = usual[Int.random(in: usual.indices, using: &numbers)]
    return PixelSize(width: width, height: height)
  }

  private func since(_ numbers: inout SeededNumbers) -> FieldSearch {
    let count = Int.random(in: 0...60, using: &numbers)
    let (text, moment): (String, Int64) =
      switch Int.random(in: 0..<6, using: &numbers) {
      case 0: ("today", midnight.milliseconds)
      case 1: ("yesterday", midnight.milliseconds - Self.day)
      case 2: ("\(count)h", now.milliseconds - Int64(count) * 3_600_000)
      case 3: ("\(count)d", now.milliseconds - Int64(count) * Self.day)
      case 4: ("\(count / 7)w", now.milliseconds - Int64(count / 7) * 7 * Self.day)
      default: Self.date(midnight.milliseconds - Int64(count) * Self.day)
      }
    return FieldSearch(text: "since:\(text)") { $0.createdAt.milliseconds >= moment }
  }

  /// As `2026-11-01`, of a midnight in Greenwich.
  private static func date(_ moment: Int64) -> (String, Int64) {
    var seconds = time_t(moment / 1_000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let words = [Int(parts.tm_year) + 1_900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }
    return (words.joined(separator: "-"), moment)
  }

  private func star(_ numbers: inout SeededNumbers) -> FieldSearch {
    let isStarred = Bool.random(using: &numbers)
    return FieldSearch(text: "starred:\(isStarred ? "yes" : "no")") { $0.isStarred == isStarred }
  }

  private func provider(_ numbers: inout SeededNumbers) -> FieldSearch {
    let provider = Bool.random(using: &numbers) ? ProviderID.wavespeed : .atlascloud
    let text = provider == .wavespeed ? "wavespeed" : "atlas"
    return FieldSearch(text: "provider:\(text)") { $0.request.provider == provider }
  }
}
