public import StudioModel

/// Why a file is not a recipe this program can use.
public struct RecipeProblem: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case file(FileFailure)
    /// Not JSON, or not bounded as a recipe is.
    case malformed
    /// A part of the request that is missing or makes no sense.
    case field(String)
  }

  public var kind: Kind
  public var path: String

  public var message: String {
    switch kind {
    case .file(let failure): failure.message
    case .malformed: "\(path) is not a recipe: it does not read as JSON."
    case .field(let name): "\(path) is not a whole recipe: `\(name)` is missing or not readable."
    }
  }
}

/// What stands in `recipe.json` beside the frames: enough to send the same request again, and to
/// know without the studio what became of it.
///
/// No key is ever in it. Addresses are kept as they came, with what signs them, because that makes
/// them work as long as the service keeps the pictures.
public struct Recipe: Hashable, Sendable {
  public static let currentVersion = 1
  /// Larger files are not read.
  public static let byteLimit = 4 << 20
  /// A request body past this (references inside it) is left out; their digests stay.
  static let bodyLimit = 1 << 20

  /// The version of the file's form; a newer one is read as far as it is understood.
  public var version: Int
  /// Name and version of the program that wrote it.
  public var program: String
  public var id: SequenceID?
  public var status: JobStatus?
  public var request: SequenceRequest
  /// In request order: the addresses the service was given.
  public var referenceURLs: [String]
  /// The body of the submit call, byte for byte.
  public var requestBody: String?
  public var predictionID: PredictionID?
  public var serviceRequestID: String?
  public var estimate: Money?
  public var createdAt: Timestamp?
  public var submittedAt: Timestamp?
  public var acceptedAt: Timestamp?
  public var finishedAt: Timestamp?
  public var frames: [Frame]
  public var failure: Failure?

  public init(job: Job, requestBody: String?, program: String) {
    version = Self.currentVersion
    self.program = program
    id = job.id
    status = job.status
    request = job.request
    referenceURLs = job.referenceURLs
    self.requestBody = requestBody
    predictionID = job.predictionID
    serviceRequestID = job.serviceRequestID
    estimate = job.estimate
    createdAt = job.createdAt
    submittedAt = job.submittedAt
    acceptedAt = job.acceptedAt
    finishedAt = job.finishedAt
    frames = job.frames
    failure = job.failure
  }

  init(version: Int, program: String, request: SequenceRequest) {
    self.version = version
    self.program = program
    self.request = request
    referenceURLs = []
    frames = []
  }

  /// Writes `recipe.json` into a folder, whole or not at all.
  public func write(
    to folder: String,
    replacing: Bool = true,
    using files: FileSystem = FileSystem()
  ) throws(FileFailure) {
    let path = LibraryLayout.path(LibraryLayout.recipeName, in: folder)
    try files.write(Array(text.utf8), to: path, replacing: replacing)
  }

  /// Reads a recipe that a person named, or that lies in the library.
  public static func read(
    _ path: String,
    using files: FileSystem = FileSystem()
  ) throws(RecipeProblem) -> Recipe {
    let bytes: [UInt8]
    do { bytes = try files.read(path, limit: byteLimit, followingLinks: true) } catch {
      throw RecipeProblem(kind: .file(error), path: path)
    }
    do throws(RecipeProblem.Kind) { return try Recipe(parsing: bytes) } catch {
      throw RecipeProblem(kind: error, path: path)
    }
  }
}

extension RecipeProblem.Kind: Error {}
