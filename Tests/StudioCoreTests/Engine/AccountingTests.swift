import StudioModel
import Testing

@testable import StudioCore

/// What the screen says about money, and caps that were lowered meanwhile.
@Suite(.timeLimit(.minutes(1))) struct Accounting {
  private func ground() throws -> StudioGround {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.acceptEverything()
    ground.wavespeed.complete(pictures: 2)
    return ground
  }

  private let cent = Money(microdollars: 10_000)

  @Test func whatWasSpentWhatMayComeAndTheCapsAreTold() async throws {
    let ground = try ground()
    _ = try await ground.leave(.running)
    let studio = try await ground.open(.limited(dailyCap: cent * 100, jobCap: cent * 10))
    _ = try await studio.see(ground.plan("A series of 2 images of an owl"))
    let now = try await studio.spending()
    #expect(
      now
        == SpendingNow(
          today: StudioGround.price * 2,
          underWay: StudioGround.price * 2,
          dailyCap: cent * 100,
          jobCap: cent * 10
        )
    )
    #expect(now.left == cent * 88)
    await studio.close()
  }

  @Test func balanceAndPastAreThereForTheAsking() async throws {
    let ground = try ground()
    let studio = try await ground.open(providers: [.wavespeed])
    #expect(try await studio.balance(of: .wavespeed) == .zero)
    #expect(try await studio.balance(of: .atlascloud) == nil)
    let model = ground.request().model
    #expect(try await studio.pastRuns(provider: .wavespeed, model: model) == [])
    _ = try await studio.see(ground.plan())
    #expect(try await studio.pastRuns(provider: .wavespeed, model: model).count == 1)
    await studio.close()
  }

  @Test(arguments: [false, true])
  func aJobThatACapForbidsByNowIsNotSent(isDaily: Bool) async throws {
    let ground = try ground()
    let job = try await ground.leave(.queued, owner: nil)
    let low = cent * 5
    let strict = try await ground.open(
      .limited(dailyCap: isDaily ? low : nil, jobCap: isDaily ? nil : low)
    )
    let held = try await strict.resume(job.id)
    #expect(held.status == .queued)
    #expect(held.failure?.code == .overCap)
    #expect(held.failure?.message.hasPrefix("Not sent") == true)
    #expect(held.failure?.cost == .nothing)
    #expect(ground.wavespeed.submissions == [])
    #expect(try await strict.books() == [])
    #expect(try await strict.settle(.cancel, on: job.id).status == .cancelled)
    await strict.close()
  }

  @Test func onceTheCapIsRaisedItGoes() async throws {
    let ground = try ground()
    let job = try await ground.leave(.queued, owner: nil)
    var strict: Studio? = try await ground.open(.limited(dailyCap: cent * 5))
    #expect(try await strict?.resume(job.id).status == .queued)
    await strict?.close()
    strict = nil
    let lax = try await ground.open(.limited(dailyCap: cent * 6))
    let sent = try await lax.resume(job.id)
    #expect(sent.status == .finished)
    #expect(sent.failure == nil)
    await lax.close()
  }

  @Test func ofSeveralInTheQueueThoseGoThatTheCapAllows() async throws {
    let ground = try ground()
    for number in 0..<4 {
      _ = try await ground.leave(.queued, ground.request("fox \(number)"), owner: nil)
    }
    let studio = try await ground.open(.limited(dailyCap: cent * 13))
    let log = EventLog(studio)
    for case .started(let job) in try await studio.takeUpAll() { await log.rest(of: job.id) }
    #expect(ground.wavespeed.submissions.count == 2)
    #expect(try await studio.spent() == cent * 12)
    #expect(try await studio.store.historyCount(HistoryQuery(statuses: [.queued])) == 2)
    await studio.close()
  }
}
