import Glibc
import StudioCore
import Testing

/// What a full disk, a limit on files and strange umasks do. These change the whole process, so
/// each runs in one of its own.
@Suite struct DiskLimitTests {
  @Test(arguments: [mode_t(0), mode_t(0o777), mode_t(0o077)])
  func modesAreOursWhateverTheUmask(mask: mode_t) async throws {
    let scratch = try ScratchFolder()
    let folder = scratch.path
    await #expect(processExitsWith: .success) {
      [folder = folder as String, mask = mask as mode_t] in
      umask(mask)
      let files = FileSystem()
      try files.makeFolder("\(folder)/a/b")
      try files.makeFolder(["c", "d"], in: "\(folder)/a")
      try files.write([1], to: "\(folder)/a/b/x")
      try files.write([2], to: "\(folder)/a/b/.01.part")
      try files.publish("\(folder)/a/b/.01.part", as: "\(folder)/a/b/01.jpg")
      let lock = try ProcessLock(folder: "\(folder)/a")
      guard chmod("\(folder)/a/\(lock.owner).lock", 0o600) == 0 else { exit(2) }
    }
    for name in ["a", "a/b", "a/c", "a/c/d"] { #expect(scratch.mode(name) == 0o700, "\(name)") }
    for name in ["a/b/x", "a/b/01.jpg"] { #expect(scratch.mode(name) == 0o600, "\(name)") }
  }

  @Test func aFileOverTheSizeLimitLeavesTheOldOneAndNoPart() async throws {
    let scratch = try ScratchFolder()
    let folder = scratch.path
    try scratch.fill("recipe.json", "old")
    await #expect(processExitsWith: .exitCode(27)) { [folder = folder as String] in
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      setrlimit(__rlimit_resource_t(1), &limit)
      do throws(FileFailure) {
        try FileSystem().write([UInt8](repeating: 1, count: 300_000), to: "\(folder)/recipe.json")
      } catch {
        exit(error.kind == .sizeLimit ? 27 : 3)
      }
    }
    #expect(try scratch.text("recipe.json") == "old")
    #expect(try scratch.names() == ["recipe.json"])
  }

  /// Needs the right to mount; elsewhere the injected faults cover the same code.
  @Test(.enabled(if: geteuid() == 0, "only root may mount a small disk"))
  func aFullDiskKeepsWhatWasThereAndTakesTheFileOnceThereIsRoom() throws {
    let scratch = try ScratchFolder()
    let files = FileSystem()
    try files.makeFolder(scratch("disk"))
    let options = ["-t", "tmpfs", "-o", "size=256k", "tmpfs", scratch("disk")]
    guard try Pipe.run("/bin/mount", options) == 0 else { return }
    defer { _ = try? Pipe.run("/bin/umount", ["-l", scratch("disk")]) }
    try files.write([UInt8](repeating: 1, count: 100_000), to: scratch("disk/recipe.json"))
    let large = [UInt8](repeating: 2, count: 300_000)
    #expect(throws: FileFailure(.noSpace, .write, path: scratch("disk/recipe.json"))) {
      try files.write(large, to: scratch("disk/recipe.json"))
    }
    #expect(throws: FileFailure(.noSpace, .write, path: scratch("disk/02.jpg"))) {
      try files.write(large, to: scratch("disk/02.jpg"), replacing: false)
    }
    #expect(try scratch.names("disk") == ["recipe.json"])
    #expect(files.byteCount(scratch("disk/recipe.json")) == 100_000)
    #expect(try files.freeSpace(at: scratch("disk")) < 262_144)
    try files.write(Array(large[..<120_000]), to: scratch("disk/02.jpg"), replacing: false)
    #expect(try scratch.names("disk") == ["02.jpg", "recipe.json"])
  }

  @Test func leftoversOfKilledWritesAreSweptAndGrowingDownloadsAreNot() throws {
    let scratch = try ScratchFolder()
    let kept = [".01.part", ".100.part", "01.jpg", ".recipe.json.part", "x.0123456789abcdef.part"]
    for name in kept + [".recipe.json.0123456789abcdef.part"] { try scratch.fill(name, "x") }
    #expect(try FileSystem().sweepParts(in: scratch.path) == 1)
    #expect(try scratch.names() == kept.sorted())
  }
}
