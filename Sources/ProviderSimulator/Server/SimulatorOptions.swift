/// How long a task takes, by the simulator's clock.
public struct SimulatorPace: Sendable, Hashable {
  /// How long a task waits before work on it begins.
  public var queued: Duration
  /// The part of the work that every task needs.
  public var base: Duration
  /// The part that each image asked for adds.
  public var perImage: Duration
  /// How long a synchronous submit stays open before it turns into polling.
  public var syncLimit: Duration

  public init(
    queued: Duration = .zero,
    base: Duration,
    perImage: Duration,
    syncLimit: Duration = .seconds(90)
  ) {
    self.queued = queued
    self.base = base
    self.perImage = perImage
    self.syncLimit = syncLimit
  }

  /// Quick enough not to bore, slow enough to see the states pass.
  public static let demo = SimulatorPace(
    queued: .milliseconds(150),
    base: .milliseconds(450),
    perImage: .milliseconds(250)
  )
  /// Everything is done by the first look.
  public static let instant = SimulatorPace(base: .zero, perImage: .zero)
}

/// An account's limits; past them a submit is answered 429.
public struct SimulatorLimits: Sendable, Hashable {
  public var imagesPerMinute: Int
  public var tasksAtOnce: Int

  public init(imagesPerMinute: Int, tasksAtOnce: Int) {
    self.imagesPerMinute = imagesPerMinute
    self.tasksAtOnce = tasksAtOnce
  }

  /// The lowest tier that WaveSpeed documents.
  public static let bronze = SimulatorLimits(imagesPerMinute: 10, tasksAtOnce: 3)
  public static let silver = SimulatorLimits(imagesPerMinute: 500, tasksAtOnce: 100)
  public static let gold = SimulatorLimits(imagesPerMinute: 3000, tasksAtOnce: 2000)
}

/// The file format of the pictures.
public enum SimulatorPictureFormat: String, Sendable, Hashable, Codable {
  case jpeg
  case png
}

/// Why a simulator did not start.
public enum SimulatorFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// libmicrohttpd is not installed.
  case libraryMissing
  /// The port is taken or may not be used; the code is an `errno`.
  case portUnavailable(port: UInt16, code: Int32)
  /// The HTTP library refused to start, for want of threads or descriptors.
  case refused
  /// The journal can't be read or written; the code is an `errno`.
  case journalUnusable(path: String, code: Int32)

  public var description: String {
    switch self {
    case .libraryMissing: "libmicrohttpd.so.12 is not installed (Debian: libmicrohttpd12)"
    case .portUnavailable(let port, let code):
      "port \(port) can't be used (\(ErrorText.of(code)))"
    case .refused: "the HTTP server could not start"
    case .journalUnusable(let path, let code):
      "the simulator's journal \(path) can't be used (\(ErrorText.of(code)))"
    }
  }
}

extension SimulatorServer {
  /// What a simulator is started with.
  public struct Options: Sendable {
    /// 0 takes a free port.
    public var port: UInt16 = 0
    public var keys: SimulatorKeys = .any
    /// Where accepted tasks are kept so that a later simulator knows them; the files that were
    /// uploaded go into a folder beside it.
    public var journalPath: String?
    public var pace: SimulatorPace = .demo
    public var faults: [FaultRule] = []
    /// Makes ids predictable: the same seed and the same calls give the same ids.
    public var seed: UInt64?
    public var clock: SimulatorClock = .system
    /// What each service's account starts with, in millionths of a dollar.
    public var startingBalance: Int64 = 50_000_000
    /// Takes sizes outside the documents (the table's small ones) up to 4096 × 4096 pixels.
    /// What the real services do with them is not known, so they are refused unless asked for.
    public var allowsUndocumentedSizes = false
    public var pictureFormat: SimulatorPictureFormat = .jpeg
    /// `nil` is an account without limits.
    public var limits: SimulatorLimits?

    public init() {}
  }
}
