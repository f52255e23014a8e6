/// Why a line has no frame that can stay.
public enum MissingReason: Hashable, Sendable {
  /// The sequences that asked for it are done, and it was in none.
  case neverCame
  case failed(Failure?)
  /// Every frame that came was rejected.
  case rejected
  /// A person wishes another one.
  case redo
}

/// One line of a set with the frames that were made for it.
public struct SetLine: Hashable, Sendable {
  public enum State: Hashable, Sendable {
    /// `frame` shows the line.
    case filled
    /// A frame may still come.
    case awaited
    case missing(MissingReason)
  }

  /// 1-based.
  public var number: Int
  /// What the prompt says about this line; `nil` where the prompt has no line for it.
  public var text: String?
  public var state: State
  /// The frame that stands for the line: the locked one, else the newest that was not rejected.
  public var frame: FrameID?
  public var verdict: FrameVerdict
  /// The other stored frames, newest first, rejected ones among them.
  public var alternatives: [FrameID]
}

/// A sequence and its repairs, shown as one set in the order of the lines.
public struct RepairedSet: Hashable, Sendable {
  public let original: SequenceRequest
  /// The original first, then each repair in the order it was made.
  public let parts: [SetPart]
  public let lines: [SetLine]

  /// - Parameters:
  ///   - request: the original's.
  ///   - part: what became of it.
  ///   - repairs: oldest first; repairs of repairs name the lines of the original as well.
  public init(_ request: SequenceRequest, _ part: SetPart, repairs: [SetPart] = []) {
    original = request
    parts = [part] + repairs
    let texts = Self.texts(request)
    let asked = parts.flatMap(\.lines).max() ?? 0
    let count = max(request.maxImages, texts.count, asked, 0)
    let numbers = 1..<(min(count, Self.mostLines) + 1)
    lines = numbers.map { [parts] number in
      Self.line(number, text: number <= texts.count ? texts[number - 1] : nil, parts)
    }
  }

  /// More is refused elsewhere; a set of any number would only fill the memory.
  static let mostLines = 1_000

  /// The frames that stand for their lines, in the order of the lines.
  public var frames: [FrameID] { lines.compactMap(\.frame) }

  public var missing: [SetLine] {
    lines.filter { if case .missing = $0.state { true } else { false } }
  }

  private static func texts(_ request: SequenceRequest) -> [String] {
    let list = ShotList(reading: request.prompt)
    return list.isOfFrames(asked: request.maxImages) ? list.shots.map(\.text) : []
  }

  private static func line(_ number: Int, text: String?, _ parts: [SetPart]) -> SetLine {
    var stored: [(id: FrameID, verdict: FrameVerdict)] = []
    for part in parts.reversed() {
      for frame in part.frames(of: number).reversed() where frame.status == .stored {
        stored.append((FrameID(part.id, frame.index), part.verdict(frame.index)))
      }
    }
    let chosen = stored.first { $0.verdict == .locked } ?? stored.first { $0.verdict != .rejected }
    return SetLine(
      number: number,
      text: text,
      state: chosen == nil ? state(number, parts, isRejected: !stored.isEmpty) : .filled,
      frame: chosen?.id,
      verdict: chosen?.verdict ?? (stored.isEmpty ? .undecided : .rejected),
      alternatives: stored.map(\.id).filter { $0 != chosen?.id }
    )
  }

  /// The state of a line that no frame stands for.
  private static func state(_ number: Int, _ parts: [SetPart], isRejected: Bool) -> SetLine.State {
    if parts.contains(where: { $0.mayStillBring(number) }) { return .awaited }
    let asking = parts.last { $0.lines.contains(number) }
    let failed = asking?.frames(of: number).first { $0.status == .failed }
    if let failed { return .missing(.failed(failed.failure)) }
    return .missing(isRejected ? .rejected : .neverCame)
  }
}

extension SetPart {
  /// True when a frame of the line is on its way, or may be.
  func mayStillBring(_ line: Int) -> Bool {
    let frames = frames(of: line)
    if frames.isEmpty { return !isFinal && lines.contains(line) }
    return frames.contains { $0.status == .pending } && !isFinal
  }
}
