import StudioCore
import StudioModel
import StudioUI

/// The way to the core, which is opened in the background: first what can be read, then the
/// library for work, then the services.
///
/// Whatever is asked for waits until its part is open, off the thread that reads keys.
final class CoreDoor: Sendable {
  private let session: Session
  private let reading: FirstReading
  private let opening: Task<Result<Studio, Failure>, Never>
  /// Ends once every key was looked for; gives the simulator of a demo.
  private let connecting: Task<DemoService?, Never>

  /// - Parameter listen: begins to listen to the core's events; runs before the core does anything.
  init(
    _ session: Session,
    reading: FirstReading,
    access: AccessBoard,
    listen: @escaping @Sendable (Studio) -> Void
  ) {
    self.session = session
    self.reading = reading
    let transport = CorePieces.transport()
    let opening = Task.detached { () async -> Result<Studio, Failure> in
      // One disk and few processors: what is shown first is read first.
      await reading.wait()
      do throws(Failure) {
        let studio = try await CorePieces.studio(session, transport: transport)
        listen(studio)
        return .success(studio)
      } catch {
        return .failure(error)
      }
    }
    self.opening = opening
    connecting = Task.detached {
      var services = await ServiceAccess.find(session)
      let found = services.access
      access.found(found)
      if case .success(let studio) = await opening.value {
        await Self.standBack(session)
        services.connect(studio, transport)
        if services.access != found { access.found(services.access) }
      }
      return services.demo
    }
  }

  /// Clients open the libraries of the network, which takes a while on a machine that is painting
  /// its first screens. A demo has opened such libraries by now.
  private static func standBack(_ session: Session) async {
    if !session.paths.isDemo { try? await Task.sleep(for: .milliseconds(30)) }
  }

  /// The library open for work, perhaps without its services yet.
  func studio() async throws(Failure) -> Studio { try await opening.value.get() }

  /// The same with every service that has a key.
  func connectedStudio() async throws(Failure) -> Studio {
    let studio = try await studio()
    _ = await connecting.value
    return studio
  }

  /// A page that was read ahead.
  func firstPage(for request: HistoryRequest) async -> HistoryPage? {
    await reading.page(for: request)
  }

  /// For questions: what is there at once, else the library once it is open.
  func store() async throws(Failure) -> Store {
    if let store = await reading.store.value { return store }
    return try await studio().store
  }

  /// Lets go of every job and closes the library; a core that is not open yet is not waited for
  /// longer than `patience`.
  func leave(saving draft: Draft?, patience: Duration) async {
    guard let studio = await opened(within: patience) else { return }
    if let draft { await studio.saveDraft(draft) }
    await studio.close()
    // A key command that still runs is left to itself.
    if session.paths.isDemo { await connecting.value?.stop() }
    if let store = await reading.store.value { await store.close() }
  }

  private func opened(within patience: Duration) async -> Studio? {
    let opening = opening
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
