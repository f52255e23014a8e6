import CellGrid
import FoundationEssentials
import Glibc

/// Pictures made ready for a terminal of 80×40 cells, beside chafa and timg: whole programs, from
/// start to end, that decode, scale and encode one file.
struct PreviewBench {
  let scale: BenchScale

  private struct Contender {
    let name: String
    let words: [String]
    var times: [Double] = []
    var megabytes = 0.0
    var byteCount = 0
  }

  private static let forms: [PictureForm] = [.kittyPlacement, .iterm2, .sixel, .symbols]

  func run() throws {
    let ground = try BenchGround()
    try makeSamples(ground)
    for side in [2_048, 4_096] {
      for ending in ["jpg", "png"] {
        let path = "\(ground.folder)/\(side).\(ending)"
        var rows: [[String]] = []
        for form in Self.forms { rows += try compare(path, form, ground) }
        BenchOutput.table(
          "Preview of a \(side)×\(side) \(ending) in 80×40 cells, \(scale.previewRounds) rounds",
          ["form", "program", "median ms", "time, ours", "bytes", "bytes, ours", "peak MB"],
          rows
        )
      }
    }
    try reportCached(ground)
    try PreviewKeysBench(ground: ground, rounds: scale.previewRounds).run()
  }

  /// A picture that the simulator draws, at both sizes and in both formats; made by other processes,
  /// so that this one stays small.
  private func makeSamples(_ ground: BenchGround) throws {
    let list = ground.folder + "/generated"
    let generation = try BenchChild(
      [
        ground.seedream, "generate", "--demo", "--size", "4096x4096", "--max-images", "1",
        "A lighthouse in a storm",
      ],
      environment: ["SEEDREAM_HOME": ground.folder + "/home"],
      output: list
    )
    guard generation.wait() == 0,
      let path = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n").first
    else { throw BenchGround.GroundFailure(message: "no picture was generated") }
    for side in [2_048, 4_096] {
      let words = [
        ground.own, "--preview-worker", "samples", String(path), String(side), ground.folder,
      ]
      guard try BenchChild(words).wait() == 0 else {
        throw BenchGround.GroundFailure(message: "no sample of \(side) pixels")
      }
    }
  }

  private func compare(
    _ path: String,
    _ form: PictureForm,
    _ ground: BenchGround
  ) throws -> [[String]] {
    var contenders = [
      Contender(
        name: "seedream",
        words: [ground.own, "--preview-worker", "preview", path, form.rawValue]
      )
    ]
    contenders += peers(path, form).filter { isInstalled($0.words[0]) }
    for _ in 0..<scale.previewRounds {
      for place in contenders.indices { try measure(&contenders[place], ground) }
    }
    let ours = contenders[0]
    return contenders.map { contender in
      let median = contender.times.median
      return [
        contender.name == ours.name ? form.rawValue : "", contender.name,
        BenchOutput.number(median), BenchOutput.number(ours.times.median / median, 2) + " ×",
        String(contender.byteCount),
        BenchOutput.number(Double(ours.byteCount) / Double(max(contender.byteCount, 1)), 3) + " ×",
        BenchOutput.number(contender.megabytes),
      ]
    }
  }

  private func peers(_ path: String, _ form: PictureForm) -> [Contender] {
    func chafa(_ format: String) -> Contender {
      Contender(name: "chafa", words: ["chafa", "-f", format, "-s", "80x40", path])
    }
    func timg(_ pixels: String) -> Contender {
      Contender(name: "timg", words: ["timg", "-g80x40", "-p\(pixels)", path])
    }
    return switch form {
    case .kittyPlacement: [chafa("kitty"), timg("k")]
    case .iterm2: [chafa("iterm"), timg("i")]
    case .sixel: [chafa("sixels")]
    default: [chafa("symbols"), timg("q")]
    }
  }

  private func isInstalled(_ program: String) -> Bool {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin"
    return path.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
  }

  private func measure(_ contender: inout Contender, _ ground: BenchGround) throws {
    let output = ground.folder + "/output"
    let began = BenchChild.now()
    let child = try BenchChild(
      contender.words,
      environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor"],
      output: output
    )
    let usage = child.waitForUsage()
    contender.times.append((BenchChild.now() - began) * 1_000)
    guard usage.code == 0 else {
      throw BenchGround.GroundFailure(message: "\(contender.words) ended with \(usage.code)")
    }
    contender.megabytes = max(contender.megabytes, usage.megabytes)
    var facts = stat()
    contender.byteCount = stat(output, &facts) == 0 ? Int(facts.st_size) : 0
  }

  private func reportCached(_ ground: BenchGround) throws {
    let output = ground.folder + "/looks"
    let words = [
      ground.own, "--preview-worker", "cached", ground.folder + "/4096.png",
      ground.folder + "/thumbnails",
    ]
    guard try BenchChild(words, output: output).wait() == 0 else {
      throw BenchGround.GroundFailure(message: "no look at a thumbnail")
    }
    let lines = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
    BenchOutput.table(
      "A second look at a 4096×4096 png, from its thumbnail",
      ["form and cells", "median ms"],
      lines.map { $0.split(separator: "\t").map(String.init) }
    )
  }
}
