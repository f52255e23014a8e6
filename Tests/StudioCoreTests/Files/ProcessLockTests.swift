import Glibc
import StudioCore
import StudioModel
import Testing

@Suite struct ProcessLockTests {
  @Test func anOwnerIsAliveAsLongAsItsLockIsHeldAndLeavesNoFile() throws {
    let scratch = try ScratchFolder()
    var owner = LeaseOwnerID(rawValue: "")
    do {
      let lock = try ProcessLock(folder: scratch.path)
      owner = lock.owner
      #expect(ProcessLock.isAlive(owner, in: scratch.path) == true)
      #expect(scratch.mode("\(owner).lock") == 0o600)
      #expect(try ProcessLock.sweep(scratch.path) == 0)
      withExtendedLifetime(lock) {}
    }
    #expect(ProcessLock.isAlive(owner, in: scratch.path) == false)
    #expect(try scratch.names().isEmpty)
  }

  /// The child is a process of its own that makes a lock, reports, and is killed on a signal of
  /// this test: nothing in it gets the chance to clean up.
  @Test(.timeLimit(.minutes(1)))
  func aKilledProgramIsAliveUntilTheKernelTakesItsLockAway() async throws {
    let scratch = try ScratchFolder()
    #expect(mkfifo(scratch("born"), 0o600) == 0 && mkfifo(scratch("go"), 0o600) == 0)
    let folder = scratch.path
    async let death = #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
      let lock = try ProcessLock(folder: folder)
      try Pipe.send(lock.owner.rawValue, to: "\(folder)/born")
      _ = try Pipe.receive(from: "\(folder)/go")
      kill(getpid(), SIGKILL)
    }
    let owner = LeaseOwnerID(rawValue: try await Pipe.received(from: scratch("born")))
    #expect(ProcessLock.isAlive(owner, in: folder) == true)
    #expect(try ProcessLock.sweep(folder) == 0)
    try Pipe.send("now", to: scratch("go"))
    _ = await death
    #expect(try scratch.names().contains("\(owner).lock"))
    #expect(try ProcessLock.sweep(folder) == 1)
    #expect(ProcessLock.isAlive(owner, in: folder) == false)
    #expect(try scratch.names() == ["born", "go"])
  }

  @Test func aChildThatIsStartedMeanwhileDoesNotInheritTheLock() throws {
    let scratch = try ScratchFolder()
    var child: pid_t = 0
    var owner = LeaseOwnerID(rawValue: "")
    do {
      let lock = try ProcessLock(folder: scratch.path)
      owner = lock.owner
      child = try Pipe.spawn("/bin/sleep", ["1000"])
      // Keep the file, as a killed program would.
      #expect(link(scratch("\(owner).lock"), scratch("copy")) == 0)
      withExtendedLifetime(lock) {}
    }
    #expect(rename(scratch("copy"), scratch("\(owner).lock")) == 0)
    // Children of other tests share every file for the moment between their fork and their exec.
    var isAlive = ProcessLock.isAlive(owner, in: scratch.path)
    for _ in 0..<500 where isAlive != false {
      usleep(10_000)
      isAlive = ProcessLock.isAlive(owner, in: scratch.path)
    }
    #expect(isAlive == false)
    kill(child, SIGKILL)
    waitpid(child, nil, 0)
  }

  @Test(arguments: ["../secret", "a/b", "", "a\0b"])
  func noNameLeadsOutOfTheFolderOfLocks(name: String) throws {
    let scratch = try ScratchFolder()
    try FileSystem().makeFolder(scratch("locks"))
    try scratch.fill("secret.lock", "keep")
    let answer = ProcessLock.isAlive(LeaseOwnerID(rawValue: name), in: scratch("locks"))
    #expect(answer == (name.isEmpty ? false : nil))
    #expect(try scratch.text("secret.lock") == "keep")
  }

  @Test func aLinkInPlaceOfALockIsNeitherFollowedNorRemoved() throws {
    let scratch = try ScratchFolder()
    try scratch.fill("target", "keep")
    #expect(symlink(scratch("target"), scratch("1-a.lock")) == 0)
    #expect(ProcessLock.isAlive(LeaseOwnerID(rawValue: "1-a"), in: scratch.path) == nil)
    #expect(try scratch.names() == ["1-a.lock", "target"])
  }

  @Test func aMissingFolderIsSaid() {
    let failure = #expect(throws: FileFailure.self) {
      try ProcessLock(folder: "/tmp/seedream-none")
    }
    #expect(failure?.kind == .notFound)
  }

  @Test func manyOwnersAndSweepersNeverTakeALivingLockAway() async throws {
    let scratch = try ScratchFolder()
    let folder = scratch.path
    await withTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var losses = 0
          for _ in 0..<200 {
            guard let lock = try? ProcessLock(folder: folder) else { return 1_000 }
            if ProcessLock.isAlive(lock.owner, in: folder) != true { losses += 1 }
            withExtendedLifetime(lock) {}
          }
          return losses
        }
        group.addTask {
          for _ in 0..<200 { _ = try? ProcessLock.sweep(folder) }
          return 0
        }
      }
      for await losses in group { #expect(losses == 0) }
    }
    #expect(try scratch.names().isEmpty)
  }
}
