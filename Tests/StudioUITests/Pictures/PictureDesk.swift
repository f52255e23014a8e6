import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// Sequences with images on disk, and desks whose terminal shows them.
enum PictureSample {
  static let facts = PictureFacts(
    form: .symbols,
    reason: "The terminal names no form of pictures.",
    advice: "kitty, foot or WezTerm show pictures whole."
  )
  /// A terminal whose cells are nearly square.
  static let squat = PictureFacts(form: .sixel, cell: CellPixels(width: 12, height: 14))

  static func stored(
    _ index: Int,
    _ size: PixelSize = PixelSize(width: 2048, height: 2048),
    isFlagged: Bool = false
  ) -> Frame {
    Frame(
      index: index,
      status: .stored,
      url: "https://cdn.example/\(index).jpg",
      fileName: "0\(index).jpg",
      format: .jpeg,
      size: size,
      byteCount: 1_204_511,
      isNSFW: isFlagged ? true : nil
    )
  }

  /// A finished sequence of so many images.
  static func finished(
    _ id: String = "kf93mdq2x7",
    _ images: Int = 4,
    prompt: String = "A red fox at dusk, four frames of the same walk",
    size: PixelSize = PixelSize(width: 2048, height: 2048),
    at moment: Timestamp = Timestamp(milliseconds: 1_771_990_000_000)
  ) -> Job {
    var job = Job.sample(id, .finished, prompt: prompt, at: moment)
    job.request.size = size
    job.request.maxImages = images
    job.frames = (1...images).map { stored($0, size) }
    job.finishedAt = moment + .seconds(40)
    return job
  }

  /// One whose images are on their way: every state there is.
  static func arriving(_ status: JobStatus = .downloading) -> Job {
    var job = finished("d0wn10ad00", 5, prompt: "五张狐狸的图片，雪地里的同一只狐狸")
    job.status = status
    job.finishedAt = nil
    job.frames = [
      stored(1), stored(2, isFlagged: true), Frame(index: 3, url: "x"), Frame(index: 4, url: "x"),
      Frame(index: 5, status: .failed),
    ]
    return job
  }
}

extension Desk {
  /// A studio with these sequences in its history, the newest first, on a terminal with pictures.
  static func showing(
    _ jobs: [Job],
    width: Int = 80,
    height: Int = 24,
    _ facts: PictureFacts? = PictureSample.facts
  ) -> Desk {
    var desk = Desk(width: width, height: height)
    let asked = desk.takeEffects().compactMap { effect -> HistoryRequest? in
      if case .loadHistory(let request) = effect { request } else { nil }
    }
    desk.report(.opened)
    desk.report(.accessChanged([.wavespeed: .ready, .atlascloud: .ready]))
    if let facts { desk.report(.picturesFound(facts)) }
    if let first = asked.first {
      desk.report(.historyLoaded(first, HistoryPage(jobs: jobs, next: nil)))
    }
    _ = desk.takeEffects()
    return desk
  }

  var places: [PicturePlace] { app.render().pictures }

  var viewer: PictureViewer? {
    if case .viewer(let viewer)? = app.layers.first { viewer } else { nil }
  }

  var comparison: Comparison? {
    if case .comparison(let comparison)? = app.layers.first { comparison } else { nil }
  }
}
