import StudioModel
import Synchronization
import Testing

@testable import StudioCore

@Suite struct StoreRoundTripTests {
  let folder: ScratchFolder
  let store: Store

  init() async throws {
    folder = try ScratchFolder()
    store = try await Store.open(path: folder.database)
  }

  static let hostile = "nul\0 esc\u{1b}[31m rlo\u{202e} 狐狸 e\u{301} é 👩‍👩‍👧 '\"%_* \r\n\t\u{85}\u{feff}"

  static func fullJob(_ id: String) -> Job {
    var job = sampleJob(id, prompt: hostile, status: .downloading)
    job.request.references = [
      Reference(
        source: .file(path: "/pictures/狐\u{7}.png"),
        facts: ReferenceFacts(
          sha256: "ab12",
          byteCount: 1 << 40,
          format: .webp,
          size: PixelSize(width: 7, height: 9)
        )
      ),
      Reference(source: .url("https://example.org/a?b=c#d")),
      Reference(source: .file(path: "unseen")),
    ]
    job.request.seed = -1
    job.request.delivery = .base64
    job.request.allowsUndocumentedSize = true
    job.request.provider = .atlascloud
    job.request.size = PixelSize(width: 6240, height: 2656)
    job.updatedAt = noon + .seconds(9)
    job.estimate = Money(microdollars: .max / 4)
    job.folder = "/library/with space/\(hostile)"
    job.referenceURLs = ["https://example.org/up/1", "", "data:image/png;base64,AAAA"]
    job.submissions = 2
    job.submittedAt = noon + .seconds(1)
    job.acceptedAt = noon + .seconds(2)
    job.finishedAt = noon + .seconds(8)
    job.predictionID = PredictionID(rawValue: "p-\(hostile)")
    job.serviceRequestID = "request-1"
    job.remoteStatus = ""
    job.inferenceTime = .nanoseconds(12_345_678_901)
    job.pollCount = 17
    job.pollFailures = 3
    job.nextPollAt = noon + .seconds(30)
    job.frames = fullFrames
    job.failure = Failure(
      .moderated,
      hostile,
      cost: .possible,
      advice: "Change it.",
      httpStatus: 451,
      serviceCode: "1039"
    )
    job.isStarred = true
    return job
  }

  static let fullFrames = [
    Frame(
      index: 1,
      status: .stored,
      url: "https://example.org/1",
      fileName: "01.jpg",
      format: .jpeg,
      size: PixelSize(width: 2048, height: 1024),
      byteCount: 123_456_789_012,
      sha256: "cd34",
      isNSFW: false,
      downloadAttempts: 3
    ),
    Frame(index: 2),
    Frame(
      index: 7,
      status: .failed,
      isNSFW: true,
      failure: Failure(.linkExpired, "gone\0", cost: .charged, serviceCode: "")
    ),
  ]

  /// Text equality in Swift takes different spellings of one letter for the same.
  static func sameBytes(_ left: String, _ right: String?) -> Bool {
    Array(left.utf8) == right.map { Array($0.utf8) }
  }

  @Test func everyFieldOfAJobComesBackAsItWas() async throws {
    let job = Self.fullJob("full")
    try await store.importFinished([job, sampleJob("plain", status: .finished)])
    let found = try await store.job(job.id)
    #expect(found == job)
    #expect(Self.sameBytes(Self.hostile, found?.request.prompt))
    #expect(Self.sameBytes(job.folder, found?.folder))
    #expect(Self.sameBytes(Self.hostile, found?.failure?.message))
    let plain = try await store.job(SequenceID(rawValue: "plain"))
    #expect(plain == sampleJob("plain", status: .finished))
    #expect(plain?.request.seed == nil && plain?.failure == nil && plain?.remoteStatus == nil)
  }

