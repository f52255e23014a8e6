/// Where the body of one reply goes, with every limit kept.
struct ReplyBody {
  enum Appetite {
    case more
    /// What was wanted is there; the rest may be dropped.
    case enough
  }

  private enum Place {
    case memory(limit: Int64)
    case file(PartialFile, limit: Int64)
    /// The words of an error: kept up to a limit, the rest is dropped.
    case excerpt
  }

  private static let excerptLimit = 64 << 10
  /// What a packed reply may unpack to, whatever plain ones may hold: half a megabyte on the wire can
  /// be half a gigabyte.
  static let packedLimit = ByteCount.mebibytes(64)

  private var place = Place.excerpt
  /// True when the service sent less of the file than it has.
  private(set) var isCutShort = false
  private(set) var bytes: [UInt8] = []
  private(set) var received: Int64 = 0

  init() {}

  /// Decides, from the head of a reply, where its body goes.
  init(_ head: ResponseHead, sink: HTTPSink) throws(TransportFailure) {
    guard (200..<300).contains(head.status) else { return }
    switch sink {
    case .memory(let limit):
      place = .memory(limit: head.isPlain ? limit.bytes : min(limit, Self.packedLimit).bytes)
      try Self.check(head, start: 0, limit: limit.bytes)
      if head.isPlain, let length = head.contentLength { bytes.reserveCapacity(Int(length)) }
    case .file(let path, let offset, let limit, _):
      // Without content there is nothing to replace the file with.
      if head.status == 204 || head.status == 205 { return }
      guard head.isPlain else {
        throw .reply("the service packed a file that was asked for as it is")
      }
      let start = try start(head, offset: offset)
      try Self.check(head, start: start, limit: limit.bytes)
      place = .file(try PartialFile(path: path, size: start), limit: limit.bytes)
    }
  }

  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) throws(TransportFailure) -> Appetite {
    received += Int64(piece.count)
    switch place {
    case .memory(let limit):
      guard Int64(bytes.count) + Int64(piece.count) <= limit else { throw .tooLarge(limit) }
      bytes.append(contentsOf: piece)
    case .file(let file, let limit):
      guard file.size + Int64(piece.count) <= limit else { throw .tooLarge(limit) }
      try file.append(piece)
    case .excerpt:
      bytes.append(contentsOf: piece.prefix(Self.excerptLimit - bytes.count))
      if bytes.count == Self.excerptLimit { return .enough }
    }
    return .more
  }

  /// Must be called before a reply counts as whole.
  func close() throws(TransportFailure) {
    if case .file(let file, _) = place { try file.close() }
  }

  /// Where in the file the body begins.
  private mutating func start(
    _ head: ResponseHead,
    offset: Int64
  ) throws(TransportFailure) -> Int64 {
    guard head.status == 206 else { return 0 }
    guard let range = head.header("Content-Range").flatMap(ContentRange.init) else {
      throw .reply("the service sent a part of the file without saying which")
    }
    guard range.start == offset else {
      throw .reply("the service sent another part of the file than was asked for")
    }
    isCutShort = range.isCutShort
    return offset
  }

  /// Refuses by what the service announces, before a byte of it is taken.
  private static func check(
    _ head: ResponseHead,
    start: Int64,
    limit: Int64
  ) throws(TransportFailure) {
    guard head.isPlain, let length = head.contentLength else { return }
    guard length <= limit - start else { throw .tooLarge(limit) }
  }
}

extension TransportFailure {
  static func tooLarge(_ limit: Int64) -> TransportFailure {
    TransportFailure(
      reach: .outcomeUnknown,
      kind: .tooLarge,
      message: "the reply is larger than the \(limit) bytes allowed"
    )
  }

  static func reply(_ message: String) -> TransportFailure {
    TransportFailure(reach: .outcomeUnknown, kind: .protocolError, message: message)
  }
}
