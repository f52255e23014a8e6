import StudioCore
import StudioModel
import StudioUI
import Synchronization

/// The way to the core, which is opened in the background: first what can be read, then the
/// library for work, then the services.
///
/// Whatever is asked for waits until its part is open, off the thread that reads keys. A library
/// that could not be opened refuses everything until the next try.
final class CoreDoor: Sendable {
  /// One try to open the library and to connect it.
  private struct Attempt: Sendable {
    let opening: Task<Result<Studio, Failure>, Never>
    /// Ends once every service that has a key is connected.
    let connecting: Task<Void, Never>
  }

  private let session: Session
  private let reading: FirstReading
  private let transport: CurlTransport
  private let access: AccessBoard
  private let prepare: @Sendable (Studio) async -> Void
  /// Ends once every key was looked for.
  private let finding: Task<ServiceAccess, Never>
  private let latest: Mutex<Attempt?>

  /// - Parameter prepare: begins to listen to the core's events; runs before the core does anything.
  init(
    _ session: Session,
    reading: FirstReading,
    access: AccessBoard,
    prepare: @escaping @Sendable (Studio) async -> Void
  ) {
    self.session = session
    self.reading = reading
    self.access = access
    self.prepare = prepare
    transport = CorePieces.transport()
    finding = Task.detached {
      let services = await ServiceAccess.find(session)
      access.found(services.access)
      return services
    }
    latest = Mutex(nil)
    begin()
  }

  @discardableResult
  private func begin() -> Attempt {
    let (session, reading, transport, prepare) = (session, reading, transport, prepare)
    let (finding, access) = (finding, access)
    let opening = Task.detached { () async -> Result<Studio, Failure> in
      // One disk and few processors: what is shown first is read first.
      await reading.wait()
      do throws(Failure) {
        let studio = try await CorePieces.studio(session, transport: transport)
        await prepare(studio)
        return .success(studio)
      } catch {
        return .failure(error)
      }
    }
    let connecting = Task.detached {
      var services = await finding.value
      guard case .success(let studio) = await opening.value else { return }
      await Self.standBack(session)
      let found = services.access
      services.connect(studio, transport)
      if services.access != found { access.found(services.access) }
    }
    let attempt = Attempt(opening: opening, connecting: connecting)
    latest.withLock { $0 = attempt }
    return attempt
  }

  /// Between tries to open a library that could not be opened; the last one for all that follow.
  static let pauses: [Duration] = [.seconds(1), .seconds(2), .seconds(5), .seconds(10)]

  /// Tries again for as long as the library cannot be opened; false when the task was cancelled.
  func openAtLast() async -> Bool {
    var pauses = Self.pauses[...]
    while let pause = pauses.first {
      if await isOpen { return !Task.isCancelled }
      do {
        try await Task.sleep(for: pause)
      } catch {
        return false
      }
      if pauses.count > 1 { pauses.removeFirst() }
      begin()
    }
    return false
  }

  /// Whether the latest try worked; waits for its end.
  var isOpen: Bool {
    get async { (try? await studio()) != nil }
  }

  private var attempt: Attempt { latest.withLock { $0 } ?? begin() }

  /// Clients open the libraries of the network, which takes a while on a machine that is painting
  /// its first screens. A demo has opened such libraries by now.
  private static func standBack(_ session: Session) async {
    if !session.paths.isDemo { try? await Task.sleep(for: .milliseconds(30)) }
  }

  /// The library open for work, perhaps without its services yet.
  func studio() async throws(Failure) -> Studio { try await attempt.opening.value.get() }

  /// The same with every service that has a key.
  func connectedStudio() async throws(Failure) -> Studio {
    let attempt = attempt
    let studio = try await attempt.opening.value.get()
    await attempt.connecting.value
    return studio
  }

  /// A page that was read ahead.
  func firstPage(for request: HistoryRequest) async -> HistoryPage? {
    await reading.page(for: request)
  }

  /// What happened since the first page was read ahead.
  func missed(by studio: Studio) async -> [StudioEvent] {
    guard let number = await reading.latestChange else { return [] }
    return await studio.missed(after: number)
  }

  /// For questions: what is there at once, else the library once it is open.
  func store() async throws(Failure) -> Store {
    if let store = await reading.store.value { return store }
    return try await studio().store
  }

  /// Lets go of every job and closes the library; a core that is not open yet is not waited for
  /// longer than `patience`. True when the library took the draft and the texts that were put aside.
  func leave(saving draft: Draft?, aside: [Draft], patience: Duration) async -> Bool {
    guard let studio = await opened(within: patience) else { return false }
    var isKept = true
    for text in aside {
      do throws(Failure) {
        try await studio.putAside(text)
      } catch {
        isKept = false
      }
    }
    if let draft, await studio.saveDraft(draft) != nil { isKept = false }
    await studio.close()
    // A key command that still runs is left to itself.
    if session.paths.isDemo { await finding.value.demo?.stop() }
    if let store = await reading.store.value { await store.close() }
    return isKept
  }

  private func opened(within patience: Duration) async -> Studio? {
    let opening = attempt.opening
    let (results, answer) = AsyncStream<Studio?>.makeStream()
    let waiting = Task { answer.yield(try? await opening.value.get()) }
    let timing = Task {
      try? await Task.sleep(for: patience)
      answer.yield(nil)
    }
    defer {
      waiting.cancel()
      timing.cancel()
    }
    for await result in results { return result }
    return nil
  }
}
