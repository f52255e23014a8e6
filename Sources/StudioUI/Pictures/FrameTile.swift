import CellGrid
import StudioModel

/// One picture of a sequence as a strip or a grid shows it: the picture, or where it is.
struct FrameTile: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    case picture(path: String)
    /// Asked for; whether it will be made is the service's to say.
    case awaited
    case toBeFetched
    /// `nil` while its size is not known.
    case arriving(percent: Int?)
    case missing
  }

  /// As the service counts, from 1.
  let number: Int
  let content: Content
  /// Of the picture, or what was asked for.
  let size: PixelSize
  /// By the content filter.
  let isFlagged: Bool

  init(number: Int, _ content: Content, size: PixelSize, isFlagged: Bool = false) {
    self.number = number
    self.content = content
    self.size = size
    self.isFlagged = isFlagged
  }

  private init(_ frame: Frame, of job: Job, _ activity: JobActivity?) {
    number = frame.index
    size = frame.size ?? job.request.size
    isFlagged = frame.isNSFW == true
    content =
      switch frame.status {
      case .stored: job.path(of: frame).map { .picture(path: $0) } ?? .missing
      case .failed: .missing
      case .pending: Self.arriving(activity)
      }
  }

  private static func arriving(_ activity: JobActivity?) -> Content {
    guard case .downloading(_, let received, let total)? = activity else { return .toBeFetched }
    guard let total, total > 0 else { return .arriving(percent: nil) }
    let share = Double(min(max(received, 0), total)) / Double(total)
    return .arriving(percent: Int(share * 100))
  }

  /// The pictures of a sequence in its order; nothing where there is none to show or to wait for.
  ///
  /// - Parameter activities: what moves, by frame; see `JobActivity.lane`.
  static func all(of job: Job, _ activities: [Int: JobActivity] = [:]) -> [FrameTile] {
    let frames = job.frames.sorted { $0.index < $1.index }
    if frames.isEmpty, [.submitted, .running].contains(job.status) {
      return (1...max(job.request.maxImages, 1)).map {
        FrameTile(number: $0, .awaited, size: job.request.size)
      }
    }
    guard !job.status.isFinal || frames.contains(where: { $0.status == .stored }) else {
      return []
    }
    return frames.map { FrameTile($0, of: job, activities[$0.index]) }
  }
}

extension Job {
  /// Where a picture lies; `nil` while it is not on disk.
  func path(of frame: Frame) -> String? {
    guard frame.status == .stored, let name = frame.fileName else { return nil }
    return folder + "/" + name
  }

  /// The pictures that can be looked at, in order.
  var shownFrames: [Frame] {
    frames.filter { path(of: $0) != nil }.sorted { $0.index < $1.index }
  }
}