  @Test func savingChangesEveryFieldButTheStarAndTheTimeOfMaking() async throws {
    let first = sampleJob("full")
    try await store.queue(first)
    let full = Self.fullJob("full")
    try await store.save(full, owner: alice)
    var expected = full
    expected.isStarred = false
    #expect(try await store.job(full.id) == expected)

    // And back: everything optional is taken away again, frames and references too.
    var plain = first.with(.running)
    plain.updatedAt = later
    try await store.save(plain, owner: alice)
    #expect(try await store.job(full.id) == plain)
  }

  @Test func savingAFrameLeavesTheOthersAlone() async throws {
    var job = sampleJob("a")
    try await store.queue(job)
    job.frames = [Frame(index: 1), Frame(index: 2), Frame(index: 3)]
    try await store.save(job, owner: alice)
    job.frames[1].status = .stored
    job.frames[1].fileName = "02.jpg"
    try await store.save(job, owner: alice)
    #expect(try await store.job(job.id)?.frames == job.frames)
    job.frames.removeLast(2)
    try await store.save(job, owner: alice)
    #expect(try await store.job(job.id)?.frames == job.frames)
  }

  /// At the first a reader knows nothing of the transaction yet, at the second all of it.
  @Test func aTransactionIsSeenFromItsCommitOn() async throws {
    let seen = Mutex<[String]>([])
    let path = folder.database
    let other = try await Store.open(
      path: path,
      failpoints: Failpoints { reached in
        let connection = try? Connection.open(path: path, access: .reader)
        let count = try? connection?.number("SELECT count(*) FROM preferences")
        seen.withLock { $0.append("\(reached.rawValue) \(count ?? -1)") }
      }
    )
    _ = try await other.preference("none")
    try await other.setPreference("one", "1")
    await other.close()
    #expect(seen.withLock { $0 } == ["before-commit 0", "after-commit 1"])
  }

