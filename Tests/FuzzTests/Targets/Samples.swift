import StudioCore
import StudioModel

/// What targets need besides their input.
enum Samples {
  /// The catalogue that ships.
  static let catalog: ModelCatalog = {
    do { return try CatalogResource.load() } catch {
      preconditionFailure("the catalogue cannot be read: \(error)")
    }
  }()

  static let now = Timestamp(milliseconds: 1_772_000_000_000)

  static func request(prompt: String = "", images: Int = 4) -> SequenceRequest {
    SequenceRequest(
      provider: .wavespeed,
      model: ModelID(rawValue: "bytedance/seedream-v4/sequential"),
      prompt: prompt,
      size: PixelSize(width: 2048, height: 2048),
      maxImages: images
    )
  }

  static func job(
    _ id: String = "0123456789",
    prompt: String,
    status: JobStatus = .finished
  ) -> Job {
    Job(
      id: SequenceID(rawValue: id),
      request: request(prompt: prompt),
      status: status,
      createdAt: now,
      estimate: Money(microdollars: 108_000),
      folder: "/library/2026-02-25/070905-sequence-\(id.prefix(6))"
    )
  }
}
