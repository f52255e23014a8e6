import StudioCore
import StudioModel

/// Libraries of many sequences to measure with.
enum BenchLibrary {
  /// Begins the prompt of the newest sequence, and of nothing else that is measured.
  static let newest = "Newest"

  /// Makes a library below `home` and fills it; the path of its database.
  @discardableResult
  static func fill(
    home: String,
    count: Int,
    prompt: (Int) -> String = plainPrompt
  ) async throws -> String {
    let paths = try StudioPaths(environment: ["SEEDREAM_HOME": home])
    try paths.prepare()
    let store = try await Store.open(path: paths.database)
    // Somebody who has been here before is not greeted.
    try await store.setPreference("studio.greeted", "yes")
    var batch: [Job] = []
    for number in 0..<count {
      let text = number + 1 == count ? "\(newest) of all: \(prompt(number))" : prompt(number)
      batch.append(job(number, text))
      if batch.count == 5_000 || number + 1 == count {
        try await store.importFinished(batch)
        batch = []
      }
    }
    await store.close()
    return paths.database
  }

  private static func plainPrompt(_ number: Int) -> String {
    let subjects = ["fox", "lighthouse", "狐狸", "harbour at dawn", "雪山", "paper boat", "robot"]
    return "A series of 4 images of a \(subjects[number % subjects.count]), scene \(number)"
  }

  private static func job(_ number: Int, _ prompt: String) -> Job {
    let request = SequenceRequest(
      provider: .wavespeed,
      model: ModelID(rawValue: "bytedance/seedream-v4/sequential"),
      prompt: prompt,
      size: PixelSize(width: 2048, height: 2048),
      maxImages: 4
    )
    return Job(
      id: SequenceID(randomBits: .random(in: 0...(.max))),
      request: request,
      status: .finished,
      createdAt: Timestamp(milliseconds: 1_700_000_000_000 + Int64(number) * 60_000),
      estimate: Money(microdollars: 108_000),
      folder: "/library/\(number)"
    )
  }
}
