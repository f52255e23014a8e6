import ProviderSimulator
import StudioModel

/// Which rounds there are: every moment in every way, then as many random ones as are wanted.
enum KillPlan {
  /// Labels in the order in which a job passes them, and how often it does.
  private static let labels: [(String, Int)] = [
    ("before-admission", 1), ("after-admission", 1), ("after-upload", 1), ("before-intent", 1),
    ("after-intent", 1), ("after-submit-reply", 1), ("after-id-stored", 1),
    ("after-poll-reply", 2), ("after-poll-stored", 2), ("after-part-written", 2),
    ("after-frame-renamed", 2), ("after-frame-stored", 2), ("before-conclusion", 1),
    ("after-conclusion", 1),
  ]

  /// Every label a job of this way passes.
  static func labelled(_ way: KillWay) -> [KillMoment] {
    labels.flatMap { label, count -> [KillMoment] in
      if label.contains("poll"), way.delivery == .sync { return [] }
      if label == "before-conclusion", way.delivery == .base64 { return [] }
      return (1...count).map { .label(label, $0) }
    }
  }

  /// Every call of a job of this way, as the services see it.
  static func calls(_ way: KillWay) -> [KillMoment] {
    var moments: [KillMoment] = [
      .call(.submit, .arrived, 1), .call(.submit, .accepted, 1), .call(.submit, .replied, 1),
    ]
    if way.isEdit {
      moments += [.call(.upload, .arrived, 1), .call(.upload, .replied, 1)]
    }
    if way.delivery != .sync {
      moments += (1...2).flatMap { count -> [KillMoment] in
        [.call(.result, .arrived, count), .call(.result, .replied, count)]
      }
    }
    if way.delivery != .base64 {
      moments += (1...2).flatMap { count -> [KillMoment] in
        [.call(.download, .arrived, count), .call(.download, .replied, count)]
      }
      moments += stride(from: 1, through: 9, by: 2).map { .call(.download, .sent, $0) }
    }
    return moments
  }

  /// Every byte range of the call that costs money and of its answer, of a look's answer and of
  /// each picture. What lies past the end of a call never comes.
  static func bytes(_ way: KillWay) -> [KillMoment] {
    let call = stride(from: 1, through: 1_000, by: 48).flatMap { count -> [KillMoment] in
      [false, true].map { .bytes(.submit, 1, .request, count, isCut: $0) }
    }
    let answer = stride(from: 1, through: 800, by: 64).map { count in
      KillMoment.bytes(.submit, 1, .reply, count, isCut: true)
    }
    var rest: [KillMoment] = []
    if way.isEdit {
      rest += stride(from: 1, through: 2_000, by: 400).map {
        .bytes(.upload, 1, .request, $0, isCut: true)
      }
    }
    let large = way.delivery == .base64 ? 40_000 : 150
    if way.delivery != .sync {
      rest += (0..<6).map { .bytes(.result, 2, .reply, 1 + $0 * large, isCut: true) }
    }
    if way.delivery != .base64 {
      rest += (1...2).flatMap { number in
        (0..<8).map { .bytes(.download, number, .reply, 1 + $0 * 12_000, isCut: $0 % 2 == 0) }
      }
    }
    return call + answer + rest
  }

  /// Moments of every kind, each once.
  static func single() -> [KillRound] {
    KillWay.all.flatMap { way -> [KillRound] in
      let moments = labelled(way) + calls(way)
      let headless = moments.map { KillRound(way, .generate($0)) }
      let onScreen = moments.map { KillRound(way, .studio($0), .studio(.delay(60_000))) }
      return headless + onScreen + bytes(way).map { KillRound(way, .generate($0)) }
    }
  }

  static var all: [KillRound] { single() + pairs() + decisions() }

  /// A decision about a lost request dies: one that the service has, and one that it never got.
  static func decisions() -> [KillRound] {
    let moments =
      ["before-commit", "after-commit"].flatMap { label in
        (1...6).map { KillMoment.label(label, $0) }
      }
      + ["before-intent", "after-intent", "after-submit-reply", "after-id-stored"].map {
        .label($0, 1)
      } + [.call(.submit, .arrived, 1), .call(.submit, .accepted, 1), .call(.result, .replied, 1)]
    return KillWay.all.filter { $0.service == .atlasCloud }.flatMap { way in
      ["after-intent", "after-submit-reply"].flatMap { left in
        moments.flatMap { moment in
          [false, true].map { givesUp in
            KillRound(way, .generate(.label(left, 1)), .decide(moment), givesUp: givesUp)
          }
        }
      }
    }
  }

