import ProviderSimulator
import StudioImaging
import StudioModel
import Testing

@testable import StudioCore

/// The engine over real sockets, with the simulator as the services and real pictures.
@Suite(.timeLimit(.minutes(1))) struct RealServices {
  private struct System: Sendable, CustomTestStringConvertible {
    var provider: ProviderID
    var model: String
    var price: Int64
    var testDescription: String { "\(provider) \(model)" }
  }

  private static let systems = [
    System(provider: .wavespeed, model: "bytedance/seedream-v4/sequential", price: 27_000),
    System(provider: .wavespeed, model: "bytedance/seedream-v4/edit-sequential", price: 27_000),
    System(provider: .atlascloud, model: "bytedance/seedream-v4/edit-sequential", price: 27_000),
    System(provider: .atlascloud, model: "bytedance/seedream-v4.5/sequential", price: 36_000),
  ]

  private static let system = systems[0]

  @Test(arguments: Self.systems)
  private func aGroupIsMadeFetchedCheckedAndPaidOnce(_ system: System) async throws {
    let ground = try LoopbackGround()
    let studio = try await ground.open()
    let references = system.model.contains("edit") ? [try ground.reference()] : []
    let job = try await studio.see(ground.plan(system.provider, system.model, references))
    #expect(job.status == .finished, "\(String(describing: job.failure))")
    #expect(job.frames.map(\.size) == [job.request.size, job.request.size])
    for frame in job.frames {
      let path = LibraryLayout.path(try #require(frame.fileName), in: job.folder)
      #expect(try PictureCheck.verify(path: path).width == job.request.size.width)
    }
    let recipe = try Recipe.read(LibraryLayout.path(LibraryLayout.recipeName, in: job.folder))
    #expect(recipe.id == job.id)
    #expect(ground.server.ledger.map(\.amount) == [system.price * 2])
    #expect(ground.server.ledger.map(\.predictionID) == [job.predictionID?.rawValue])
    #expect(ground.server.keyLeaks.isEmpty)
    #expect(try await studio.books().count == 1)
    await studio.close()
  }

  @Test(arguments: [Delivery.sync, .base64])
  func otherDeliveriesEndTheSame(_ delivery: Delivery) async throws {
    let ground = try LoopbackGround()
    let studio = try await ground.open()
    let plan = ground.plan(.wavespeed, Self.system.model, delivery: delivery)
    let job = try await studio.see(plan)
    #expect(job.status == .finished, "\(String(describing: job.failure))")
    #expect(ground.server.ledger.count == 1)
    let downloads = ground.server.requests.count { $0.call == .download }
    if delivery == .base64 { #expect(downloads == 0) }
    await studio.close()
  }

  @Test(arguments: [Fault.dropAfterAcceptance, .garbage, .emptyBody, .truncated(afterBytes: 20)])
  func anAnswerThatIsLostIsFoundInTheListAndPaidOnce(_ fault: Fault) async throws {
    let ground = try LoopbackGround()
    ground.server.script(FaultRule(call: .submit, fault: fault))
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan(.wavespeed, Self.system.model))
    #expect(job.status == .finished, "\(String(describing: job.failure))")
    #expect(try await studio.kinds(job.id).contains(.unconfirmed))
    #expect(ground.server.ledger.map(\.predictionID) == [job.predictionID?.rawValue])
    await studio.close()
  }

  @Test func anAnswerThatIsLostWhereThereIsNoListWaitsForAPerson() async throws {
    let ground = try LoopbackGround()
    ground.server.script(FaultRule(call: .submit, fault: .dropAfterAcceptance))
    var studio = try await ground.open()
    let plan = ground.plan(.atlascloud, "bytedance/seedream-v4.5/sequential")
    let id = try await studio.see(plan).id
    #expect(try await studio.stored(id).status == .unconfirmed)
    await studio.close()
    studio = try await ground.open()
    #expect(try await studio.resume(id).status == .unconfirmed)
    let lost = try #require(ground.server.ledger.first?.predictionID)
    let job = try await studio.settle(.adopt(PredictionID(rawValue: lost)), on: id)
    #expect(job.status == .finished, "\(String(describing: job.failure))")
    #expect(ground.server.ledger.count == 1)
    #expect(try await studio.books().count == 1)
    await studio.close()
  }

  @Test func aRequestThatReachesNobodyWaitsInTheQueue() async throws {
    let ground = try LoopbackGround()
    ground.server.stop()
    let studio = try await ground.open()
    let log = EventLog(studio)
    let id = try await studio.admit(ground.plan(.wavespeed, Self.system.model)).job.id
    await log.first {
      if case .jobChanged(let job, _) = $0 { job.failure?.code == .unreachable } else { false }
    }
    await studio.detach()
    let job = try await studio.stored(id)
    #expect(job.status == .queued)
    #expect(job.submissions == 0)
    #expect(try await studio.books() == [])
    await studio.close()
  }

  @Test(arguments: [
    Fault.truncated(afterBytes: 3_000), .corruptedPicture, .expiredLinks(status: 403),
    .status(503, retryAfter: nil), .ignoredRange,
  ])
  func troubleWithADownloadIsOvercome(_ fault: Fault) async throws {
    let ground = try LoopbackGround()
    ground.server.script(FaultRule(call: .download, fault: fault))
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan(.wavespeed, Self.system.model))
    #expect(job.status == .finished, "\(String(describing: job.failure))")
    #expect(ground.server.ledger.count == 1)
    #expect(ground.server.keyLeaks.isEmpty)
    await studio.close()
  }

  @Test(arguments: [
    (Fault.fewerOutputs(count: 1), Failure.Code.fewerImages),
    (.moderatedFrames([2]), .moderated),
  ])
  func lessThanAskedForIsPartialWithTheReason(fault: Fault, code: Failure.Code) async throws {
    let ground = try LoopbackGround()
    ground.server.script(FaultRule(call: .submit, fault: fault))
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan(.wavespeed, Self.system.model))
    #expect(job.status == .partial)
    #expect(job.failure?.code == code)
    #expect(job.storedFrames.count == 1)
    await studio.close()
  }

  @Test func aFailedTaskIsRefundedAndNotOnTheBooks() async throws {
    let ground = try LoopbackGround()
    ground.server.script(
      FaultRule(call: .submit, fault: .failedTask(code: 1_200, message: "moderated"))
    )
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan(.wavespeed, Self.system.model))
    #expect(job.status == .failed)
    #expect(ground.server.ledger.map(\.isRefunded) == [true])
    #expect(try await studio.books() == [])
    await studio.close()
  }
}
