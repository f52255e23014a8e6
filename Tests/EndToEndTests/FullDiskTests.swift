import ProviderSimulator
import TestSupport
import Testing

/// A disk without room is a clear error, and nothing paid is lost: once there is room, `resume`
/// finishes.
@Suite(.inTurn, .enabled(if: Privileges.canMount, "file systems of a test's own are not allowed"))
struct FullDiskTests {
  /// Runs a script whose small disk is at `$2`; what it leaves in `$3` outlives the disk.
  private func run(_ script: String, _ ground: Ground, _ words: [String] = []) async throws
    -> ChildProgram.Ending
  {
    try ground.write("", to: "results/log")
    let program = try Privileges.inNamespace(
      script,
      [ProgramUnderTest.required(), ground.home + "/disk", ground.home + "/results"] + words,
      environment: ground.environment.merging(["SEEDREAM_HOME": ground.home + "/disk"]) { $1 }
    )
    return await program.ended(atMost: 50)
  }

  private func documents(_ name: String, _ ground: Ground) throws -> [SequenceDocument] {
    let text = String(decoding: ground.bytes(ground.home + "/results/" + name), as: UTF8.self)
    let value = try Document(text).value
    return (value.items ?? [value]).map { SequenceDocument($0) }
  }

  private func text(_ name: String, _ ground: Ground) -> String {
    String(decoding: ground.bytes(ground.home + "/results/" + name), as: UTF8.self)
  }

  /// Says at the end what is on the disk.
  private static let inventory = """
    find "$2" -name '*.part' > "$3/parts"
    find "$2" -name '*.jpg' -exec sha256sum {} + > "$3/sums"
    """

  @Test(arguments: SimulatedService.allCases, ["poll", "base64"])
  func aLibraryWithoutRoomIsToldAndFinishedLater(
    _ service: SimulatedService,
    _ delivery: String
  ) async throws {
    try await Ground.lend { ground in
      let script = """
        mkdir -p "$2/data/library" && mount -t tmpfs -o size=96k none "$2/data/library" || exit 99
        "$1" generate --json --provider "$4" --delivery "$5" --size 1024x1024 --max-images 3 \\
          "three foxes" > "$3/first"
        echo "generate $?"
        mount -o remount,size=64m "$2/data/library"
        "$1" resume --json > "$3/second"
        echo "resume $?"
        \(Self.inventory)
        """
      let ending = try await run(script, ground, [service.rawValue, delivery])
      #expect(ending.output == "generate 6\nresume 0\n", "\(ending.errors)")
      let first = try #require(documents("first", ground).first)
      #expect(!["finished", "failed", "partial"].contains(first.status))
      #expect(ending.errors.contains("the disk or the quota is full"))
      #expect(ending.errors.contains("seedream resume \(first.id)"))
      try expectAllPaidFramesKept(ground, documents("second", ground))
    }
  }

  /// The disk fills up at every stage: before anything is sent, while it is, and after. A program
  /// that holds an id which it cannot write down may wait for room as long as it says so.
  @Test(arguments: SimulatedService.allCases, [0, 16, 48, 80, 112, 128, 144, 160, 176, 240])
  func aHomeWithoutRoomLosesNothingThatWasPaid(
    _ service: SimulatedService,
    _ kilobytesLeft: Int
  ) async throws {
    try await Ground.lend { ground in
      let script = """
        mkdir -p "$2" && mount -t tmpfs -o size=4m none "$2" || exit 99
        wish="--json --provider $4 --size 1024x1024"
        "$1" generate $wish --max-images 1 "a first fox" > /dev/null 2> /dev/null
        left=$(df -k --output=avail "$2" | tail -1)
        dd if=/dev/zero of="$2/filler" bs=1k count=$((left - $5)) 2> /dev/null
        "$1" generate $wish --max-images 3 "three foxes" > "$3/first" 2> "$3/told" &
        program=$!
        for i in $(seq 40); do
          kill -0 $program 2> /dev/null || break
          grep -qE "room|space" "$3/told" && break
          sleep 0.1
        done
        rm "$2/filler"
        wait $program
        echo "generate $?"
        "$1" resume --json > "$3/second"
        code=$?
        if [ $code = 7 ]; then
          told=$(grep -oE '[0-9a-f]{32}' "$3/told" | head -1)
          "$1" resume --json "$(sed -n 's/^ *"id": "\\(.*\\)",$/\\1/p' "$3/first")" --adopt "$told"
          code=$?
        fi > "$3/third"
        echo "resume $code"
        "$1" history --json > "$3/all"
        \(Self.inventory)
        """
      let ending = try await run(script, ground, [service.rawValue, "\(kilobytesLeft)"])
      let outcome = ending.output.split(separator: "\n")
      let told = text("told", ground)
      #expect(outcome.last == "resume 0", "\(ending.output)\(told)\(ending.errors)")
      let codes = ["generate 0", "generate 2", "generate 6", "generate 7"]
      #expect(codes.contains(String(outcome.first ?? "")), "\(told)")
      if kilobytesLeft < 200 {
        #expect(told.contains("is full") || told.contains("no room left"), "\(told)")
      }
      if outcome.first == "generate 2" { #expect(!told.contains("accepted as"), "it was sent") }
      let sent = try documents("all", ground).filter { $0.predictionID != nil }
      try expectAllPaidFramesKept(ground, sent)
    }
  }

  /// Past such a limit the kernel sends a signal that ends whoever does not expect it.
  @Test(arguments: [16, 64, 96, 160])
  func aLimitOnTheSizeOfFilesIsToldLikeAFullDisk(_ kilobytes: Int) async throws {
    try await Ground.lend { ground in
      let wish = Wish()
      let limit = "--fsize=\(kilobytes * 1_024)"
      let program = try ChildProgram(
        "/usr/bin/prlimit",
        [limit, "--", ProgramUnderTest.required()] + wish.words,
        environment: ground.environment
      )
      let ending = await program.ended(atMost: 50)
      #expect(ending.code < 128, "ended by a signal: \(ending.code)")
      if ending.code != 0 { #expect(ending.errors.contains("ulimit -f"), "\(ending.errors)") }
      try await ground.expectRecovery(wish)
    }
  }

  private func expectAllPaidFramesKept(
    _ ground: Ground,
    _ documents: [SequenceDocument],
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let paid = Set(ground.server.ledger.map(\.predictionID))
    #expect(Set(documents.compactMap(\.predictionID)) == paid, sourceLocation: location)
    #expect(documents.allSatisfy { $0.status == "finished" }, sourceLocation: location)
    #expect(text("parts", ground).isEmpty, sourceLocation: location)
    let sums = Set(text("sums", ground).split(separator: "\n").map { String($0.prefix(64)) })
    let kept = documents.flatMap(\.images).compactMap { $0["sha256"]?.text }
    let asked = ground.server.ledger.reduce(0) { $0 + $1.imagesAsked }
    #expect(kept.count == asked && Set(kept) == sums, sourceLocation: location)
  }
}
