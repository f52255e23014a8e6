import StudioCore
import StudioModel
import StudioUI

/// What a studio does by itself when it starts: it reads what was left and goes on with it.
struct Beginning: Sendable {
  let door: CoreDoor
  let tally: WorkTally
  let showsFirstRun: Bool
  let warnings: [ConfigWarning]
  let tell: @Sendable (Report) -> Void

  /// Returns once everything was reported and every free job that was sent is worked on.
  func run() async {
    for warning in warnings { note(.warning, "Settings: \(warning.message)") }
    let studio: Studio
    do throws(Failure) {
      studio = try await door.studio()
    } catch {
      tell(.openingFailed(error))
      return
    }
    await studio.watchLibrary()
    tell(.opened)
    let missed = await door.missed(by: studio)
    if !missed.isEmpty { tell(.missed(missed)) }
    if let opened = await studio.openDraft() { tell(.draftLoaded(opened)) }
    let others = await studio.putAsideWhatIsLeft()
    if others > 0 { tell(.textsPutAside(others)) }
    if showsFirstRun, await isFirstRun(studio) { tell(.firstRun) }
    if let jobs = await unfinished(studio) { tell(.unfinishedLoaded(jobs)) }
    await goOn(studio)
  }

  private func isFirstRun(_ studio: Studio) async -> Bool {
    do throws(StoreFailure) {
      return try await studio.store.preference(Preference.greeted) == nil
    } catch {
      return false
    }
  }

  private func unfinished(_ studio: Studio) async -> [Job]? {
    let statuses = JobStatus.allCases.filter { !$0.isFinal }
    var query = HistoryQuery(statuses: Set(statuses))
    query.isInTrash = false
    var jobs: [Job] = []
    var cursor: HistoryCursor?
    do throws(StoreFailure) {
      repeat {
        let page = try await studio.store.history(query, before: cursor, limit: 500)
        jobs += page.jobs
        cursor = page.next
      } while cursor != nil
      return jobs
    } catch {
      tell(.refused(what: "read what is unfinished", error.asFailure()))
      return nil
    }
  }

  /// Takes up what no living program works on. Requests that were left unsent cost money when they
  /// go: the person is asked first.
  private func goOn(_ studio: Studio) async {
    do throws(Failure) {
      let connected = try await door.connectedStudio()
      var count = 0
      let unsent = try await connected.unsent()
      if !unsent.isEmpty { tell(.unsentFound(unsent)) }
      for result in try await connected.takeUpAll(leavingUnsent: true) {
        guard case .started(let job) = result else { continue }
        tally.started(job.id, afterRests: 0)
        count += 1
      }
      if count > 0 { note(.note, count == 1 ? "1 sequence goes on" : "\(count) sequences go on") }
    } catch {
      tell(.refused(what: "go on with what is unfinished", error))
    }
  }

  private func note(_ level: LogLine.Level, _ text: String) {
    tell(.noted(LogLine(level, at: StudioClock.live.now, text)))
  }
}
