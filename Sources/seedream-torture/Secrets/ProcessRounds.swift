import FoundationEssentials
import Glibc
import ProviderSimulator
import TerminalScreen
import TestSupport

/// The key and the machine: programs that are started, lists of processes, crashes and core files.
struct ProcessRounds {
  let report: TrialReport

  // MARK: - Programs that are started

  /// The editor and the commands that print keys hear of no key.
  func children() async throws {
    try await editor()
    try await keyCommand()
  }

  private func editor() async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    let seen = ground.home + "/own-environment"
    let script = ground.home + "/own-editor"
    try Data(
      "#!/bin/sh\ntr '\\0' '\\n' < /proc/self/environ > '\(seen).part'\nmv '\(seen).part' '\(seen)'\n"
        .utf8
    )
    .write(to: URL(filePath: script))
    chmod(script, 0o700)
    let terminal = [
      "TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "EDITOR": script, "VISUAL": script,
    ]
    let studio = try TerminalScreen(
      [try TortureGround.requiredProgram()],
      environment: ground.environment().merging(terminal) { $1 },
      columns: 120,
      rows: 40
    )
    defer { studio.signal(SIGKILL) }
    try await studio.waitFor("Enter starts", atMost: .seconds(20))
    try studio.press("enter")
    try await studio.waitForNo("Enter starts")
    try studio.press("alt-e")
    let deadline = ContinuousClock.now + .seconds(20)
    while access(seen, F_OK) != 0, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(10))
    }
    expectNoKey(inFile: seen, of: "the editor")
    try studio.press("ctrl-q")
    _ = try await studio.ended(atMost: .seconds(20))
  }

  private func keyCommand() async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    let seen = ground.home + "/own-environment"
    let line =
      "tr '\\0' '\\n' < /proc/self/environ > \(seen); cat /proc/$PPID/cmdline >> \(seen); echo \(TortureGround.key)"
    try FileManager.default.createDirectory(
      atPath: ground.home + "/config",
      withIntermediateDirectories: true
    )
    // The command's own text holds the key here: that is the person's doing, in a file of theirs.
    let script = ground.home + "/own-command"
    try Data("#!/bin/sh\n\(line)\n".utf8).write(to: URL(filePath: script))
    chmod(script, 0o700)
    try Data("{key_command: {wavespeed: ['\(script)']}}".utf8)
      .write(to: URL(filePath: ground.home + "/config/config.json5"))
    let words = [
      "generate", "--provider", "wavespeed", "--size", "1024x1024", "--max-images", "1", "fox",
    ]
    let ending = try await ground.run(words, ["WAVESPEED_API_KEY": ""])
    if ending.code != 0 { report.fail("key_command: \(ending.code) \(ending.errors)") }
    expectNoKey(inFile: seen, of: "key_command")
  }

  private func expectNoKey(inFile path: String, of child: String) {
    report.count("programs started by the program")
    guard let data = try? Data(contentsOf: URL(filePath: path)), data.count > 20 else {
      return report.fail("\(child) left no list of its environment")
    }
    if data.firstRange(of: Data(TortureGround.key.utf8)) != nil {
      report.fail("\(child) was given the key")
    }
  }

  // MARK: - Lists of processes

  /// What others see of a program at work, and of whatever it started.
  func processList() async throws {
    let ground = try TortureGround { $0.pace = .demo }
    defer { ground.clearUp() }
    let child = try ground.start([
      "generate", "--size", "1024x1024", "--max-images", "2", "two foxes",
    ])
    let key = Data(TortureGround.key.utf8)
    for _ in 0..<40 {
      for name in ["cmdline", "status", "comm", "maps"] {
        if Data(ProcessFile.bytes(name, of: child.pid)).firstRange(of: key) != nil {
          report.fail("/proc/…/\(name) shows the key")
        }
      }
      try await Task.sleep(for: .milliseconds(20))
      report.count("looks at the list of processes")
    }
    _ = await TortureGround.ended(child)
  }

  // MARK: - Crashes

  /// One signal that ends a program as its own mistake would, while it holds a key.
  func crash(_ signal: Int32, onScreen: Bool, backtrace: String) async throws {
    let ground = try TortureGround { $0.pace.base = .seconds(600) }
    defer { ground.clearUp() }
    let title = "signal \(signal), \(onScreen ? "studio" : "headless"), \(backtrace)"
    let folder = ground.home + "/own-cores"
    mkdir(folder, 0o700)
    let program = try TortureGround.requiredProgram()
    let line = "ulimit -c unlimited; cd '\(folder)'; exec \"$0\" \"$@\""
    let environment = ground.environment().merging(["SWIFT_BACKTRACE": backtrace]) { $1 }
    report.count("crashes")
    if onScreen {
      let studio = try TerminalScreen(
        ["/bin/sh", "-c", line, program],
        environment: environment.merging(["TERM": "xterm-256color", "PATH": "/usr/bin:/bin"]) {
          $1
        },
        columns: 100,
        rows: 30
      )
      try await studio.waitFor("Enter starts", atMost: .seconds(20))
      studio.signal(signal)
      do { _ = try await studio.ended(atMost: .seconds(60)) } catch { studio.signal(SIGKILL) }
      if String(decoding: studio.transcript, as: UTF8.self).contains(TortureGround.key) {
        report.fail("\(title): the key is in what was written")
      }
    } else {
      let words = ["generate", "--size", "1024x1024", "--max-images", "1", "a fox"]
      let child = try ChildProgram(
        "/bin/sh",
        ["-c", line, program] + words,
        environment: environment
      )
      let deadline = ContinuousClock.now + .seconds(20)
      while ground.server.ledger.isEmpty, ContinuousClock.now < deadline {
        try await Task.sleep(for: .milliseconds(10))
      }
      child.signal(signal)
      let ending = await TortureGround.ended(child, atMost: 60)
      if (ending.output + ending.errors).contains(TortureGround.key) {
        report.fail("\(title): the key is in what was written")
      }
      if ending.code != 128 + signal { report.fail("\(title): ended with \(ending.code)") }
    }
    let cores = try FileManager.default.contentsOfDirectory(atPath: folder)
    if !cores.isEmpty { report.fail("\(title): left \(cores)") }
  }

  /// Whether this system would write a core file at all: otherwise the crashes prove nothing.
  func systemWritesCores() async throws -> Bool {
    let folder = try ScratchPath.make("core")
    defer { ScratchPath.remove(folder) }
    let line = "ulimit -c unlimited; cd '\(folder)'; exec sleep 30"
    let child = try ChildProgram("/bin/sh", ["-c", line])
    try await Task.sleep(for: .milliseconds(300))
    child.signal(SIGSEGV)
    _ = await TortureGround.ended(child, atMost: 20)
    return try !FileManager.default.contentsOfDirectory(atPath: folder).isEmpty
  }
}