  @Test func aSaveDoesNotUndoAStar() async throws {
    let job = sampleJob("a")
    try await store.queue(job)
    try await store.star(job.id, true)
    try await store.save(job, owner: alice)
    #expect(try await store.job(job.id)?.isStarred == true)
    try await store.star(job.id, false)
    #expect(try await store.job(job.id)?.isStarred == false)
    let stranger = SequenceID(rawValue: "stranger")
    #expect(
      await failure { () throws(StoreFailure) in try await store.star(stranger, true) }
        == .noSuchSequence(stranger)
    )
  }

  @Test func theTimelineKeepsEveryEntryInOrder() async throws {
    let job = sampleJob("a")
    let entries = [
      TimelineEntry(.created, at: noon),
      TimelineEntry(
        .polled,
        at: noon,
        latency: .nanoseconds(1_234_567),
        httpStatus: 200,
        detail: Self.hostile
      ),
      // The clock was set back between these two.
      TimelineEntry(.pollFailed, at: noon + .seconds(-60), latency: .zero, httpStatus: 503),
    ]
    _ = try await store.admit(job, owner: alice, until: later, timeline: [entries[0]])
    try await store.save(job, owner: alice, timeline: Array(entries[1...]))
    #expect(try await store.timeline(job.id) == entries)
  }

  @Test func anUploadOfAClockThatWasSetBackSinceIsNoneAnyMore() async throws {
    let ahead = noon + .hours(24 * 365)
    let upload = UploadedReference(url: "https://example.org/u", expiresAt: ahead + .hours(24))
    try await store.remember(upload, provider: .wavespeed, sha256: "ab", now: ahead)
    #expect(try await store.upload(provider: .wavespeed, sha256: "ab", now: ahead) == upload)
    #expect(try await store.upload(provider: .wavespeed, sha256: "ab", now: noon) == nil)
  }

  @Test func uploadsAreFoundUntilTheyExpire() async throws {
    let upload = UploadedReference(url: "https://example.org/u", expiresAt: noon + .hours(1))
    try await store.remember(upload, provider: .wavespeed, sha256: "ab", now: noon)
    #expect(try await store.upload(provider: .wavespeed, sha256: "ab", now: noon) == upload)
    #expect(try await store.upload(provider: .atlascloud, sha256: "ab", now: noon) == nil)
    let expired = noon + .hours(1)
    #expect(try await store.upload(provider: .wavespeed, sha256: "ab", now: expired) == nil)
    var renewed = upload
    renewed.url = "https://example.org/v"
    try await store.remember(renewed, provider: .wavespeed, sha256: "ab", now: noon)
    #expect(try await store.upload(provider: .wavespeed, sha256: "ab", now: noon) == renewed)
    try await store.forgetUpload(provider: .wavespeed, sha256: "ab")
    #expect(try await store.upload(provider: .wavespeed, sha256: "ab", now: noon) == nil)
  }

  @Test func shortIdsFindOneOrAllThatFit() async throws {
    try await store.importFinished(
      ["7f0aaaaaaa", "7f0bbbbbbb", "7g1ccccccc"].map { sampleJob($0, status: .finished) }
    )
    func ids(_ prefix: String) async throws -> [String] {
      try await store.jobs(prefix: prefix).map(\.id.rawValue)
    }
    #expect(try await ids("7f0a") == ["7f0aaaaaaa"])
    #expect(try await ids("7f") == ["7f0aaaaaaa", "7f0bbbbbbb"])
    #expect(try await ids("7FOB") == ["7f0bbbbbbb"])
    #expect(try await ids("7gl") == ["7g1ccccccc"])
    #expect(try await ids("") == [])
    #expect(try await ids("%") == [])
    #expect(try await ids("7f0aaaaaaaa") == [])
  }

  @Test func forgettingTakesAnEndedSequenceOutButKeepsItsSpending() async throws {
    var job = sampleJob("a", prompt: "An otter")
    try await store.queue(job)
    #expect(
      await failure { () throws(StoreFailure) in try await store.forget(job.id) }
        == .outOfStep(job.id, stored: .queued)
    )
    job.status = .finished
    job.frames = Self.fullFrames
    try await store.save(
      job,
      owner: alice,
      timeline: [TimelineEntry(.finished, at: noon)],
      spending: [SpendingEntry(.charged, at: noon, amount: fourImages)]
    )
    try await store.forget(job.id)
    #expect(try await store.job(job.id) == nil)
    #expect(try await store.history(HistoryQuery(text: "otter"), limit: 5).jobs == [])
    #expect(try await store.spent(since: noon) == fourImages)
    #expect(try await store.integrityCheck() == [])
  }

  @Test func recentRunsPreferTheServicesOwnTime() async throws {
    var told = sampleJob("a", status: .finished)
    told.inferenceTime = .milliseconds(12_500)
    var seen = sampleJob("b", status: .partial, at: noon + .seconds(1), maxImages: 2)
    seen.inferenceTime = .zero
    seen.acceptedAt = noon
    seen.finishedAt = noon + .seconds(20)
    var failed = sampleJob("c", status: .failed)
    failed.inferenceTime = .seconds(1)
    var neither = sampleJob("d", status: .finished)
    neither.inferenceTime = .zero
    try await store.importFinished([told, seen, failed, neither])
    let runs = try await store.recentDurations(
      provider: .wavespeed,
      model: told.request.model,
      limit: 10
    )
    #expect(
      runs == [
        PastRun(maxImages: 2, duration: .seconds(20)),
        PastRun(maxImages: 4, duration: .milliseconds(12_500)),
      ]
    )
    let other = try await store.recentDurations(
      provider: .atlascloud,
      model: told.request.model,
      limit: 10
    )
    #expect(other == [])
  }

  @Test func whoHoldsAServicesIdCanBeFound() async throws {
    var job = sampleJob("a", status: .finished)
    job.predictionID = PredictionID(rawValue: "p-1")
    try await store.importFinished([job])
    let id = PredictionID(rawValue: "p-1")
    #expect(try await store.jobs(provider: .wavespeed, prediction: id) == [job])
    #expect(try await store.jobs(provider: .atlascloud, prediction: id) == [])
  }
}
