import FoundationEssentials
import Glibc
import ProviderSimulator
import StudioCore
import StudioModel
import TestSupport

/// A library full of jobs that an ended program left at the services, and the services' books that
/// know each of them.
struct OpenJobs: Sendable {
  /// One task in so many has a picture; the rest failed at the service, so that the trial measures
  /// the program and not how fast pictures are painted.
  private static let perPicture = 20

  let count: Int
  let journal: String
  private let ids: [(provider: ProviderID, id: String)]

  var pictures: Int { (0..<count).count { $0 % Self.perPicture == 0 } }

  /// Lets a simulator write one task of each kind into its books, and copies them.
  init(count: Int) async throws {
    self.count = count
    journal = try ScratchPath.make("journal") + "/tasks"
    let path = journal
    let ground = try TortureGround { $0.journalPath = path }
    defer { ground.clearUp() }
    var samples: [(ProviderID, String, String)] = []
    for isFailure in [false, true] {
      for service in SimulatedService.allCases {
        if isFailure {
          let fault = Fault.failedTask(code: 1_039, message: "out of memory")
          ground.server.script(FaultRule(call: .submit, fault: fault))
        }
        let wish = MachineWish(service: service, shape: .poll)
        let words = try wish.words(ground, images: 1)
        _ = try await ground.run([words[0], "--no-wait"] + words.dropFirst())
        ground.server.clearFaults()
        guard let entry = ground.server.ledger.last, let line = Self.lines(path).last else {
          throw TortureGround.Absent(description: "the simulator keeps no books")
        }
        let provider = ProviderID.allCases.first { $0.rawValue == service.rawValue }
        samples.append((provider ?? .wavespeed, entry.predictionID, line))
      }
    }
    var text = ""
    var ids: [(ProviderID, String)] = []
    for number in 0..<count {
      let (provider, id, line) = samples[(number % Self.perPicture == 0 ? 0 : 2) + number / 20 % 2]
      let own = Self.name(number, like: id)
      ids.append((provider, own))
      text += line.replacing(id, with: own) + "\n"
    }
    self.ids = ids
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  func clearUp() {
    let folder = journal.split(separator: "/").dropLast().joined(separator: "/")
    ScratchPath.remove("/" + folder)
  }

  private static func lines(_ path: String) -> [String] {
    let data = try? Data(contentsOf: URL(filePath: path))
    let text = data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  /// An id of the same length, with a number in it.
  private static func name(_ number: Int, like id: String) -> String {
    let digits = String(number, radix: 16)
    let kept = id.prefix(max(0, id.count - 8))
    return kept + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }

  /// Puts the jobs into a library, half of them as they are just after acceptance, half as after a
  /// look.
  func fill(_ ground: TortureGround) async throws {
    let paths = try StudioPaths(environment: ["SEEDREAM_HOME": ground.home])
    try paths.prepare()
    let store = try await Store.open(path: paths.database)
    try await store.setPreference("studio.greeted", "yes")
    let now = Timestamp(milliseconds: Int64(time(nil)) * 1_000)
    let jobs = ids.enumerated().map { number, task in
      job(number, task.provider, task.id, now, ground.library)
    }
    try await store.importFinished(jobs)
    await store.close()
  }

  private func job(
    _ number: Int,
    _ provider: ProviderID,
    _ prediction: String,
    _ now: Timestamp,
    _ library: String
  ) -> Job {
    let request = SequenceRequest(
      provider: provider,
      model: ModelID(rawValue: "bytedance/seedream-v4/sequential"),
      prompt: "A picture of fox number \(number)",
      size: PixelSize(width: 1_024, height: 1_024),
      maxImages: 1
    )
    let id = SequenceID(randomBits: UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    var job = Job(
      id: id,
      request: request,
      status: number % 2 == 0 ? .submitted : .running,
      createdAt: now,
      estimate: Money(microdollars: 27_000),
      folder: "\(library)/2026-01-02/070000-fox-\(id)"
    )
    job.submissions = 1
    job.submittedAt = now
    job.acceptedAt = now
    job.predictionID = PredictionID(rawValue: prediction)
    job.nextPollAt = now
    return job
  }
}
