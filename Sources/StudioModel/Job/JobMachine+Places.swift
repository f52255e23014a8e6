/// Which frame each picture of a reply is: services leave out what their filter took, and send one
/// flag for each picture they made.
extension JobMachine {
  /// The numbers of the frames that the outputs of a reply are, in their order.
  func places(of report: PredictionReport) -> [Int] {
    let count = report.outputs.count
    // A frame keeps the number it was given first: its file may carry it already.
    let known = job.frames.filter { !$0.isWithheld }.map(\.index).sorted()
    if !known.isEmpty && known.count == count { return known }
    if report.hasFlagsForMore && report.nsfw.count <= job.request.maxImages {
      return report.nsfw.indices.filter { !report.nsfw[$0] }.map { $0 + 1 }
    }
    return Array(1...max(count, 1))
  }

  /// Frames the reply says will not come: flagged places without a picture, and places named by an
  /// earlier reply that this one no longer has.
  mutating func withhold(_ report: PredictionReport, besides places: [Int]) {
    let flagged = report.nsfw.indices.filter { report.nsfw[$0] }.map { $0 + 1 }
    let taken = Set(places + job.frames.map(\.index))
    for place in flagged where !taken.contains(place) && place <= job.request.maxImages {
      replace(
        Frame(
          index: place,
          status: .failed,
          isNSFW: true,
          failure: Failure(
            .moderated,
            "The content filter withheld this picture.",
            cost: .possible,
            advice: "Reword what this picture shows."
          )
        )
      )
    }
    for var frame in job.frames where frame.status == .pending && !places.contains(frame.index) {
      frame.status = .failed
      frame.failure = Failure(
        .downloadFailed,
        "The service no longer lists this picture.",
        cost: .charged
      )
      replace(frame)
    }
  }

  /// Frames stand in the order of their numbers.
  mutating func replace(_ frame: Frame) {
    if let place = job.frames.firstIndex(where: { $0.index == frame.index }) {
      job.frames[place] = frame
    } else {
      let place = job.frames.firstIndex { $0.index > frame.index } ?? job.frames.endIndex
      job.frames.insert(frame, at: place)
    }
  }
}

extension PredictionReport {
  /// True where the flags name more pictures than came, and those that are missing are flagged.
  fileprivate var hasFlagsForMore: Bool {
    nsfw.count > outputs.count && nsfw.count(where: { !$0 }) == outputs.count
  }

  /// What is said of the output at a place of the list; `nil` where it cannot be told.
  func flag(ofOutput place: Int) -> Bool? {
    if nsfw.count <= outputs.count { return place < nsfw.count ? nsfw[place] : nil }
    if hasFlagsForMore { return false }
    return nsfw.allSatisfy { $0 } ? true : nil
  }
}

extension Frame {
  fileprivate var isWithheld: Bool { status == .failed && failure?.code == .moderated }
}
