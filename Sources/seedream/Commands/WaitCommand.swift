import StudioCore
import StudioModel

/// Waits for sequences that are on their way, and never sends anything.
enum WaitCommand: HeadlessCommand {
  static let name = "wait"
  static let summary = "Wait for sequences without taking them from the program that works on them."
  static let operands = "ID…"
  static let options: [Option] = [.demo, .json, .help]
  static let notes = """
    A sequence that was sent and that no program works on is fetched, which is free. One that was
    not sent is never sent by this command: `seedream resume ID` does that.
    """

  static func run(_ arguments: Arguments, _ process: ProcessContext) async -> ExitCode {
    await CommandRun.inSession(arguments, process) { (session) async throws(Failure) in
      guard !arguments.operands.isEmpty else {
        throw Failure(.invalidRequest, "Name at least one ID.", cost: .nothing)
      }
      return try await CommandRun.withStudio(session) {
        (studio, interruption) async throws(Failure) in
        let watch = JobWatch(
          studio: studio,
          process: process,
          interruption: interruption
        )
        var ids: [SequenceID] = []
        for word in arguments.operands {
          let job = try await SequenceLookup(store: studio.store).one(word)
          if job.predictionID != nil { _ = try await studio.takeUp(job.id) }
          ids.append(job.id)
        }
        let ending = await watch.follow(ids, until: .resting, mayTakeUp: false)
        await studio.detach()
        return await SequenceReport(session: session, json: arguments.has("json")).tell(
          all: ids,
          ending,
          in: studio
        )
      }
    }
  }
}
