public import StudioModel

/// What a person set for good; everything has a default.
public struct StudioConfig: Hashable, Sendable {
  /// What may be spent; `nil` is no cap.
  public struct Spending: Hashable, Sendable {
    /// In one calendar day, local time.
    public var dailyCap: Money?
    /// For one sequence.
    public var jobCap: Money?

    public init(dailyCap: Money? = nil, jobCap: Money? = nil) {
      self.dailyCap = dailyCap
      self.jobCap = jobCap
    }

    /// The cap on the day of a moment; `nil` without one.
    func cap(at now: Timestamp) -> SpendingCap? {
      dailyCap.map { SpendingCap(limit: $0, since: LocalTime.midnight(before: now)) }
    }
  }

  /// What an account may do at a service; `nil` leaves it to the catalogue.
  public struct Limits: Hashable, Sendable {
    public var imagesPerMinute: Int?
    public var tasksAtOnce: Int?

    public init(imagesPerMinute: Int? = nil, tasksAtOnce: Int? = nil) {
      self.imagesPerMinute = imagesPerMinute
      self.tasksAtOnce = tasksAtOnce
    }
  }

  /// `nil` takes the service that has a key.
  public var provider: ProviderID?
  /// The model to use at a service when none is named.
  public var models: [ProviderID: ModelID]
  /// As written: absolute, or starting with `~/`.
  public var library: String?
  public var spending: Spending
  public var limits: [ProviderID: Limits]
  public var keyCommands: [ProviderID: KeyCommand]
  /// How the screen looks and behaves.
  public var screen: Screen

  /// The built-in values.
  public init() {
    models = [:]
    spending = Spending()
    limits = [:]
    keyCommands = [:]
    screen = Screen()
  }

  public func limits(of provider: ProviderID) -> Limits { limits[provider] ?? Limits() }

  /// The commented config that documents every key; all its values are the built-in ones.
  public static var commentedDefault: String {
    String(decoding: PackageResources.config_json5, as: UTF8.self)
  }
}

/// A config as it was read, with what is odd about it.
public struct LoadedConfig: Hashable, Sendable {
  public var config: StudioConfig
  public var warnings: [ConfigWarning]

  public init(config: StudioConfig = StudioConfig(), warnings: [ConfigWarning] = []) {
    self.config = config
    self.warnings = warnings
  }
}

/// A key that means nothing, or stands twice.
public struct ConfigWarning: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// `nearest` is the known key that looks most like it.
    case unknownKey(nearest: String?)
    /// An earlier line sets it too; the last one counts.
    case repeatedKey
  }

  public var kind: Kind
  /// As `spending.daily_cap_usd`; material from outside.
  public var keyPath: String
  public var line: Int

  public var message: String {
    switch kind {
    case .unknownKey(nil): "Line \(line): unknown key `\(keyPath)` is ignored."
    case .unknownKey(let nearest?):
      "Line \(line): unknown key `\(keyPath)` is ignored; did you mean `\(nearest)`?"
    case .repeatedKey: "Line \(line): `\(keyPath)` is set twice; the last one counts."
    }
  }
}

/// Why a config cannot be used.
public struct ConfigProblem: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case file(FileFailure)
    case notText
    case syntax(line: Int, column: Int, expected: String)
    /// `expected` says what the key takes.
    case value(keyPath: String, line: Int, expected: String, found: String)
  }

  public var kind: Kind
  public var path: String

  public init(_ kind: Kind, path: String) {
    self.kind = kind
    self.path = path
  }

  public var message: String {
    switch kind {
    case .file(let failure): return failure.message
    case .notText: return "\(path) is not a text in UTF-8."
    case .syntax(let line, let column, let expected):
      return "\(path), line \(line), column \(column): expected \(expected)."
    case .value(let keyPath, let line, let expected, let found):
      return "\(path), line \(line): `\(keyPath)` takes \(expected), and is \(found)."
    }
  }

  public var advice: String {
    switch kind {
    case .file(let failure): failure.advice
    case .notText: "Save the file as UTF-8."
    case .syntax: "Correct that place, or move the file away to use the built-in values."
    case .value(let keyPath, _, _, _): "Correct `\(keyPath)`, or remove the line."
    }
  }

  public var failure: Failure { Failure(.invalidRequest, message, cost: .nothing, advice: advice) }
}
