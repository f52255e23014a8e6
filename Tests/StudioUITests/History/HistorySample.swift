import StudioModel

@testable import StudioUI

/// Sequences as a library of some weeks may hold them.
enum HistorySample {
  private static func job(
    _ number: Int,
    _ status: JobStatus,
    _ prompt: String,
    hoursAgo: Int,
    images: Int = 4,
    stored: Int? = nil,
    starred: Bool = false,
    model: String = "bytedance/seedream-v4/sequential"
  ) -> Job {
    let at = HistoryDesk.now + .seconds(-3_600 * hoursAgo)
    var job = Job.numbered(number, status, at: at, prompt: prompt)
    job.request.maxImages = images
    job.request.model = ModelID(rawValue: model)
    job.estimate = Money(microdollars: 27_000) * images
    job.isStarred = starred
    job.frames = (1...images).prefix(stored ?? (status == .finished ? images : 0)).map { index in
      Frame(index: index, status: .stored, fileName: "\(LocalTime.padded(index)).jpg")
    }
    if status == .failed {
      job.failure = Failure(.balanceTooLow, "The balance is too low.", cost: .nothing)
    }
    return job
  }

  static let library: [Job] = [
    job(8, .running, "A lighthouse through the four seasons, oil on canvas", hoursAgo: 0),
    job(7, .finished, "四季の灯台、水彩画、同じ構図で四枚", hoursAgo: 1, starred: true),
    job(
      6,
      .partial,
      "A red fox at dusk,\nthen at dawn\tand \u{1B}[31min the snow",
      hoursAgo: 3,
      stored: 3,
      model: "bytedance/seedream-v4.5/sequential"
    ),
    job(5, .failed, "An owl on a roof, six views of the same roof", hoursAgo: 30, images: 6),
    job(4, .unconfirmed, "Fifteen postcards from a harbour", hoursAgo: 31, images: 15),
    job(
      3,
      .finished,
      "The same fox, now in the style of the reference",
      hoursAgo: 400,
      starred: true,
      model: "bytedance/seedream-v4/edit-sequential"
    ),
    job(2, .cancelled, "一只狐狸在雪地里，四张连续的图片，电影感光线", hoursAgo: 800),
    job(1, .finished, "First light", hoursAgo: 9_000, images: 1),
  ]

  /// One with everything a sequence may have.
  static let rich: Job = {
    var job = Job.sample(
      "1a2b3c4d5e",
      .partial,
      prompt: "A red fox at dusk, four frames of the same walk: through the birches, over the "
        + "frozen brook, past the lit window, and home.\n\n同一只狐狸，同样的光线。",
      at: HistoryDesk.now + .seconds(-7_200)
    )
    job.folder = "/home/someone/Pictures/Séries d'hiver/1a2b3c"
    job.isStarred = true
    job.request.seed = 42
    job.request.references = [
      Reference(
        source: .file(path: "~/refs/fox.png"),
        facts: ReferenceFacts(
          sha256: "",
          byteCount: 1_234_567,
          format: .png,
          size: PixelSize(width: 1024, height: 768)
        )
      ),
      Reference(source: .url("https://example.com/light.jpg")),
    ]
    job.submissions = 1
    job.submittedAt = job.createdAt + .seconds(1)
    job.acceptedAt = job.createdAt + .seconds(2)
    job.finishedAt = job.createdAt + .seconds(48)
    job.inferenceTime = .milliseconds(31_400)
    job.predictionID = PredictionID(rawValue: "prediction-7f3a")
    job.serviceRequestID = "req-0042"
    job.pollCount = 6
    job.frames = frames
    job.failure = Failure(
      .fewerImages,
      "Three of four images came.",
      cost: .charged,
      advice: "Ask for the missing one by itself."
    )
    return job
  }()

  private static let frames: [Frame] = [
    Frame(
      index: 1,
      status: .stored,
      url: "https://cdn.example/1.jpg?sign=abc",
      fileName: "01.jpg",
      format: .jpeg,
      size: PixelSize(width: 2048, height: 2048),
      byteCount: 1_204_511
    ),
    Frame(
      index: 2,
      status: .stored,
      url: "javascript:alert(1)",
      fileName: "02.jpg",
      format: .jpeg,
      size: PixelSize(width: 2048, height: 2048),
      byteCount: 980_022,
      isNSFW: true
    ),
    Frame(
      index: 3,
      status: .failed,
      failure: Failure(.moderated, "The filter refused it.", cost: .charged)
    ),
    Frame(index: 4, status: .pending, url: "https://cdn.example/4.jpg"),
  ]

  static let timeline: [TimelineEntry] = [
    TimelineEntry(.created, at: rich.createdAt),
    TimelineEntry(.submitting, at: rich.createdAt + .seconds(1)),
    TimelineEntry(
      .accepted,
      at: rich.createdAt + .seconds(2),
      latency: .milliseconds(812),
      httpStatus: 200
    ),
    TimelineEntry(
      .polled,
      at: rich.createdAt + .seconds(20),
      latency: .milliseconds(120),
      httpStatus: 200,
      detail: "processing"
    ),
    TimelineEntry(.downloaded, at: rich.createdAt + .seconds(44), detail: "01.jpg"),
    TimelineEntry(.finished, at: rich.createdAt + .seconds(48)),
  ]
}
