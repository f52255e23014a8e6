import StudioModel

/// The pictures that were marked to be compared, in the order they were marked.
struct FrameMarks: Hashable, Sendable {
  private(set) var picked: [PickedFrame] = []

  /// More would be too small beside each other.
  static let most = 4

  var isFull: Bool { picked.count >= Self.most }

  func contains(_ frame: PickedFrame) -> Bool { picked.contains { $0.isSame(as: frame) } }

  /// The numbers of those of one sequence.
  func numbers(of id: SequenceID) -> Set<Int> {
    Set(picked.filter { $0.job.id == id }.map(\.frame))
  }

  /// Marks a picture, or takes its mark away; one too many is not marked.
  mutating func toggle(_ frame: PickedFrame) {
    if let place = picked.firstIndex(where: { $0.isSame(as: frame) }) {
      picked.remove(at: place)
    } else if !isFull {
      picked.append(frame)
    }
  }

  mutating func clear() { picked = [] }

  /// What became of a sequence.
  mutating func take(_ job: Job) {
    for place in picked.indices
    where picked[place].job.id == job.id && picked[place].job.isFollowed(by: job) {
      picked[place].job = job
    }
  }

  mutating func forget(_ id: SequenceID) { picked.removeAll { $0.job.id == id } }

  /// What a comparison is made of: the marked ones, and with one alone the chosen one too.
  func compared(with chosen: PickedFrame?) -> [PickedFrame] {
    guard picked.count == 1, let chosen, !contains(chosen) else { return picked }
    return picked + [chosen]
  }

  /// Why a picture cannot be marked; `nil` where it can, or its mark be taken away.
  func objection(toMarking frame: PickedFrame?) -> String? {
    guard let frame, frame.path != nil else { return "The image is not on disk." }
    return isFull && !contains(frame) ? "\(Self.most) are marked already." : nil
  }

  func objection(toComparingWith chosen: PickedFrame?) -> String? {
    let count = compared(with: chosen?.path == nil ? nil : chosen).count
    return count < 2 ? "Mark two images or more first." : nil
  }

  /// For example `Marked image 3: 2 of 4 to compare`.
  func words(for frame: PickedFrame) -> String {
    let what = contains(frame) ? "Marked image" : "Took the mark from image"
    return "\(what) \(frame.frame): \(picked.count) of \(Self.most) to compare"
  }
}
