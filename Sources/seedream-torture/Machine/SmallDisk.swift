import FoundationEssentials
import Glibc
import ProviderSimulator
import TestSupport

/// A disk of its own for a library, too small by some blocks: the real thing, where mounting is
/// allowed.
struct SmallDisk {
  let report: TrialReport

  struct Round: Sendable, CustomStringConvertible {
    let wish: MachineWish
    let kibibytes: Int

    var description: String { "\(wish) on a disk of \(kibibytes) KiB" }
  }

  /// Runs a shell script that may mount; its mounts end with it.
  static func inNamespace(
    _ script: String,
    _ words: [String],
    _ environment: [String: String]
  ) throws -> ChildProgram {
    let flags = (geteuid() == 0 ? [] : ["-r"]) + ["-m", "-p", "-f", "--kill-child", "--mount-proc"]
    return try ChildProgram(
      "/usr/bin/unshare",
      flags + ["/bin/sh", "-c", script, "sh"] + words,
      environment: environment.merging(["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]) { $1 }
    )
  }

  private static func isPossible() async throws -> Bool {
    let folder = try ScratchPath.make("mount")
    defer { ScratchPath.remove(folder) }
    let script = "mount -t tmpfs -o size=64k none \"$1\""
    return await TortureGround.ended(try inNamespace(script, [folder], [:]), atMost: 10).code == 0
  }

  func run(short: Bool) async throws {
    guard access("/usr/bin/unshare", X_OK) == 0, try await Self.isPossible() else {
      return report.note("Mounting is not allowed here: small disks are left out.")
    }
    let sizes = Array(stride(from: 4, through: 1_600, by: short ? 133 : 4))
    let rounds = sizes.enumerated().map { place, size in
      Round(wish: MachineWish.all[place % MachineWish.all.count], kibibytes: size)
    }
    await RoundPool(width: 8).run(rounds, report) { try await play($0) }
  }

  /// Works on the small disk, makes it large once the program has ended or said that it is full,
  /// and copies what is on it to where it was mounted.
  private static let script = """
    home="$1"; kept="$2"; size="$3"; shift 3
    mount -t tmpfs -o "size=${size}k" none "$home" || exit 99
    "$@" > "$kept/out" 2> "$kept/err" &
    program=$!
    for i in $(seq 150); do
      kill -0 $program 2> /dev/null || break
      grep -qE "room|full" "$kept/err" && break
      sleep 0.1
    done
    mount -o remount,size=64m "$home"
    wait $program
    echo $? > "$kept/code"
    mkdir "$kept/home" && cp -a "$home/." "$kept/home/"
    umount "$home" && cp -a "$kept/home/." "$home/"
    """

  private func play(_ round: Round) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    defer { MachineWish.clearUp(ground) }
    let kept = try ScratchPath.make("kept")
    defer { ScratchPath.remove(kept) }
    let program = try TortureGround.requiredProgram()
    let shell = await TortureGround.ended(
      try Self.inNamespace(
        Self.script,
        [ground.home, kept, "\(round.kibibytes)", program] + round.wish.words(ground),
        ground.environment()
      ),
      atMost: 80
    )
    func text(_ name: String) -> String {
      let data = try? Data(contentsOf: URL(filePath: kept + "/" + name))
      return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    let word = text("code").split(separator: "\n").first.map(String.init) ?? ""
    guard shell.code == 0, let code = Int32(word) else {
      return report.fail("\(round): the script ended with \(shell.code): \(shell.errors)")
    }
    let ending = ChildProgram.Ending(
      code: code,
      outputBytes: Array(text("out").utf8),
      errorBytes: Array(text("err").utf8)
    )
    let isNamed = ending.errors.contains("full") || ending.errors.contains("no room")
    let recovery = MachineRecovery(ground: ground, wish: round.wish, ending: ending)
    let (found, way) = try await recovery.faults()
    report.count(
      "small disk",
      "of its own",
      ending.code,
      way
    )
    report.fail(
      (code == 0 || isNamed ? [] : ["the disk is not named: \(ending.errors)"]) + found,
      in: round.description
    )
  }
}
