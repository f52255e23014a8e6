import StudioModel
import Testing

@testable import StudioCore

/// What listeners hear, however slow they are.
@Suite(.timeLimit(.minutes(1))) struct Listening {
  private static func job(_ number: Int = 1, _ status: JobStatus = .running) -> Job {
    sampleJob("job\(number)", status: status)
  }

  private static func loading(_ frame: Int, _ received: Int64, of job: Job = job()) -> StudioEvent {
    .jobProgressed(job.id, .downloading(index: frame, received: received, total: 1_000))
  }

  @Test func transitionsAreAllKeptInOrderForASlowListener() async {
    let hub = EventHub()
    let subscription = hub.subscribe()
    var sent: [StudioEvent] = []
    for count in 0..<2_000 {
      var job = Self.job(count % 7)
      job.pollCount = count
      sent.append(.jobChanged(job, nil))
      hub.send(sent[count])
      hub.send(Self.loading(1, Int64(count)))
    }
    sent.append(.jobRested(Self.job().id))
    hub.send(sent[2_000])
    var heard: [StudioEvent] = []
    while heard.count < sent.count, let batch = await subscription.next() {
      heard += batch.filter { if case .jobProgressed = $0 { false } else { true } }
    }
    #expect(heard == sent)
    subscription.end()
  }

  @Test func aClosedStudioTellsWhatIsLeftAndEndsItsListeners() async throws {
    let studio = try await StudioGround().open()
    let subscription = studio.events.subscribe()
    studio.events.send(.spendingChanged)
    await studio.close()
    var heard: [StudioEvent] = []
    while let batch = await subscription.next() { heard += batch }
    #expect(heard.contains(.spendingChanged))
    #expect(await studio.events.subscribe().next() == nil)
  }

  @Test func ofProgressOnlyTheLatestOfEachBarIsKept() async throws {
    let hub = EventHub()
    let subscription = hub.subscribe()
    let other = Self.job(2)
    for count in 1...500 {
      hub.send(Self.loading(1, Int64(count)))
      hub.send(Self.loading(2, Int64(count * 2)))
      hub.send(Self.loading(1, Int64(count * 3), of: other))
      hub.send(
        .jobProgressed(other.id, .waiting(until: Timestamp(milliseconds: Int64(count))))
      )
    }
    let batch = try #require(await subscription.next())
    #expect(batch.count == 4)
    #expect(
      Set(batch) == [
        Self.loading(1, 500), Self.loading(2, 1_000), Self.loading(1, 1_500, of: other),
        .jobProgressed(other.id, .waiting(until: Timestamp(milliseconds: 500))),
      ]
    )
    subscription.end()
  }

  @Test func progressThatATransitionOutdatedIsNotDelivered() async throws {
    let hub = EventHub()
    let subscription = hub.subscribe()
    let job = Self.job()
    hub.send(.jobProgressed(job.id, .storageBlocked(.scripted(.storage))))
    hub.send(.jobChanged(job, nil))
    hub.send(Self.loading(1, 10, of: job))
    hub.send(.jobRested(job.id))
    hub.send(Self.loading(1, 20, of: Self.job(2)))
    #expect(
      await subscription.next() == [
        .jobChanged(job, nil), .jobRested(job.id), Self.loading(1, 20, of: Self.job(2)),
      ]
    )
    subscription.end()
  }

  @Test func everyListenerHearsEverythingFromWhenItCame() async {
    let hub = EventHub()
    let first = hub.subscribe()
    hub.send(.jobRested(Self.job(1).id))
    let second = hub.subscribe()
    hub.send(.jobRested(Self.job(2).id))
    #expect(await first.next() == [.jobRested(Self.job(1).id), .jobRested(Self.job(2).id)])
    #expect(await second.next() == [.jobRested(Self.job(2).id)])
    first.end()
    hub.send(.jobRested(Self.job(3).id))
    #expect(await first.next() == nil)
    #expect(await second.next() == [.jobRested(Self.job(3).id)])
    second.end()
  }

  @Test func aListenerThatWaitsIsWokenByTheNextEventAndByTheEnd() async {
    let hub = EventHub()
    let subscription = hub.subscribe()
    async let heard = subscription.next()
    hub.send(.jobRested(Self.job().id))
    #expect(await heard == [.jobRested(Self.job().id)])
    async let nothing = subscription.next()
    subscription.end()
    #expect(await nothing == nil)
  }

  @Test func aCancelledListenerHearsNil() async {
    let hub = EventHub()
    let subscription = hub.subscribe()
    let task = Task { await subscription.next() }
    task.cancel()
    #expect(await task.value == nil)
    subscription.end()
  }

  @Test func aWholeSequenceIsToldInOrderToAListenerThatComesLateToRead() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.answerSubmits(.neverLeft, .accepted("task-1"))
    ground.wavespeed.answerPolls(.waiting, .unavailable, .answered(.completed(.one, pictures: 2)))
    let studio = try await ground.open()
    let slow = studio.events.subscribe()
    let id = try await studio.see(ground.plan()).id
    var heard: [StudioEvent] = []
    while !heard.contains(.jobRested(id)), let batch = await slow.next() { heard += batch }
    slow.end()
    let changes = heard.compactMap { event -> JobStatus? in
      if case .jobChanged(let job, _) = event { job.status } else { nil }
    }
    #expect(
      changes == [
        .queued, .submitting, .queued, .submitting, .submitted, .running, .running, .downloading,
        .downloading, .downloading, .finished,
      ]
    )
    // Every transition that was told is on disk.
    let told = heard.compactMap { event -> TimelineEntry? in
      if case .jobChanged(_, let entry) = event { entry } else { nil }
    }
    let timeline = try await studio.store.timeline(id)
    #expect(told.allSatisfy(timeline.contains))
    await studio.close()
  }

  @Test func uploadsAndDownloadsReportTheirBytes() async throws {
    let ground = try StudioGround()
    let road = Turnstile()
    ground.servePictures()
    ground.road.after { _ in await road.stop() }
    let job = try await ground.leave(.downloading, ground.request(images: 1)) {
      $0.frames = [Frame(index: 1, url: "https://images.example/x/1")]
    }
    let studio = try await ground.open()
    let log = EventLog(studio)
    _ = try await studio.takeUp(job.id)
    await road.arrived()
    let length = Int64(MarkedPictures.whole("x1").count)
    let expected = StudioEvent.jobProgressed(
      job.id,
      .downloading(index: 1, received: length, total: length)
    )
    #expect(await log.first { $0 == expected } != nil)
    road.open()
    await log.rest(of: job.id)
    await studio.close()
  }
}

extension PredictionID {
  static let one = PredictionID(rawValue: "task-1")
}
