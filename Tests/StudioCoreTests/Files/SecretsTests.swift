import FoundationEssentials
import Glibc
import StudioCore
import StudioModel
import Testing

@Suite struct SecretsTests {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func secrets(
    _ environment: [String: String] = [:],
    _ commands: [ProviderID: KeyCommand] = [:],
    timeLimit: Duration = .seconds(10)
  ) -> Secrets {
    Secrets(
      environment: environment,
      folder: scratch.path,
      commands: commands,
      timeLimit: timeLimit
    )
  }

  private func problem(_ secrets: Secrets) async -> SecretProblem? {
    do throws(SecretProblem) {
      _ = try await secrets.key(for: .wavespeed)
      return nil
    } catch {
      #expect(error.message.hasSuffix("."))
      #expect(!error.advice.isEmpty)
      #expect(!"\(error.message) \(error.advice) \(error)".contains("test-key"))
      #expect(error.failure.code == .keyMissing && error.failure.cost == .nothing)
      return error
    }
  }

  @Test func placesAreAskedInOrderAndOnlyTheFirstThatHasAKeyCounts() async throws {
    let command: [ProviderID: KeyCommand] = [.wavespeed: .shell("echo test-key-command")]
    #expect(try await secrets().key(for: .wavespeed) == nil)
    let third = try await secrets(["WAVESPEED_API_KEY": ""], command).key(for: .wavespeed)
    #expect(third?.key.revealed == "test-key-command" && third?.origin == .command)
    try scratch.fill("wavespeed", "test-key-file\n")
    let second = try await secrets([:], command).key(for: .wavespeed)
    #expect(second?.key.revealed == "test-key-file")
    #expect(second?.origin == .file(path: scratch("wavespeed")))
    let first = try await secrets(["WAVESPEED_API_KEY": " test-key-env\n"], command)
      .key(for: .wavespeed)
    #expect(first?.key.revealed == "test-key-env")
    #expect(first?.origin == .environment(variable: "WAVESPEED_API_KEY"))
    #expect(try await secrets(["WAVESPEED_API_KEY": "x"], command).key(for: .atlascloud) == nil)
  }

  @Test(arguments: [
    "test-key a", "test-key\r\nX-Evil: 1", "test-key\u{1B}", "test-kéy", "\ttest-key\0",
  ])
  func aKeyThatWouldBreakOutOfItsHeaderIsRefusedWithoutBeingShown(text: String) async throws {
    let kind = await problem(secrets(["WAVESPEED_API_KEY": text]))?.kind
    #expect(kind == .key(.foreignCharacter))
    try scratch.fill("wavespeed", text)
    #expect(await problem(secrets())?.kind == .key(.foreignCharacter))
  }

  @Test(arguments: [0o604, 0o640, 0o620, 0o602, 0o601, 0o610] as [mode_t])
  func aKeyFileThatOthersMayTouchIsRefusedWithTheCommandThatMendsIt(mode: mode_t) async throws {
    try scratch.fill("wavespeed", "test-key", mode: mode)
    let problem = await problem(secrets())
    #expect(problem?.kind == .openToOthers)
    #expect(problem?.advice == "Run: chmod 600 '\(scratch("wavespeed"))'")
    #expect(chmod(scratch("wavespeed"), 0o400) == 0)
    #expect(try await secrets().key(for: .wavespeed)?.key.revealed == "test-key")
  }

  @Test(arguments: [0o777, 0o770, 0o720, 0o702, 0o1777] as [mode_t])
  func aKeyFileInAFolderThatOthersMayChangeIsRefused(mode: mode_t) async throws {
    try scratch.fill("wavespeed", "test-key")
    #expect(chmod(scratch.path, mode) == 0)
    let problem = await problem(secrets())
    #expect(problem?.kind == .folderOpenToOthers(path: scratch.path))
    #expect(problem?.advice == "Run: chmod go-w '\(scratch.path)'")
    #expect(chmod(scratch.path, 0o755) == 0)
    #expect(try await secrets().key(for: .wavespeed)?.key.revealed == "test-key")
  }

  @Test(.enabled(if: geteuid() == 0, "only root may give a file away"))
  func aKeyFileOfSomebodyElseIsRefused() async throws {
    try scratch.fill("wavespeed", "test-key")
    #expect(chown(scratch("wavespeed"), 65_534, 65_534) == 0)
    #expect(await problem(secrets())?.kind == .foreignOwner)
  }

  @Test(.timeLimit(.minutes(1)))
  func aKeyFileThatIsNoFileIsRefusedWithoutWaiting() async throws {
    #expect(mkfifo(scratch("wavespeed"), 0o600) == 0)
    let kind = await problem(secrets())?.kind
    #expect(kind == .file(FileFailure(.notARegularFile, .read, path: scratch("wavespeed"))))
    try FileSystem().remove(scratch("wavespeed"))
    try scratch.fill("wavespeed", "\n")
    #expect(await problem(secrets())?.kind == .key(.empty))
    try scratch.fill("wavespeed", String(repeating: "k", count: 100_000))
    let large = FileFailure(.tooLarge(limit: 4_098), .read, path: scratch("wavespeed"))
    #expect(await problem(secrets())?.kind == .file(large))
    try scratch.fill("wavespeed", String(repeating: "k", count: 4_097))
    #expect(await problem(secrets())?.kind == .key(.tooLong))
  }

