import StudioModel
import Testing

@testable import StudioCore

/// Drafts, preferences, earlier prompts, and the log of changes.
@Suite struct StoreKeepsakeTests {
  let folder: ScratchFolder
  let store: Store

  init() async throws {
    folder = try ScratchFolder()
    store = try await Store.open(path: folder.database)
  }

  private func draft(_ prompt: String) -> Draft {
    var request = sampleJob("a").request
    request.prompt = prompt
    request.references = [Reference(source: .file(path: "/fox.png"))]
    return Draft(request: request, caret: prompt.count)
  }

  private let slot = DraftID(rawValue: "slot")

  @Test func aSlotHoldsTheDraftSavedLast() async throws {
    try await store.saveDraft(draft("a f"), id: slot, owner: alice, at: noon)
    try await store.saveDraft(draft("a fox \u{0}狐\u{202E}"), id: slot, owner: alice, at: later)
    let all = try await store.drafts()
    #expect(all.count == 1)
    #expect(all.first?.kept.draft == draft("a fox \u{0}狐\u{202E}"))
    #expect(all.first?.kept.savedAt == later)
    #expect(all.first?.owner == alice)
  }

  @Test func draftsComeNewestFirst() async throws {
    for number in 0..<5 {
      try await store.saveDraft(
        draft("\(number)"),
        id: DraftID(rawValue: "\(number)"),
        owner: alice,
        at: noon + .seconds(number)
      )
    }
    #expect(
      try await store.drafts().map(\.kept.draft.request.prompt) == ["4", "3", "2", "1", "0"]
    )
  }

  @Test func oneOfTwoTakesADraftOver() async throws {
    try await store.saveDraft(draft("a fox"), id: slot, owner: alice, at: noon)
    let carol = LeaseOwnerID(rawValue: "owner-c")
    #expect(try await store.passDraft(slot, from: alice, to: bob))
    #expect(try await !store.passDraft(slot, from: alice, to: carol))
    #expect(try await store.drafts().first?.owner == bob)
  }

  @Test func aDraftOfANewerVersionIsLeftAlone() async throws {
    try await store.saveDraft(draft("a fox"), id: slot, owner: alice, at: noon)
    try await store.writer.write { (connection) throws(StoreFailure) -> Void in
      try connection.run("UPDATE drafts SET body = '{\"shape\": 2}'")
    }
    #expect(try await store.drafts() == [])
    try await store.removeDraft(DraftID(rawValue: "another"))
    let rows = try await store.reader.read { (connection) throws(StoreFailure) in
      try connection.number("SELECT count(*) FROM drafts")
    }
    #expect(rows == 1)
  }

  @Test func preferencesAreRememberedAndForgotten() async throws {
    #expect(try await store.preference("first-run") == nil)
    try await store.setPreference("first-run", "done")
    try await store.setPreference("first-run", "done again")
    #expect(try await store.preference("first-run") == "done again")
    #expect(try await store.preference("other") == nil)
    try await store.setPreference("first-run", nil)
    #expect(try await store.preference("first-run") == nil)
  }

  @Test func earlierPromptsComeOnceEachTheNewestFirst() async throws {
    try await store.importFinished(
      ["a fox", "an owl", "a fox", "a hare", "a fox"].enumerated().map { number, prompt in
        sampleJob("\(number)", prompt: prompt, status: .finished, at: noon + .seconds(number))
      }
    )
    #expect(try await store.recentPrompts(limit: 10) == ["a fox", "a hare", "an owl"])
    #expect(try await store.recentPrompts(limit: 1) == ["a fox"])
  }

  private func changes(after number: Int64) async throws -> LibraryChanges {
    try await store.reader.read { (connection) throws(StoreFailure) in
      try ChangesTable(connection: connection).since(number)
    }
  }

  @Test func everyChangeOfASequenceIsLogged() async throws {
    let fox = SequenceID(rawValue: "fox")
    var last: Int64 = 0
    func expectChange(_ what: String) async throws {
      let found = try await changes(after: last)
      #expect(found.ids == [fox] && !found.hasGap && found.last > last, "\(what)")
      last = found.last
      #expect(try await changes(after: last).ids == [], "\(what)")
    }
    try await store.queue(sampleJob("fox"))
    try await expectChange("admitted")
    _ = try await store.beginSubmission(
      sampleJob("fox").submitting(),
      owner: alice,
      now: noon,
      timeline: []
    )
    try await expectChange("submitting")
    try await store.save(sampleJob("fox", status: .finished), owner: alice)
    try await expectChange("saved")
    try await store.star(fox, true)
    try await expectChange("starred")
    _ = try await store.trash(
      fox,
      at: noon,
      movingTo: "/t",
      owner: alice,
      replacing: nil,
      until: later
    )
    try await expectChange("trashed")
    _ = try await store.restore(fox, movingTo: "/b", owner: alice, replacing: nil, until: later)
    try await expectChange("restored")
    try await store.forget(fox)
    try await expectChange("forgotten")
  }

  @Test func numbersAreNeverUsedAgain() async throws {
    try await store.importFinished([sampleJob("fox", status: .finished)])
    let before = try await changes(after: 0).last
    try await store.writer.write { (connection) throws(StoreFailure) -> Void in
      try connection.run("DELETE FROM changes")
    }
    try await store.star(SequenceID(rawValue: "fox"), true)
    #expect(try await changes(after: before).last == before + 1)
  }

  @Test func theLogStaysShortAndAGapIsSeen() async throws {
    try await store.importFinished(
      (0..<5_000).map { sampleJob("job-\($0)", status: .finished, at: noon + .milliseconds($0)) }
    )
    let far = try await changes(after: 1)
    #expect(far.hasGap && far.ids.count == 4_096 && far.last == 5_000)
    #expect(try await !changes(after: 4_990).hasGap)
    #expect(try await changes(after: 4_990).ids.count == 10)
  }

  @Test func aLibraryOfTheFirstVersionIsBroughtUpToDate() async throws {
    let path = folder.path + "/old.db"
    try OldLibrary.make(path)
    let store = try await Store.open(path: path)
    #expect(try await store.historyCount() == 1)
    let job = try #require(try await store.job(SequenceID(rawValue: "old")))
    #expect(job.trashedAt == nil && job.request.prompt == "A red fox")
    #expect(try await store.history(HistoryQuery(text: "fox"), limit: 5).jobs == [job])
    #expect(try await store.integrityCheck() == [])
    await store.close()
  }
}

/// A library as the first version of the program made it.
enum OldLibrary {
  static func make(_ path: String) throws {
    _ = try DatabaseFile.createIfMissing(path)
    // A writer would bring it up to date at once.
    let connection = try Connection.open(path: path, access: .reader)
    try connection.run("PRAGMA query_only = OFF")
    try connection.runScript(Schema.first)
    try connection.runScript(
      """
      PRAGMA user_version = 1;
      PRAGMA application_id = \(Migrations.applicationID);
      INSERT INTO sequences (row, id, status, provider, model, width, height, max_images, delivery,
        allows_undocumented_size, estimate, created_at, updated_at, submissions, poll_count,
        poll_failures, is_starred, folder, prompt)
      VALUES (1024, 'old', 'finished', 'wavespeed', 'm', 2048, 2048, 1, 'poll', 0, 27000, 1, 1, 1,
        0, 0, 0, '/library/old', 'A red fox');
      INSERT INTO prompt_index (rowid, prompt) VALUES (1024, 'A red fox');
      """
    )
    connection.close()
  }
}
