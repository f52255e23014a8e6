import StudioModel
import Testing

@testable import StudioUI

@Suite struct LeavingTests {
  @Test func withNothingUnderWayQLeavesAtOnce() {
    var desk = Desk.ready()
    desk.press("esc q")
    #expect(desk.takeEffects() == [.quit])
  }

  @Test func withSomethingUnderWayItSaysWhatAndThatItResumes() {
    var desk = Desk.ready()
    desk.report(.unfinishedLoaded([.sample("aaaaaaaaaa", .running), .sample("bbbbbbbbbb")]))
    _ = desk.takeEffects()
    desk.press("ctrl-c")
    #expect(desk.takeEffects().isEmpty)
    #expect(desk.screen.contains("2 sequences are under way"))
    #expect(desk.screen.contains("resume"))
    desk.press("n")
    #expect(desk.takeEffects().isEmpty && desk.app.layers.isEmpty)
    desk.press("ctrl-c y")
    #expect(desk.takeEffects() == [.quit])
  }

  @Test func aRequestThatIsBeingQueuedIsToldOf() {
    var desk = Desk.ready()
    desk.type("A series of 4 images of a lighthouse")
    desk.press("f5")
    _ = desk.takeEffects()
    desk.press("ctrl-c")
    #expect(desk.takeEffects().isEmpty)
    #expect(desk.screen.contains("A request is being queued. Nothing is lost"))
  }

  @Test func askedTwiceItLeaves() {
    var desk = Desk.ready()
    desk.report(.unfinishedLoaded([.sample("aaaaaaaaaa", .running)]))
    _ = desk.takeEffects()
    desk.press("ctrl-c ctrl-c")
    #expect(desk.takeEffects() == [.quit])
  }

  /// A quick service is done before the answer to the admission has come.
  @Test func aSequenceThatEndedBeforeItsAdmissionWasAnsweredIsNotCounted() {
    var desk = Desk.ready()
    let job = Job.sample("aaaaaaaaaa")
    desk.report(.event(.jobChanged(.sample("aaaaaaaaaa", .failed), nil)))
    desk.report(.admitted(job, tookUp: false, ticket: 1))
    _ = desk.takeEffects()
    desk.press("ctrl-c")
    #expect(desk.takeEffects() == [.quit])
  }

  @Test func ctrlCLeavesFromEveryLayer() {
    for opening in ["f1", "alt-x", "f12"] {
      var desk = Desk.ready()
      desk.press("\(opening) ctrl-c")
      #expect(desk.takeEffects() == [.quit], "\(opening)")
    }
  }

  @Test func aSequenceThatEndedIsNotCounted() {
    var desk = Desk.ready()
    desk.report(.unfinishedLoaded([.sample("aaaaaaaaaa", .running)]))
    let ended = Job.sample("aaaaaaaaaa", .finished)
    desk.report(.event(.jobsChangedElsewhere([ended])))
    _ = desk.takeEffects()
    desk.press("ctrl-c")
    #expect(desk.takeEffects() == [.quit])
  }

  @Test func anOlderStateThatArrivesLateDoesNotBringASequenceBack() {
    var desk = Desk.ready()
    var running = Job.sample("aaaaaaaaaa", .running)
    var ended = running
    ended.status = .finished
    ended.updatedAt = running.updatedAt + .seconds(1)
    desk.report(.event(.jobsChangedElsewhere([ended])))
    desk.report(.unfinishedLoaded([running]))
    running.updatedAt = ended.updatedAt
    desk.report(.unfinishedLoaded([running]))
    _ = desk.takeEffects()
    desk.press("ctrl-c")
    #expect(desk.takeEffects() == [.quit])
  }

  @Test func anEndCountsWhateverTheClockSays() {
    var desk = Desk.ready()
    var job = Job.sample("aaaaaaaaaa", .running)
    desk.report(.unfinishedLoaded([job]))
    job.status = .finished
    job.updatedAt = job.updatedAt + .hours(-1)
    desk.report(.event(.jobChanged(job, TimelineEntry(.finished, at: job.updatedAt))))
    _ = desk.takeEffects()
    desk.press("ctrl-c")
    #expect(desk.takeEffects() == [.quit])
  }

  @Test func aSequenceThatGoesOnAfterItsEndCountsAgain() {
    var desk = Desk.ready()
    var job = Job.sample("aaaaaaaaaa", .partial)
    desk.report(.event(.jobChanged(job, nil)))
    job.status = .downloading
    job.updatedAt = job.updatedAt + .seconds(1)
    desk.report(.decided(.retryDownloads, job))
    _ = desk.takeEffects()
    desk.press("ctrl-c")
    #expect(desk.takeEffects().isEmpty)
  }
}
