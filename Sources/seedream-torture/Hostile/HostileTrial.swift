import StudioImaging

/// Nothing that comes from outside steers a terminal, forges a line, leaves its folder or fills the
/// memory, wherever it comes in and wherever it comes out.
struct HostileTrial: Trial {
  static let name = "hostile"
  static let summary =
    "hostile text and lying services are shown harmlessly and refused with a reason"

  func run(_ setting: TrialSetting, _ report: TrialReport) async throws {
    let picture = try SamplePicture.jpeg()
    let isShort = setting.length == .short
    var numbers = setting.numbers(2)
    let texts = HostileText.all.shuffled(using: &numbers)
    let links = LinkRounds(report: report)
    await Rounds.atOnce(LinkRounds.Trap.allCases, report) { try await links.run($0) }
    let lies = LyingRounds(report: report, picture: picture)
    let told = Lie.all.shuffled(using: &numbers)
    await Rounds.atOnce(isShort ? Array(told.prefix(8)) : told, report) { try await lies.run($0) }
    let studios = StudioRounds(report: report)
    await Rounds.atOnce(Array(texts.prefix(isShort ? 2 : texts.count)), report) {
      try await studios.run($0)
    }
    let services = ServiceRounds(report: report, picture: picture)
    await Rounds.atOnce(ServiceRounds.all(setting), report) { try await services.run($0) }
    let persons = PersonRounds(report: report, picture: picture)
    let long = isShort ? [] : [HostileText.megabyte, .flood]
    await Rounds.atOnce(Array(texts.prefix(isShort ? 1 : texts.count)) + long, report) {
      try await persons.run($0)
    }
  }
}
