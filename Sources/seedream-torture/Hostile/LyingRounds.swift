import FoundationEssentials
import Glibc
import ProviderSimulator
import Synchronization
import TestSupport

/// Services that lie about lengths, packings and pictures: refused with a reason, in little memory,
/// and what was good is kept.
struct LyingRounds {
  let report: TrialReport
  let picture: [UInt8]

  /// What a program may use of memory whatever it is told, in kilobytes. Answers that may carry a whole
  /// group of pictures may have half a gigabyte, but only as it comes over the wire: not unpacked.
  private static let mostKilobytes = 200 << 10
  private static let mostKilobytesOfPictures = 1_200 << 10

  func run(_ lie: Lie) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    let looks = Mutex(0)
    let server = try ScriptedServer { [picture] request, write in
      Self.answer(request, lie, picture, looks, write)
    }
    defer { server.stop() }
    for service in SimulatedService.allCases where lie.place != .balance {
      let words = [
        "generate", "--json", "--provider", service.rawValue, "--size", "1024x1024",
        "--max-images", "2", "two foxes",
      ]
      let (ending, peak) = try await run(words, ground, server.baseURL)
      expect(ending, peak, lie, service.rawValue)
      looks.withLock { $0 = 0 }
    }
    if lie.place == .balance {
      let (ending, peak) = try await run(["doctor"], ground, server.baseURL)
      expect(ending, peak, lie, "doctor")
    }
    report.count("lies told")
    // Of a picture that was given up, what came stays: `resume` goes on from there.
    let isGivenUp = lie.place == .picture
    let left = ground.files.filter { path in
      path.contains("accepted-")
        || (path.hasSuffix(".part") && !(isGivenUp && path.hasSuffix("/.01.part")))
    }
    for path in left { report.fail("\(lie.name), \(lie.place): left \(path)") }
  }

  private func expect(_ ending: ChildProgram.Ending, _ peak: Int, _ lie: Lie, _ service: String) {
    let title = "\(lie.name), \(lie.place), \(service)"
    let hasRoom = [.submit, .result].contains(lie.place) && !lie.name.contains("bomb")
    let most = hasRoom ? Self.mostKilobytesOfPictures : Self.mostKilobytes
    if peak > most { report.fail("\(title): used \(peak >> 10) MB") }
    report.peak("most memory used, MB", peak >> 10)
    report.fail(
      Harmlessness.faults(ending.errorBytes, "stderr")
        + Harmlessness.faults(ending.outputBytes, "stdout"),
      in: title
    )
    let document = Harmlessness.document(ending.outputBytes)
    let images = document?["images"]?.items ?? []
    switch lie.place {
    case .balance:
      if ending.code > 8 { report.fail("\(title): doctor ended with \(ending.code)") }
    case .submit:
      let isTold = !(document?["error"]?["message"]?.text ?? "").isEmpty
      if ![4, 7].contains(ending.code) || !isTold {
        report.fail("\(title): \(ending.code) \(Harmlessness.excerpt(ending.errors))")
      }
    case .result:
      if ending.code != 0 || images.count != 2 {
        report.fail("\(title): \(ending.code) \(Harmlessness.excerpt(ending.errors))")
      }
    case .picture:
      let reason = document?["missing"]?.items?.first?["error"]?["message"]?.text ?? ""
      // A picture is right although its server does not say so.
      let isWhole = ending.code == 0 && images.count == 2
      let isRefused = ending.code == 6 && images.count == 1 && !reason.isEmpty
      if !isRefused && !isWhole {
        report.fail("\(title): \(ending.code) \(Harmlessness.excerpt(ending.errors))")
      }
    }
  }

  /// Runs a program and watches its memory; kilobytes.
  private func run(
    _ words: [String],
    _ ground: TortureGround,
    _ address: String
  ) async throws -> (ending: ChildProgram.Ending, peak: Int) {
    let child = try ground.start(words, through: address)
    let isOver = Mutex(false)
    async let peak = Self.peak(of: child.pid) { isOver.withLock { $0 } }
    let ending = await TortureGround.ended(child, atMost: 90)
    isOver.withLock { $0 = true }
    return (ending, await peak)
  }

  private static func peak(of pid: pid_t, isOver: @Sendable () -> Bool) async -> Int {
    var peak = 0
    while !isOver() {
      peak = max(peak, ProcessFile.highWater(of: pid) ?? 0)
      try? await Task.sleep(for: .milliseconds(10))
    }
    return peak
  }

  private static func answer(
    _ request: ScriptedServer.Request,
    _ lie: Lie,
    _ picture: [UInt8],
    _ looks: borrowing Mutex<Int>,
    _ write: ScriptedServer.Writing
  ) {
    let host = request.header("Host") ?? ""
    let path = request.target
    let task = { (status: String, outputs: String) in
      json(#"{"code":200,"data":{"id":"task-1","status":"\#(status)","outputs":[\#(outputs)]}}"#)
    }
    switch true {
    case path.hasPrefix("/picture/lie"): lie.tell(write, picture)
    case path.hasPrefix("/picture"): _ = write(reply(picture, "image/jpeg"))
    case path.contains("/balance"):
      if lie.place == .balance { return lie.tell(write, picture) }
      _ = write(json(#"{"data":{"balance":"9.5"}}"#))
    case request.method == "POST" && path == "/api/v3/predictions":
      _ = write(json(#"{"code":200,"data":{"items":[]}}"#))
    case request.method == "POST" && path.contains("/model/price"):
      _ = write(json(#"{"code":200,"data":{"price":0.027}}"#))
    case request.method == "POST":
      if lie.place == .submit { return lie.tell(write, picture) }
      _ = write(task("created", ""))
    default:
      let look = looks.withLock { looks in
        looks += 1
        return looks
      }
      if lie.place == .result, look <= 2 { return lie.tell(write, picture) }
      let first = lie.place == .picture ? "picture/lie" : "picture/0"
      _ = write(task("completed", #""http://\#(host)/\#(first)","http://\#(host)/picture/1""#))
    }
  }

  private static func json(_ text: String) -> [UInt8] {
    reply(Array(text.utf8), "application/json")
  }

  private static func reply(_ body: [UInt8], _ type: String) -> [UInt8] {
    let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: \(type)\r\n"
    return Array("\(head)Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }
}

/// What `/proc` says about a process.
enum ProcessFile {
  /// The most memory it had at once, in kilobytes.
  static func highWater(of pid: pid_t) -> Int? {
    let text = String(decoding: bytes("status", of: pid), as: UTF8.self)
    for line in text.split(separator: "\n") where line.hasPrefix("VmHWM:") {
      return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }
    return nil
  }

  /// The whole of a file there, which says that it is empty.
  static func bytes(_ name: String, of pid: pid_t) -> [UInt8] {
    let descriptor = open("/proc/\(pid)/\(name)", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }
}
