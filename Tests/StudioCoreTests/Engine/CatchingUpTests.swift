import StudioModel
import Testing

@testable import StudioCore

/// What was shown before the library was open for work is made right afterwards.
@Suite(.timeLimit(.minutes(1))) struct CatchingUp {
  @Test func whatHappenedSinceANumberIsToldAndNothingElse() async throws {
    let ground = try StudioGround()
    try ground.paths.prepare()
    let store = try await Store.open(path: ground.paths.database)
    func admit(_ name: String) async throws {
      let owner = LeaseOwnerID(rawValue: "1-other")
      let job = sampleJob(name)
      #expect(
        try await store.admit(job, owner: owner, until: ground.time.now, timeline: []) == .admitted
      )
    }
    try await admit("first")
    let shown = try await store.latestChange()
    let studio = try await ground.open()
    await studio.watchLibrary()
    #expect(await studio.missed(after: shown) == [])
    try await admit("second")
    let missed = await studio.missed(after: shown)
    guard case .jobsChangedElsewhere(let jobs)? = missed.first, missed.count == 1 else {
      Issue.record("\(missed)")
      return
    }
    #expect(jobs.map(\.id) == [sampleJob("second").id])
    await store.close()
    await studio.close()
  }
}
