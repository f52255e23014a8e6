import StudioModel
import Testing

/// Which frame shows which line.
struct RepairedSetTests {
  private func set(_ part: SetPart, _ repairs: [SetPart] = []) throws -> RepairedSet {
    RepairedSet(try SetFixture.request(lines: 4), part, repairs: repairs)
  }

  @Test func framesBelongToTheLinesInTheirOrder() throws {
    let found = try set(SetFixture.part("sfs-", verdicts: [1: .accepted, 3: .rejected]))
    #expect(found.lines.map(\.number) == [1, 2, 3, 4])
    #expect(found.lines.map(\.text).first == "the fox on day A")
    #expect(
      found.lines.map(\.state) == [
        .filled, .missing(.failed(SetFixture.moderated)), .missing(.rejected), .missing(.neverCame),
      ]
    )
    #expect(found.lines.map(\.verdict) == [.accepted, .undecided, .rejected, .undecided])
    #expect(found.frames == [FrameID(SetFixture.original, 1)])
    #expect(found.lines[2].alternatives == [FrameID(SetFixture.original, 3)])
    #expect(found.missing.map(\.number) == [2, 3, 4])
  }

  @Test func whatMayStillComeIsNotMissing() throws {
    let running = try set(SetFixture.part("sp--", isFinal: false, verdicts: [1: .rejected]))
    #expect(running.lines.map(\.state) == [.missing(.rejected), .awaited, .awaited, .awaited])
    let failed = try set(SetFixture.part("sf--", isFinal: false))
    #expect(failed.missing.map(\.number) == [2])
    let over = try set(SetFixture.part("sp--"))
    #expect(over.missing.map(\.number) == [2, 3, 4])
  }

  @Test func repairsFillTheirLinesAndKeepTheOlderFrames() throws {
    let first = SetFixture.part("ss--", verdicts: [1: .accepted, 2: .rejected])
    let repair = SetFixture.part("s-s", id: SetFixture.repair, lines: [2, 3, 4])
    let found = try set(first, [repair])
    #expect(found.frames.map(\.description) == ["aaaaaaaaaa/1", "bbbbbbbbbb/1", "bbbbbbbbbb/3"])
    #expect(found.lines[1].alternatives == [FrameID(SetFixture.original, 2)])
    #expect(found.missing.map(\.number) == [3])
    let again = SetFixture.part("s", id: SetFixture.second, lines: [3])
    let whole = try set(first, [repair, again])
    #expect(whole.missing.isEmpty)
    #expect(whole.frames[2] == FrameID(SetFixture.second, 1))
  }

  @Test func theNewestThatWasNotRejectedIsShown() throws {
    let first = SetFixture.part("s", verdicts: [1: .accepted])
    let newer = SetFixture.part("s", id: SetFixture.repair, lines: [1])
    #expect(try set(first, [newer]).lines[0].frame?.sequence == SetFixture.repair)
    var rejected = newer
    rejected.verdicts = [1: .rejected]
    let line = try set(first, [rejected]).lines[0]
    #expect(line.frame?.sequence == SetFixture.original)
    #expect(line.alternatives == [FrameID(SetFixture.repair, 1)])
    var locked = first
    locked.verdicts = [1: .locked]
    #expect(try set(locked, [newer]).lines[0].frame?.sequence == SetFixture.original)
  }

  @Test func aRepairOnItsWayIsAwaited() throws {
    let first = SetFixture.part("ssss", verdicts: [2: .rejected])
    let running = SetFixture.part("-", id: SetFixture.repair, lines: [2], isFinal: false)
    #expect(try set(first, [running]).lines[1].state == .awaited)
    let failed = SetFixture.part("f", id: SetFixture.repair, lines: [2])
    #expect(
      try set(first, [failed]).lines[1].state == .missing(.failed(SetFixture.moderated))
    )
    let empty = SetFixture.part("-", id: SetFixture.repair, lines: [2])
    #expect(try set(first, [empty]).lines[1].state == .missing(.rejected))
  }

  @Test func linesThatWereNeverAskedForAreMissing() throws {
    var request = try SetFixture.request(lines: 4)
    request.maxImages = 2
    let found = RepairedSet(request, SetFixture.part("ss"))
    #expect(found.missing.map(\.number) == [3, 4])
    #expect(found.missing.map(\.state) == [.missing(.neverCame), .missing(.neverCame)])
  }

  @Test func bulletsAreFramesOnlyWhenTheNumberFits() throws {
    var request = try SetFixture.request(lines: 4)
    request.prompt = "A series of 4 images of a fox.\n- ink\n- soft light"
    #expect(
      RepairedSet(request, SetFixture.part("ssss")).lines.map(\.text) == [nil, nil, nil, nil]
    )
    request.maxImages = 2
    #expect(RepairedSet(request, SetFixture.part("ss")).lines.map(\.text) == ["ink", "soft light"])
  }

  @Test func aJobIsAPartOfASet() throws {
    var job = Job(
      id: SetFixture.repair,
      request: try SetFixture.request(lines: 2),
      status: .partial,
      createdAt: Timestamp(milliseconds: 0),
      estimate: .zero,
      folder: "/x"
    )
    job.frames = [Frame(index: 1, status: .stored), Frame(index: 3, status: .stored)]
    let original = SetPart(job, verdicts: [1: .locked])
    #expect(original.lines == [1, 2])
    #expect(original.isFinal)
    #expect(original.verdict(1) == .locked)
    #expect(original.verdict(2) == .undecided)
    #expect([0, 1, 2, 3].map(original.line) == [nil, 1, 2, nil])
    job.status = .unconfirmed
    let repair = SetPart(job, lines: [4, 7])
    #expect(!repair.isFinal)
    #expect(repair.line(of: 2) == 7)
    job.request.maxImages = .max
    #expect(SetPart(job).lines.count == 1_000)
    job.request.maxImages = .min
    #expect(SetPart(job).lines == [1])
  }

  @Test func verdictsHaveStoredWords() {
    #expect(FrameVerdict.allCases.map(\.rawValue) == ["none", "accepted", "rejected", "locked"])
    #expect(FrameVerdict.allCases.filter(\.isKept) == [.accepted, .locked])
  }
}
