import CellGrid
import StudioModel
import StudioUI
import Testing

/// Times, costs, signs and results of jobs in words.
@Suite struct JobWordsTests {
  private func job(_ status: JobStatus, submissions: Int = 1) -> Job {
    var job = Job(
      id: SequenceID(rawValue: "a000000000"),
      request: SequenceRequest(
        provider: .wavespeed,
        model: ModelID(rawValue: "m"),
        prompt: "",
        size: PixelSize(width: 1_024, height: 1_024),
        maxImages: 4
      ),
      status: status,
      createdAt: Timestamp(milliseconds: 0),
      estimate: Money(microdollars: 108_000),
      folder: "/f"
    )
    job.submissions = submissions
    return job
  }

  @Test(arguments: [
    (Duration.seconds(-5), "0:00"), (.milliseconds(999), "0:00"), (.seconds(41), "0:41"),
    (.seconds(725), "12:05"), (.seconds(3_599), "59:59"), (.seconds(3_725), "1:02:05"),
    (.seconds(86_399), "23:59:59"), (.seconds(86_400 * 3 + 4 * 3_600), "3 d 4 h"),
  ])
  func elapsedTimeIsReadAsAStopWatch(span: Duration, expected: String) {
    #expect(JobTimes.clock(span) == expected)
  }

  @Test(arguments: [
    (Duration.seconds(300), "~5 m left"), (.seconds(121), "~3 m left"),
    (.seconds(120), "~2 m 00 s left"), (.milliseconds(11_200), "~12 s left"),
    (.zero, "any moment"), (.seconds(-9), "any moment"), (.seconds(-10), "taking longer"),
  ])
  func whatIsLeftIsARoughGuess(left: Duration, expected: String) {
    #expect(JobTimes.leftWords(left, usual: .seconds(40)) == expected)
  }

  @Test func onlyWhatTheServiceWorksOnHasATimeLeft() {
    for status in JobStatus.allCases {
      var job = job(status)
      job.acceptedAt = Timestamp(milliseconds: 1_000)
      let left = JobTimes.left(job, usual: .seconds(40), now: Timestamp(milliseconds: 11_000))
      #expect(left == ([.submitted, .running].contains(status) ? .seconds(30) : nil))
    }
  }

  @Test func elapsedTimeBeginsWithTheSendingAndStopsWithTheEnd() {
    var job = job(.running)
    let now = Timestamp(milliseconds: 60_000)
    #expect(JobTimes.elapsed(job, now: now) == .seconds(60))
    job.submittedAt = Timestamp(milliseconds: 20_000)
    #expect(JobTimes.elapsed(job, now: now) == .seconds(40))
    job.finishedAt = Timestamp(milliseconds: 30_000)
    #expect(JobTimes.elapsed(job, now: now) == .seconds(10))
    // A clock that was set back.
    job.finishedAt = Timestamp(milliseconds: 1_000)
    #expect(JobTimes.elapsed(job, now: now) == .zero)
  }

  @Test(arguments: [JobStatus.queued, .submitting])
  func theClockOfARequestRunsOnThroughItsTries(status: JobStatus) {
    var job = job(status)
    job.submittedAt = Timestamp(milliseconds: 58_000)
    #expect(JobTimes.elapsed(job, now: Timestamp(milliseconds: 60_000)) == .seconds(60))
  }

  @Test(arguments: [
    (JobStatus.queued, nil as Failure.Cost?, "nothing", "Nothing yet; up to $0.108."),
    (.running, nil, "up to $0.108", "Up to $0.108."),
    (.unconfirmed, .possible, "up to $0.108", "Up to $0.108 may have been charged."),
    (.finished, nil, "$0.108", "$0.108, counted as spent."),
    (.partial, .charged, "$0.108", "$0.108, counted as spent."),
    (.failed, .nothing, "nothing", "Nothing."),
    (
      .failed, .possible, "up to $0.108",
      "Up to $0.108 may have been charged; it counts as spent."
    ), (.cancelled, .nothing, "nothing", "Nothing: it was not sent."),
  ])
  func costsAreSaidAsSureAsTheyAre(
    status: JobStatus,
    cost: Failure.Cost?,
    short: String,
    sentence: String
  ) {
    var job = job(status)
    job.failure = cost.map { Failure(.refused, "", cost: $0) }
    #expect(JobCost.short(job) == short)
    #expect(JobCost.sentence(job, isStated: true) == sentence)
  }

  @Test func whatTheServiceDoesNotStateIsAnEstimate() {
    #expect(
      JobCost.sentence(job(.finished), isStated: false) == "$0.108 (estimate), counted as spent."
    )
  }

  @Test func whatWasSentTwiceMayCostTwice() {
    let job = job(.finished, submissions: 2)
    #expect(JobCost.short(job) == "up to $0.216")
    #expect(JobCost.sentence(job, isStated: true).hasSuffix("sent 2 times: up to $0.216 in all."))
  }

  @Test func everyStateHasASignOfOneCellAndAWordThatFits() {
    for status in JobStatus.allCases {
      #expect(CellWidth.of(JobSign.still(status)) == 1)
      #expect(CellWidth.of(JobSign.word(status)) <= 11)
    }
    let final = JobStatus.allCases.filter(\.isFinal).map(JobSign.still)
    #expect(Set(final).count == final.count, "colours alone tell nothing apart")
    for step in [Int.min, -1, 0, 1, 9, 10, Int.max] {
      #expect(CellWidth.of(JobSign.turning(step)) == 1)
    }
  }

  @Test func resultsAreOneLine() {
    var done = job(.finished)
    done.finishedAt = Timestamp(milliseconds: 41_000)
    #expect(JobResult(done).text == "0/4 images · $0.108 · 41 s")
    #expect(JobResult(done).short == "0/4 · $0.108 · 41 s")
    #expect(JobResult(job(.cancelled)).text == "not sent, cost nothing")
    var one = done
    one.request.maxImages = 1
    #expect(JobResult(one).images == "0/1 image")
  }
}
