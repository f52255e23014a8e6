import StudioCore
import StudioModel
import StudioUI

extension EffectWork {
  func admit(_ request: SequenceRequest, _ estimate: Money, _ ticket: Int) async {
    do throws(Failure) {
      let studio = try await door.connectedStudio()
      // The prompt is sent, not left to be written: after a sudden end it must not lie there again.
      let left = drafts.wanted.flatMap { $0.request == request ? $0.withoutText : nil }
      let plan = SequencePlan(request: request, estimate: estimate)
      let admitted = try await studio.admit(plan, leaving: left)
      switch admitted {
      case .admitted(let job):
        tally.started(job.id, afterRests: 0)
        tell(.admitted(job, tookUp: false, ticket: ticket))
      case .tookUp(let job):
        tally.started(job.id, afterRests: tally.rests(job.id))
        tell(.admitted(job, tookUp: true, ticket: ticket))
      }
    } catch {
      tell(.admissionRefused(error, ticket: ticket))
    }
  }

  func decide(_ decision: JobDecision, _ id: SequenceID) async {
    do throws(Failure) {
      let studio = try await door.connectedStudio()
      let rests = tally.rests(id)
      let job = try await studio.decide(decision, on: id)
      if await studio.isWorking(on: id) { tally.started(id, afterRests: rests) }
      tell(.decided(decision, job))
    } catch {
      tell(.decisionRefused(decision, id, error))
    }
  }

  func setPolling(_ isPaused: Bool, _ id: SequenceID) async {
    await trying(isPaused ? "pause polling" : "go on with polling") { () async throws(Failure) in
      guard try await door.connectedStudio().setPolling(paused: isPaused, on: id) else {
        throw Self.notHere(id)
      }
    }
  }

  func lookNow(_ id: SequenceID) async {
    await trying("poll now") { () async throws(Failure) in
      guard try await door.connectedStudio().lookNow(id) else { throw Self.notHere(id) }
    }
  }

  func takeUp(_ id: SequenceID) async {
    await trying("go on with the sequence") { () async throws(Failure) in
      let studio = try await door.connectedStudio()
      let rests = tally.rests(id)
      switch try await studio.takeUp(id) {
      case .started(let job):
        tally.started(id, afterRests: rests)
        tell(.jobLoaded(job))
      case .resting(let job): tell(.jobLoaded(job))
      case .heldElsewhere: throw Self.heldElsewhere(id)
      case .lacksKey(let job): throw session.keyMissing(job.request.provider)
      case nil: throw Failure(.invalidRequest, "There is no sequence \(id).", cost: .nothing)
      }
    }
  }

  private static func notHere(_ id: SequenceID) -> Failure {
    Failure(.invalidRequest, "This studio does not work on \(id).", cost: .nothing)
  }

  private static func heldElsewhere(_ id: SequenceID) -> Failure {
    Failure(.invalidRequest, "Another program works on \(id) right now.", cost: .nothing)
  }
}
