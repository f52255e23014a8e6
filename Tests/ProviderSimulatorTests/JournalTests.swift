import Glibc
import Testing

@testable import ProviderSimulator

@Suite struct JournalTests {
  private func bench(_ folder: ScratchFolder) throws -> Bench {
    try Bench { $0.journalPath = folder.path + "/journal" }
  }

  @Test func aLaterSimulatorOnAnotherPortFinishesTheTask() throws {
    let folder = try ScratchFolder()
    let first = try bench(folder)
    let id = try first.acceptedID()
    let old = try first.outputs(id)
    let picture = try first.client.download(old[0]).body
    first.server.stop()

    let second = try bench(folder)
    let outputs = try second.outputs(id)
    #expect(outputs.allSatisfy { $0.hasPrefix(second.server.baseURL) })
    #expect(try second.client.download(outputs[0]).body == picture)
    #expect(second.server.ledger.map(\.predictionID) == [id])
    #expect(second.server.balance(.waveSpeed) == 49_946_000)
  }

  @Test func twoSimulatorsShareOneJournal() throws {
    let folder = try ScratchFolder()
    let first = try bench(folder)
    let second = try bench(folder)
    let mine = try first.acceptedID()
    let theirs = try second.acceptedID()
    #expect(mine != theirs)
    #expect(try second.poll(mine).json["data"]?["status"] == "completed")
    #expect(Set(first.server.ledger.map(\.predictionID)) == [mine, theirs])
  }

  @Test func uploadsAndDeletionsSurviveToo() throws {
    let folder = try ScratchFolder()
    let first = try bench(folder)
    let picture = try TestPicture.jpeg()
    let upload = try first.upload(picture, to: "/api/v3/media/upload/binary")
    let url = try #require(upload.json["data"]?["download_url"]?.text)
    let id = try first.acceptedID()
    _ = try first.client.post("/api/v3/predictions/delete", ["ids": [.string(id)]])
    first.server.stop()

    let second = try bench(folder)
    #expect(try second.client.download(url).body == picture)
    #expect(try second.poll(id).json["data"]?["status"] == "deleted")
    // The old port's address is still understood as a reference.
    let edit = try second.submit(["images": [.string(url)]], model: Models.edit)
    let edited = try #require(edit.json["data"]?["id"]?.text)
    #expect(try second.poll(edited).json["data"]?["status"] == "completed")
  }

  @Test func theOutcomeThatWasDecidedStaysDecided() throws {
    let folder = try ScratchFolder()
    let first = try bench(folder)
    first.server.script(FaultRule(call: .submit, fault: .moderatedFrames([1])))
    let id = try first.acceptedID()
    first.server.stop()
    let second = try bench(folder)
    #expect(try second.outputs(id).count == 1)
    #expect(try second.poll(id).json["data"]?["has_nsfw_contents"] == [true, false])
  }

  @Test func aTornLineIsSkippedAndDoesNotSwallowTheNext() throws {
    let folder = try ScratchFolder()
    let first = try bench(folder)
    let id = try first.acceptedID()
    first.server.stop()
    let file = try #require(fopen(folder.path + "/journal", "a"))
    fputs("{\"accepted\":{\"_0\":{\"id\":\"torn", file)
    fclose(file)
    let second = try bench(folder)
    let next = try second.acceptedID()
    second.server.stop()
    let third = try bench(folder)
    #expect(third.server.ledger.map(\.predictionID) == [id, next])
  }

  @Test func uploadsAreForgottenAfterAWeek() throws {
    let folder = try ScratchFolder()
    let first = try bench(folder)
    let upload = try first.upload(try TestPicture.jpeg(), to: "/api/v3/media/upload/binary")
    let url = try #require(upload.json["data"]?["download_url"]?.text)
    let token = String(url.split(separator: "/")[5])
    first.server.stop()
    let file = folder.path + "/journal.uploads/" + token
    var old = [timeval(tv_sec: time(nil) - 9 * 86_400, tv_usec: 0)]
    old.append(old[0])
    #expect(utimes(file, &old) == 0)
    let second = try bench(folder)
    #expect(try second.client.download(url).status == 404)
    #expect(access(file, F_OK) != 0)
  }

  @Test func anUnwritableJournalIsSaid() throws {
    #expect(throws: SimulatorFailure.self) {
      try Bench { $0.journalPath = "/nonexistent-folder/journal" }
    }
  }
}
