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
}