  @Test func theFirstLineOfACommandIsTheKey() async throws {
    let printing = KeyCommand.words(["printf", "  test-key \\nlogin: me\\n"])
    let found = try await secrets([:], [.wavespeed: printing]).key(for: .wavespeed)
    #expect(found?.key.revealed == "test-key")
  }

  @Test func aCommandGetsTheEnvironmentNoInputAndDefaultSignals() async throws {
    signal(SIGUSR2, SIG_IGN)
    let environment = ["PATH": "/usr/bin:/bin", "WORD": "test-key-word"]
    // `cat` returns at once, as there is no input. The C library ignores its own two signals (32
    // and 33) in everything it starts; no others may be ignored.
    let line = """
      cat; echo noise >&2
      grep -qE '^SigIgn:.0000000(000000000|180000000)$' /proc/self/status || exit 3
      grep -qE '^SigBlk:.0{16}$' /proc/self/status || exit 4
      echo $WORD
      """
    let found = try await secrets(environment, [.wavespeed: .shell(line)]).key(for: .wavespeed)
    #expect(found?.key.revealed == "test-key-word")
  }

  @Test func aCommandIsNotToldTheOtherServicesKey() async throws {
    let environment = ["PATH": "/usr/bin:/bin", "ATLASCLOUD_API_KEY": "test-key-other"]
    let line = "tr '\\0' '\\n' < /proc/self/environ | grep -c API_KEY; true"
    let found = try await secrets(environment, [.wavespeed: .shell(line)]).key(for: .wavespeed)
    #expect(found?.key.revealed == "0")
  }

  @Test func aCommandThatFailsIsSaidByItsStatusAndNeverByItsOutput() async {
    func kind(_ command: KeyCommand) async -> SecretProblem.Kind? {
      await problem(secrets([:], [.wavespeed: command]))?.kind
    }
    #expect(await kind(.shell("echo test-key; exit 3")) == .command(.exited(status: 3)))
    #expect(await kind(.shell("echo test-key; kill -9 $$")) == .command(.killed(signal: 9)))
    #expect(await kind(.shell("true")) == .key(.empty))
    #expect(await kind(.shell("yes test-key")) == .command(.tooMuchOutput(limit: 4_096)))
    #expect(
      await kind(.words(["/none/at/all"]))
        == .command(.cannotStart(reason: "No such file or directory"))
    )
    #expect(await kind(.words([])) == .command(.cannotStart(reason: "it names no program")))
  }

  @Test(.timeLimit(.minutes(1)))
  func aSlowCommandIsStoppedWithEverythingItStarted() async throws {
    let line = "sleep 1000 & echo $! > \(scratch("pid")); wait"
    let slow = secrets([:], [.wavespeed: .shell(line)], timeLimit: .milliseconds(300))
    #expect(await problem(slow)?.kind == .command(.tooSlow(limit: .milliseconds(300))))
    let text = try scratch.text("pid").split(separator: "\n").first.flatMap { pid_t($0) }
    let child = try #require(text)
    // A killed process stays as a zombie until its parent, by now init, has taken note.
    var state: Character? = "?"
    for _ in 0..<200 where state != nil && state != "Z" {
      state = processState(child)
      usleep(5_000)
    }
    #expect(state == nil || state == "Z")
  }

  @Test func whatACommandLeavesRunningDoesNotHoldUsUp() async throws {
    let line = "sleep 1000 & echo $! > \(scratch("pid")); echo test-key"
    let found = try await secrets([:], [.wavespeed: .shell(line)]).key(for: .wavespeed)
    #expect(found?.key.revealed == "test-key")
    if let child = try scratch.text("pid").split(separator: "\n").first.flatMap({ pid_t($0) }) {
      kill(child, SIGKILL)
    }
  }

  @Test func noDescriptionOfAKeyShowsIt() throws {
    let key = try SecretKey("test-key")
    let found = FoundKey(key: key, origin: .command)
    var dumped = ""
    dump(found, to: &dumped)
    let encoded = String(decoding: try JSONEncoder().encode(["k": key]), as: UTF8.self)
    for text in ["\(key)", String(reflecting: key), "\(found)", dumped, encoded, "\([key])"] {
      #expect(!text.contains("test-key"), "\(text)")
    }
  }

  private func processState(_ process: pid_t) -> Character? {
    // `/proc` files say they are empty; the reader goes by what comes.
    let bytes = try? FileSystem().read("/proc/\(process)/stat", limit: 4_096)
    return bytes.flatMap { String(decoding: $0, as: UTF8.self).split(separator: ") ").last?.first }
  }
}
