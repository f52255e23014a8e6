import Glibc
import ProviderSimulator
import TestSupport
import Testing

/// The keyboard never waits: a library or a service that hangs only leaves answers out.
@Suite(.inTurn) struct ScriptStallTests {
  /// Holds the lock that every reader and writer of a library needs, as a backup program might.
  private final class Lock {
    private let descriptor: Int32

    init(_ path: String) throws {
      descriptor = open(path, O_RDWR | O_CLOEXEC)
      var range = flock()
      range.l_type = Int16(F_WRLCK)
      range.l_whence = Int16(SEEK_SET)
      // SQLite's pending, reserved and shared bytes.
      range.l_start = 0x4000_0000
      range.l_len = 512
      try #require(descriptor >= 0 && fcntl(descriptor, F_SETLK, &range) == 0)
    }

    deinit { close(descriptor) }
  }

  @Test func keysPaintWhileTheLibraryIsLocked() async throws {
    try await Ground.lend { ground in
      _ = try await ground.generate()
      let lock = try Lock(ground.database)
      let script = """
        wait Prompt 5
        type a fox
        wait "a fox" 1
        key tab
        key ?
        wait "Keys ·" 1
        key esc
        resize 60x20
        dump small
        key f5
        """
      let begun = ContinuousClock.now
      let words = ["--script", "-"]
      let ending = try await ground.run(words, input: script, atMost: 30)
      #expect(ending.code == 0, "\(ending.errors)\n\(ending.output)")
      #expect(ending.output.contains("Reading the library"))
      #expect(ContinuousClock.now - begun < .seconds(15))
      _ = consume lock
    }
  }

  @Test func keysPaintWhileTheServiceSaysNothing() async throws {
    try await Ground.lendHeld { ground, _ in
      let script = """
        wait Prompt
        type a fox
        key f5
        wait Queued
        type an owl
        wait "an owl" 1
        dump typed
        """
      let ending = try await ground.run(["--script", "-"], input: script, atMost: 60)
      #expect(ending.code == 0, "\(ending.errors)\n\(ending.output)")
      #expect(ending.output.contains("an owl"))
    }
  }

  @Test func aLibraryThatCouldNotBeOpenedIsOpenedOnceItCanBe() async throws {
    try await Ground.lend { ground in
      _ = try await ground.generate()
      let lock = try Lock(ground.database)
      let script = """
        wait Prompt 5
        type a fox
        wait "can't be opened" 30
        dump refused
        wait "1 sequence" 30
        key f5
        wait "2 sequences" 30
        """
      let words = ["--script", "-", "--size", "120x40"]
      let studio = try ground.start(words, input: script)
      let deadline = ContinuousClock.now + .seconds(40)
      while !studio.outputSoFar.contains("=== refused"), ContinuousClock.now < deadline {
        try await Task.sleep(for: .milliseconds(5))
      }
      _ = consume lock
      let ending = await studio.ended(atMost: 60)
      #expect(ending.code == 0, "\(ending.errors)\n\(ending.output)")
    }
  }

  @Test func whatALockedLibraryDoesNotTakeIsTakenUpNextTime() async throws {
    try await Ground.lend { ground in
      _ = try await ground.generate()
      let lock = try Lock(ground.database)
      let typing = "wait Prompt 5\ntype a fox that waits\nwait \"a fox that waits\" 5\n"
      let first = try await ground.run(["--script", "-"], input: typing, atMost: 30)
      #expect(first.code == 0, "\(first.errors)\n\(first.output)")
      let files = ground.files.filter { $0.contains("unkept-") }
      let file = try #require(files.first)
      #expect(files.count == 1)
      #expect(first.errors.contains(ground.home + "/" + file), "\(first.errors)")
      var facts = stat()
      #expect(stat(ground.home + "/" + file, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
      _ = consume lock
      let looking = "wait \"a fox that waits\" 20\nidle"
      for _ in 1...2 {
        let next = try await ground.run(["--script", "-"], input: looking, atMost: 60)
        #expect(next.code == 0, "\(next.errors)\n\(next.output)")
        #expect(next.errors.isEmpty, "\(next.errors)")
        #expect(!ground.files.contains { $0.contains("unkept-") })
      }
    }
  }

  @Test func aFileThatHoldsNoDraftStaysWhereItIs() async throws {
    try await Ground.lend { ground in
      try ground.write("{\"not\": \"a draft\"}", to: "data/unkept-mine.json")
      let ending = try await ground.run(
        ["--script", "-"],
        input: "wait Prompt\nidle",
        atMost: 60
      )
      #expect(ending.code == 0, "\(ending.errors)\n\(ending.output)")
      #expect(ground.files.contains("data/unkept-mine.json"))
    }
  }
}
