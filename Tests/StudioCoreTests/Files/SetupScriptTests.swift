import StudioCore
import Testing

/// The script that installs packages, run against a system that is all pretence: nothing real can
/// be installed, as no real program but a few text tools is in its path.
@Suite struct SetupScriptTests {
  private struct Outcome {
    var status: Int32
    var output: String
    /// The lines of commands that would have changed the system.
    var calls: [String]
  }

  private func run(
    installed: Bool = false,
    root: Bool = true,
    sudo: Bool = false,
    swift: String? = "6.3.1",
    aptFailsUnless condition: String = "true"
  ) throws -> Outcome {
    let scratch = try ScratchFolder()
    try FileSystem().makeFolder(scratch("bin"))
    func stub(_ name: String, _ body: String) throws {
      try scratch.fill("bin/\(name)", "#!/bin/sh\n\(body)\n", mode: 0o700)
    }
    let log = scratch("log")
    try scratch.fill("log", "")
    for tool in ["sed", "head", "sort", "env"] { try stub(tool, "exec /usr/bin/\(tool) \"$@\"") }
    try stub("id", "echo \(root ? 0 : 1_000)")
    try stub("dpkg-query", installed ? "echo installed" : "exit 1")
    try stub("apt-get", "echo \"$DEBIAN_FRONTEND apt-get $*\" >> '\(log)'\n\(condition)")
    if sudo { try stub("sudo", "echo sudo >> '\(log)'\nexec \"$@\"") }
    if let swift { try stub("swift", "echo 'Swift version \(swift) (swift-RELEASE)'") }
    let line =
      "cd / && PATH='\(scratch("bin"))' /bin/sh '\(Self.script)' > '\(scratch("out"))' 2>&1"
    let status = try Pipe.run("/bin/sh", ["-c", line])
    let calls = try scratch.text("log").split(separator: "\n").map(String.init)
    return Outcome(status: status, output: try scratch.text("out"), calls: calls)
  }

  private static let script: String = {
    let folders = #filePath.split(separator: "/").dropLast(4)
    return "/" + folders.joined(separator: "/") + "/assets/setup.sh"
  }()

  @Test func nothingHappensWhenAllIsThere() throws {
    let outcome = try run(installed: true, root: false)
    #expect(outcome.status == 0 && outcome.calls.isEmpty)
    #expect(
      outcome.output == "All packages are there; nothing to install.\nSwift 6.3.1 is there.\n"
    )
  }

  @Test func rootInstallsWithoutQuestionsAndWithoutFetchingListsInVain() throws {
    let outcome = try run()
    #expect(outcome.status == 0)
    #expect(outcome.calls.count == 3)
    #expect(!outcome.calls.contains { $0.contains("update") })
    let last = try #require(outcome.calls.last)
    #expect(last.hasPrefix("noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y "))
    #expect(last.contains(" libmd-dev ") && last.contains(" libsqlite3-dev "))
    #expect(outcome.output.contains("Installing: ca-certificates"))
  }

  @Test func listsAreFetchedWhenAPackageIsUnknown() throws {
    let condition = "case \"$*\" in *update*) : > known;; *) [ -e known ];; esac"
    let scratch = try ScratchFolder()
    let outcome = try run(
      aptFailsUnless: condition.split(separator: "known").joined(separator: scratch("known"))
    )
    #expect(outcome.status == 0)
    #expect(outcome.calls.filter { $0.hasSuffix(" update") }.count == 1)
  }

  @Test func othersGoThroughSudo() throws {
    let outcome = try run(root: false, sudo: true)
    #expect(outcome.status == 0)
    #expect(outcome.calls.filter { $0 == "sudo" }.count == 2)
  }

  @Test func withoutRootAndSudoTheCommandIsPrintedAndNothingIsDone() throws {
    let outcome = try run(root: false)
    #expect(outcome.status == 1 && outcome.calls.isEmpty)
    #expect(outcome.output.contains("apt-get install --no-install-recommends ca-certificates"))
  }

  @Test func aFailedInstallFails() throws {
    let outcome = try run(aptFailsUnless: "case \"$*\" in *-y*) exit 100;; esac")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("could not install"))
  }

  @Test(arguments: [
    (nil, 1), ("5.10.1", 1), ("6.1.3", 1), ("6.2", 0), ("6.2.1", 0), ("6.10", 0), ("7.0", 0),
  ])
  func anOldOrMissingSwiftIsSaid(version: String?, status: Int32) throws {
    let outcome = try run(installed: true, swift: version)
    #expect(outcome.status == status, "\(outcome.output)")
    #expect(outcome.output.contains("6.2 or later") == (status == 1))
  }
}
