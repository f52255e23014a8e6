import StudioCore
import StudioModel

/// What every command does around its work, and one place where failures are told.
enum CommandRun {
  /// Runs `work` in a session; a failure is told on stderr, or as the JSON document.
  static func inSession(
    _ arguments: Arguments,
    _ process: ProcessContext,
    _ work: (Session) async throws(Failure) -> ExitCode
  ) async -> ExitCode {
    await telling(process, json: arguments.has("json")) { () async throws(Failure) in
      let session = try Session.open(arguments, process)
      do throws(Failure) {
        let code = try await work(session)
        session.demo?.stop()
        return code
      } catch {
        session.demo?.stop()
        throw error
      }
    }
  }

  /// Runs `work` with the catalogue alone.
  static func withCatalog(
    _ arguments: Arguments,
    _ process: ProcessContext,
    _ work: (ModelCatalog) throws(Failure) -> ExitCode
  ) async -> ExitCode {
    await telling(process, json: arguments.has("json")) { () async throws(Failure) in
      try work(CorePieces.catalog())
    }
  }

  /// Runs `work` with the library open for reading; `nil` where there is none yet.
  static func withLibrary(
    _ arguments: Arguments,
    _ process: ProcessContext,
    _ work: (Store?) async throws(Failure) -> ExitCode
  ) async -> ExitCode {
    await telling(process, json: arguments.has("json")) { () async throws(Failure) in
      let settings = try LoadedSettings.read(process, isDemo: arguments.has("demo"))
      guard let store = try await openForReading(settings.paths.database) else {
        return try await work(nil)
      }
      do throws(Failure) {
        let code = try await work(store)
        await store.close()
        return code
      } catch {
        await store.close()
        throw error
      }
    }
  }

  private static func openForReading(_ path: String) async throws(Failure) -> Store? {
    do throws(StoreFailure) {
      return try await Store.open(path: path, mode: .readOnly)
    } catch {
      if case .missing = error { return nil }
      guard case .readOnly = error else { throw error.asFailure() }
      return try await openToMend(path)
    }
  }

  /// A program that ended while it made or changed the library leaves a journal that only a writer
  /// may roll back; everything else that cannot be read stays unread.
  private static func openToMend(_ path: String) async throws(Failure) -> Store {
    do throws(StoreFailure) {
      return try await Store.open(path: path)
    } catch {
      throw error.asFailure()
    }
  }

  /// Runs `work` with the core open, and closes it whatever happens.
  static func withStudio(
    _ session: Session,
    needing provider: ProviderID? = nil,
    _ work: (Studio, Interruption) async throws(Failure) -> ExitCode
  ) async throws(Failure) -> ExitCode {
    let interruption = Interruption(output: session.process.output)
    defer { interruption.close() }
    let studio = try await session.studio(needing: provider)
    do throws(Failure) {
      let code = try await work(studio, interruption)
      await studio.close()
      return code
    } catch {
      await studio.close()
      throw error
    }
  }

  /// Turns a misuse found after parsing into the failure every command tells the same way.
  static func usage<Value>(
    _ read: () throws(UsageError) -> Value
  ) throws(Failure) -> Value {
    do throws(UsageError) {
      return try read()
    } catch {
      throw Failure(.invalidRequest, error.message, cost: .nothing)
    }
  }

  /// Runs `work`; a failure is told on stderr, and as the one JSON document where one was asked for.
  static func telling(
    _ process: ProcessContext,
    json: Bool,
    _ work: () async throws(Failure) -> ExitCode
  ) async -> ExitCode {
    do throws(Failure) {
      return try await work()
    } catch {
      if json { process.output.result(JobDocument.refused(error).printed) }
      process.output.failure(error)
      return ExitCode(error)
    }
  }
}
