import Dispatch
import Glibc
public import StudioModel

/// Where a service's key was found.
public enum KeyOrigin: Hashable, Sendable {
  case environment(variable: String)
  case file(path: String)
  case command

  /// For example `the variable WAVESPEED_API_KEY`.
  public var description: String {
    switch self {
    case .environment(let variable): "the variable \(variable)"
    case .file(let path): "the file \(path)"
    case .command: "`key_command` of the config"
    }
  }
}

/// A key and the place it came from.
public struct FoundKey: Hashable, Sendable {
  public var key: SecretKey
  public var origin: KeyOrigin

  public init(key: SecretKey, origin: KeyOrigin) {
    self.key = key
    self.origin = origin
  }
}

/// A place that should hold a key and does not hold a usable one. Never carries the key.
public struct SecretProblem: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case key(SecretKey.Problem)
    case file(FileFailure)
    /// The key file belongs to somebody else.
    case foreignOwner
    /// Others may read or write the key file.
    case openToOthers
    /// Others may put another file in the place of the key file.
    case folderOpenToOthers(path: String)
    case command(KeyCommandProblem)
  }

  public var kind: Kind
  public var origin: KeyOrigin
  public var provider: ProviderID

  public var message: String {
    let place = "The key for \(provider.displayName) in \(origin.description)"
    switch kind {
    case .key(.empty): return "\(place) is empty."
    case .key(.tooLong): return "\(place) is longer than \(SecretKey.longest) bytes."
    case .key(.foreignCharacter):
      return "\(place) holds a space, a line end or another character that no key has."
    case .file(let failure): return failure.message
    case .foreignOwner: return "\(place) is refused: the file belongs to another user."
    case .openToOthers: return "\(place) is refused: other users may read or change the file."
    case .folderOpenToOthers(let folder):
      return "\(place) is refused: other users may change the folder \(folder)."
    case .command(let problem):
      return "`key_command` for \(provider.displayName) \(problem.reason)."
    }
  }

  public var advice: String {
    switch (kind, origin) {
    case (.openToOthers, .file(let path)): "Run: chmod 600 \(Self.quoted(path))"
    case (.folderOpenToOthers(let folder), _): "Run: chmod go-w \(Self.quoted(folder))"
    case (.foreignOwner, .file(let path)):
      "Make a file of your own, or run: chown \"$(id -u)\" \(Self.quoted(path))"
    case (.file(let failure), _): failure.advice
    case (.command, _): "Run the command by hand: it must print the key alone, without asking."
    case (_, .environment(let variable)): "Set \(variable) to the key alone, or unset it."
    case (_, .file(let path)): "Put the key alone on one line in \(path)."
    case (_, .command): "The command must print the key alone on its first line."
    }
  }

  public var failure: Failure { Failure(.keyMissing, message, cost: .nothing, advice: advice) }

  /// As a shell takes it literally.
  private static func quoted(_ path: String) -> String {
    let parts = path.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "'\\''") + "'"
  }
}

extension SecretProblem.Kind: Error {}

/// Finds keys: in the environment, else in a private file, else from a command. Stores none.
public struct Secrets: Sendable {
  public static let commandTimeLimit = Duration.seconds(10)

  private let environment: [String: String]
  private let folder: String
  private let commands: [ProviderID: KeyCommand]
  private let clock: StudioClock
  private let timeLimit: Duration

  /// `folder` is where the key files are: `StudioPaths.keys`.
  public init(
    environment: [String: String],
    folder: String,
    commands: [ProviderID: KeyCommand] = [:],
    clock: StudioClock = .live,
    timeLimit: Duration = Self.commandTimeLimit
  ) {
    self.environment = environment
    self.folder = folder
    self.commands = commands
    self.clock = clock
    self.timeLimit = timeLimit
  }

  public func keyFile(of provider: ProviderID) -> String {
    PathName.join(folder, provider.rawValue)
  }

  /// The first key there is; `nil` when no place names one. A place that holds an unusable key is
  /// an error, so that a mistake is not hidden by the next place.
  public func key(for provider: ProviderID) async throws(SecretProblem) -> FoundKey? {
    if let found = try keyWithoutCommand(for: provider) { return found }
    guard let command = commands[provider] else { return nil }
    let run = CommandRun(
      words: command.words,
      environment: environment.withoutKeys,
      timeLimit: timeLimit,
      clock: clock
    )
    let result: Result<[UInt8], KeyCommandProblem> = await withCheckedContinuation { answer in
      // A thread of its own: tasks must not wait for a slow command.
      DispatchQueue.global().async {
        answer.resume(returning: Result { () throws(KeyCommandProblem) in try run.output() })
      }
    }
    let output: [UInt8]
    do { output = try result.get() } catch {
      throw SecretProblem(kind: .command(error), origin: .command, provider: provider)
    }
    return try found(Self.firstLine(output), .command, provider)
  }

  /// The same without running anything: for a quick look at what is set.
  public func keyWithoutCommand(for provider: ProviderID) throws(SecretProblem) -> FoundKey? {
    let variable = provider.keyVariable
    if let text = environment[variable], !text.isEmpty {
      return try found(text, .environment(variable: variable), provider)
    }
    return try keyInFile(for: provider)
  }

  private func keyInFile(for provider: ProviderID) throws(SecretProblem) -> FoundKey? {
    let path = keyFile(of: provider)
    let origin = KeyOrigin.file(path: path)
    let text: String
    do throws(SecretProblem.Kind) {
      guard let content = try Self.privateText(path) else { return nil }
      try Self.requirePrivateFolder(PathName(path).parent)
      text = content
    } catch {
      throw SecretProblem(kind: error, origin: origin, provider: provider)
    }
    return try found(text, origin, provider)
  }

  /// The text of a file that is ours alone; `nil` when there is none. A link is followed, as what
  /// counts is the file it leads to.
  private static func privateText(_ path: String) throws(SecretProblem.Kind) -> String? {
    let isOurs: Bool
    let isPrivate: Bool
    do throws(FileFailure) {
      let file = try OpenFile(path, flags: O_RDONLY | O_NONBLOCK | O_NOCTTY, for: .read)
      try file.requireRegular(for: .read)
      let facts = try file.facts(for: .read)
      isOurs = facts.st_uid == geteuid()
      isPrivate = facts.st_mode & 0o077 == 0
      if isOurs, isPrivate {
        return String(decoding: try file.readAll(limit: SecretKey.longest + 2), as: UTF8.self)
      }
    } catch {
      if error.kind == .notFound { return nil }
      throw .file(error)
    }
    throw isOurs ? .openToOthers : .foreignOwner
  }

  /// Whoever may write there can lead the key's name to any other private file, and have that sent.
  private static func requirePrivateFolder(_ folder: String) throws(SecretProblem.Kind) {
    var facts = stat()
    guard stat(folder, &facts) == 0, facts.st_mode & 0o022 != 0 else { return }
    throw .folderOpenToOthers(path: folder)
  }

  private func found(
    _ text: String,
    _ origin: KeyOrigin,
    _ provider: ProviderID
  ) throws(SecretProblem) -> FoundKey {
    do { return FoundKey(key: try SecretKey(text), origin: origin) } catch {
      throw SecretProblem(kind: .key(error), origin: origin, provider: provider)
    }
  }

  private static func firstLine(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}

extension [String: String] {
  /// An environment for programs that the studio starts: none of them needs a service's key.
  var withoutKeys: [String: String] {
    let names = Set(ProviderID.allCases.map(\.keyVariable))
    return filter { !names.contains($0.key) }
  }
}
