import StudioModel

/// Sets of frames, in short words.
enum SetFixture {
  static let original = SequenceID(rawValue: "aaaaaaaaaa")
  static let repair = SequenceID(rawValue: "bbbbbbbbbb")
  static let second = SequenceID(rawValue: "cccccccccc")

  /// Eight lines of a fox, asked for as eight images.
  static func request(
    _ id: ModelID = CatalogFixture.text,
    _ provider: ProviderID = .wavespeed,
    lines: Int = 8,
    references: Int = 0
  ) throws -> SequenceRequest {
    var request = try CatalogFixture.request(id, provider, images: lines)
    let texts = (1...lines).map { "the fox on day \(letter($0))" }
    request.prompt =
      ShotList(common: "A series of \(lines) images of a fox.", shots: texts).composed
    request.references = (0..<references).map {
      Reference(source: .url("https://example.com/\($0).png"))
    }
    return request
  }

  /// `A` for 1: days that hold no number.
  static func letter(_ number: Int) -> String {
    String("ABCDEFGHIJKLMNOP".dropFirst(number - 1).prefix(1))
  }

  /// - Parameter frames: a letter each: `s`tored, `f`ailed, `p`ending, `-` none.
  static func part(
    _ frames: String,
    id: SequenceID = original,
    lines: [Int]? = nil,
    isFinal: Bool = true,
    verdicts: [Int: FrameVerdict] = [:]
  ) -> SetPart {
    let made = frames.enumerated().compactMap { offset, letter -> Frame? in
      switch letter {
      case "s": Frame(index: offset + 1, status: .stored)
      case "f": Frame(index: offset + 1, status: .failed, failure: moderated)
      case "p": Frame(index: offset + 1)
      default: nil
      }
    }
    return SetPart(
      id: id,
      frames: made,
      isFinal: isFinal,
      lines: lines ?? Array(1...frames.count),
      verdicts: verdicts
    )
  }

  static let moderated = Failure(.moderated, "The picture was withheld.", cost: .possible)

  /// The same verdict for several frames.
  static func all(_ indices: some Sequence<Int>, _ verdict: FrameVerdict) -> [Int: FrameVerdict] {
    Dictionary(uniqueKeysWithValues: indices.map { ($0, verdict) })
  }
}