  /// One of two programs dies, at moments all over a job.
  static func pairs() -> [KillRound] {
    let ways = KillWay.all.prefix(2) + KillWay.all.filter(\.isEdit).prefix(1)
    return ways.flatMap { way -> [KillRound] in
      let moments = labelled(way) + calls(way)
      return moments.flatMap { moment -> [KillRound] in
        KillPair.allCases.compactMap { pair -> KillRound? in
          switch pair {
          case .resumeBesideResume:
            let first = moment.isLate ? "after-id-stored" : "after-admission"
            return KillRound(way, .generate(.label(first, 1)), .beside(pair, moment))
          case .watcherBesideStudio:
            guard case .call = moment else { return nil }
            return KillRound(way, .beside(pair, moment))
          default: return KillRound(way, .beside(pair, moment))
          }
        }
      }
    }
  }

  /// A few rounds in which every way, every kind of moment and every pair is met.
  static func sample(_ numbers: inout SeededNumbers) -> [KillRound] {
    var rounds: [KillRound] = []
    for (place, way) in KillWay.all.enumerated() {
      let inCall = Int.random(in: 1...300, using: &numbers)
      let submit = KillMoment.bytes(.submit, 1, .request, inCall, isCut: place.isMultiple(of: 2))
      for moments in [labelled(way), calls(way), place < 4 ? [submit] : bytes(way)] {
        guard let moment = moments.randomElement(using: &numbers) else { continue }
        rounds.append(KillRound(way, .generate(moment)))
      }
      let label = place.isMultiple(of: 2) ? "before-commit" : "after-commit"
      let moment = KillMoment.label(label, Int.random(in: 1...15, using: &numbers))
      rounds.append(KillRound(way, .generate(moment)))
      guard place.isMultiple(of: 3), let seen = calls(way).randomElement(using: &numbers) else {
        continue
      }
      rounds.append(KillRound(way, .studio(seen), .studio(moment)))
    }
    rounds += decisions().shuffled(using: &numbers).prefix(3)
    for way in KillWay.refused {
      rounds.append(
        KillRound(way, .generate(.label("after-commit", Int.random(in: 4...8, using: &numbers))))
      )
    }
    for pair in KillPair.allCases {
      // The services see these whichever of the two works on the job.
      let sure = pairs().filter { $0.isBeside(pair) && $0.acts.last?.moment.isLateCall == true }
      rounds += sure.shuffled(using: &numbers).prefix(2)
    }
    return rounds
  }

  /// A job that is killed again and again, wherever it happens to be.
  static func random(_ numbers: inout SeededNumbers) -> KillRound {
    let way = KillWay.all.randomElement(using: &numbers) ?? KillWay.all[0]
    let count = Int.random(in: 1...6, using: &numbers)
    let isOnScreen = Int.random(in: 0..<4, using: &numbers) == 0
    let acts = (0..<count).map { place -> KillAct in
      let moment = randomMoment(way, &numbers)
      if isOnScreen && (place == 0 || Bool.random(using: &numbers)) { return .studio(moment) }
      if place > 0, Int.random(in: 0..<4, using: &numbers) == 0 { return .decide(moment) }
      return place == 0 ? .generate(moment) : .resume(moment)
    }
    return KillRound(way, acts, givesUp: Bool.random(using: &numbers))
  }

  private static func randomMoment(
    _ way: KillWay,
    _ numbers: inout SeededNumbers
  ) -> KillMoment {
    switch Int.random(in: 0..<7, using: &numbers) {
    case 0: return labelled(way).randomElement(using: &numbers) ?? .delay(100)
    case 1: return calls(way).randomElement(using: &numbers) ?? .delay(100)
    case 6: return bytes(way).randomElement(using: &numbers) ?? .delay(100)
    case 2: return .label("before-commit", Int.random(in: 1...20, using: &numbers))
    case 3: return .label("after-commit", Int.random(in: 1...20, using: &numbers))
    default: return .delay(Int.random(in: 5...700, using: &numbers))
    }
  }
}

extension KillRound {
  fileprivate func isBeside(_ pair: KillPair) -> Bool {
    acts.contains { if case .beside(pair, _) = $0 { true } else { false } }
  }
}

extension KillMoment {
  /// True for a call that every job which polls makes after it was accepted.
  fileprivate var isLateCall: Bool {
    switch self {
    case .call(.result, _, 1), .call(.download, .arrived, _), .call(.download, .replied, _): true
    default: false
    }
  }

  /// True for what comes after the service took the task.
  fileprivate var isLate: Bool {
    switch self {
    case .label(let name, _):
      ["poll", "part", "frame", "conclusion"].contains { name.contains($0) }
    case .call(let call, _, _), .bytes(let call, _, _, _, _): call == .result || call == .download
    case .delay: false
    }
  }
}
