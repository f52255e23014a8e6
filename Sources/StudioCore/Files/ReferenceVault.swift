import Glibc
public import StudioModel

/// Why a local file cannot be a reference.
public struct ReferenceFileProblem: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case file(FileFailure.Kind)
    case empty
    case tooLarge(bytes: Int64, limit: Int64)
    case picture(PictureProblem)
    /// The content is not what was looked at before.
    case changed
    /// The picture is fine and could not be kept.
    case storage(FileFailure)
  }

  public var kind: Kind
  /// As the person spelled it; material from outside.
  public var path: String

  public init(_ kind: Kind, path: String) {
    self.kind = kind
    self.path = path
  }

  /// One sentence that names the file.
  public var message: String {
    switch kind {
    case .file(let kind):
      return FileFailure(kind, .read, path: path).message
        .replacingPrefix("Cannot read ", with: "Cannot use the reference ")
    case .empty: return "The reference \(path) is empty."
    case .tooLarge(let bytes, let limit):
      return "The reference \(path) has \(bytes) bytes; a reference may have at most \(limit)."
    case .picture(let problem): return "The reference \(path) is refused: \(problem.reason)"
    case .changed: return "The reference \(path) has changed since it was looked at."
    case .storage(let failure): return failure.message
    }
  }

  public var advice: String {
    switch kind {
    case .file(let kind): FileFailure(kind, .read, path: path).advice
    case .empty, .picture: "Use a whole JPEG, PNG or WebP picture."
    case .tooLarge: "Save the picture smaller or with stronger compression."
    case .changed: "Send the request again with the picture as it is now."
    case .storage(let failure): failure.advice
    }
  }

  /// The same problem in the terms of a request that was not sent.
  public var failure: Failure {
    if case .storage(let failure) = kind { return failure.failure(cost: .nothing) }
    return Failure(.badReference, message, cost: .nothing, advice: advice)
  }
}

/// Copies of local references under the name of their content, so that a waiting job does not
/// depend on files that people move or edit.
public struct ReferenceVault: Sendable {
  /// The services' documents say 10 MB a file.
  public static let byteLimit: Int64 = 10 << 20

  public let folder: String
  private let files: FileSystem
  private let inspector: any PictureInspector

  public init(
    folder: String,
    inspector: any PictureInspector,
    files: FileSystem = FileSystem()
  ) {
    self.folder = folder
    self.inspector = inspector
    self.files = files
  }

  /// Looks at a file without keeping anything. Links are followed; anything but a regular file is
  /// refused without waiting for it.
  public func inspect(_ path: String) throws(ReferenceFileProblem) -> ReferenceFacts {
    try facts(of: load(path), path: path)
  }

  /// Keeps a copy of the file and returns its facts; `expected` refuses a content that is not the
  /// one looked at before.
  public func keep(
    _ path: String,
    expected: ReferenceFacts? = nil
  ) throws(ReferenceFileProblem) -> ReferenceFacts {
    let bytes = try load(path)
    let facts = try facts(of: bytes, path: path)
    guard expected == nil || expected?.sha256 == facts.sha256 else {
      throw ReferenceFileProblem(.changed, path: path)
    }
    let copy = self.path(for: facts)
    if holds(facts) { return facts }
    do throws(FileFailure) {
      try files.makeFolder(folder)
      // No program would ever look for what one that dies here left half written under a name.
      try files.write(bytes, to: copy, replacing: false)
    } catch {
      if error.kind == .exists { return try replace(copy, with: bytes, facts, path: path) }
      throw ReferenceFileProblem(.storage(error), path: path)
    }
    return facts
  }

  /// Something has the name already: another program's copy of the same, made meanwhile, or one
  /// that was damaged.
  private func replace(
    _ copy: String,
    with bytes: [UInt8],
    _ facts: ReferenceFacts,
    path: String
  ) throws(ReferenceFileProblem) -> ReferenceFacts {
    if holds(facts) { return facts }
    do throws(FileFailure) {
      try files.write(bytes, to: copy)
    } catch {
      throw ReferenceFileProblem(.storage(error), path: path)
    }
    return facts
  }

  /// Where the copy of a reference is, or would be.
  public func path(for facts: ReferenceFacts) -> String {
    // Facts can come back from a database or a recipe: what is no digest never becomes a path.
    let name = SHA256Digest.isHexadecimal(facts.sha256) ? facts.sha256 : "invalid"
    return PathName.join(folder, "\(name).\(facts.format.fileExtension)")
  }

  /// True when the copy is there with the right content.
  public func holds(_ facts: ReferenceFacts) -> Bool {
    let copy = path(for: facts)
    guard files.byteCount(copy) == facts.byteCount else { return false }
    return (try? SHA256Digest.hexadecimal(ofFile: copy)) == facts.sha256
  }

  private func load(_ path: String) throws(ReferenceFileProblem) -> [UInt8] {
    let byteCount: Int64
    do throws(FileFailure) {
      let file = try OpenFile(path, flags: O_RDONLY | O_NONBLOCK, for: .read)
      try file.requireRegular(for: .read)
      let count = Int64(try file.facts(for: .read).st_size)
      if count <= Self.byteLimit { return try file.readAll(limit: Int(Self.byteLimit)) }
      byteCount = count
    } catch {
      throw ReferenceFileProblem(.file(error.kind), path: path)
    }
    throw ReferenceFileProblem(.tooLarge(bytes: byteCount, limit: Self.byteLimit), path: path)
  }

  private func facts(of bytes: [UInt8], path: String) throws(ReferenceFileProblem) -> ReferenceFacts
  {
    guard !bytes.isEmpty else { throw ReferenceFileProblem(.empty, path: path) }
    let picture: PictureFacts
    do { picture = try inspector.header(of: path) } catch {
      throw ReferenceFileProblem(.picture(error), path: path)
    }
    return ReferenceFacts(
      sha256: SHA256Digest.hexadecimal(of: bytes),
      byteCount: Int64(bytes.count),
      format: picture.format,
      size: picture.size
    )
  }
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String, with other: String) -> String {
    hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
  }
}
