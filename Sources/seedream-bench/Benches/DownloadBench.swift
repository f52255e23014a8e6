import StudioCore
import StudioModel

/// Throughput of pictures to disk, beside curl from the same server.
struct DownloadBench {
  let scale: BenchScale

  func run() async throws {
    let ground = try BenchGround()
    let simulator = try await ground.simulator(["--instant"])
    defer { simulator.child.end() }
    let transport = CurlTransport()
    defer { transport.shutdown() }
    let url = try await picture(simulator.address, transport)
    let size = try await fetch(url, to: ground.folder + "/warm", transport)
    var ours: [Double] = []
    var theirs: [Double] = []
    for round in 0..<5 {
      ours.append(try await timed { try await own(url, round, ground, transport) })
      theirs.append(
        try BenchChild.milliseconds(curlWords(url, round, ground)) / 1_000
      )
    }
    let megabytes = Double(size) * Double(scale.downloads) / 1_000_000
    BenchOutput.table(
      "Download of \(scale.downloads) × \(BenchOutput.number(Double(size) / 1_000_000)) MB over "
        + "one connection, to files",
      ["program", "MB/s (median of 5)", "ratio"],
      [
        ["curl", BenchOutput.number(megabytes / theirs.median, 0), ""],
        [
          "seedream's transport", BenchOutput.number(megabytes / ours.median, 0),
          "\(BenchOutput.number(theirs.median / ours.median, 2)) × curl",
        ],
      ]
    )
  }

  private func timed(_ work: () async throws -> Void) async throws -> Double {
    let began = BenchChild.now()
    try await work()
    return BenchChild.now() - began
  }

  private func own(
    _ url: String,
    _ round: Int,
    _ ground: BenchGround,
    _ transport: CurlTransport
  ) async throws {
    for number in 0..<scale.downloads {
      _ = try await fetch(url, to: "\(ground.folder)/own-\(round)-\(number)", transport)
    }
  }

  private func curlWords(_ url: String, _ round: Int, _ ground: BenchGround) -> [String] {
    ["curl", "-s", "-f"]
      + (0..<scale.downloads).flatMap {
        ["-o", "\(ground.folder)/curl-\(round)-\($0)", url]
      }
  }

  private func fetch(
    _ url: String,
    to path: String,
    _ transport: CurlTransport
  ) async throws -> Int64 {
    let response = try await transport.send(
      HTTPRequest(
        url: url,
        sink: .file(path: path, offset: 0, limit: .mebibytes(256)),
        timeouts: HTTPTimeouts(connect: .seconds(5), idle: .seconds(10), total: .seconds(60))
      )
    )
    guard response.status == 200 else {
      throw BenchGround.GroundFailure(message: "HTTP \(response.status) for a picture")
    }
    return response.received.bytes
  }

  /// The address of one large picture on the simulator.
  private func picture(_ address: String, _ transport: CurlTransport) async throws -> String {
    let registry = try BenchService.registry(address, transport)
    let provider = try registry.provider(.wavespeed)
    let request = SequenceRequest(
      provider: .wavespeed,
      model: ModelID(rawValue: "bytedance/seedream-v4/sequential"),
      prompt: "A picture to measure with",
      size: PixelSize(width: 4096, height: 4096),
      maxImages: 1
    )
    let outcome = await provider.submit(Submission(request: request, referenceURLs: []))
    guard case .accepted(let report) = outcome, let id = report.id else {
      throw BenchGround.GroundFailure(message: "the simulator refused: \(outcome)")
    }
    for _ in 0..<200 {
      let look = await provider.poll(
        id,
        submittedAt: StudioClock.live.now,
        delivery: .poll
      )
      if case .answered(let report) = look, case .url(let url)? = report.outputs.first {
        return url
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw BenchGround.GroundFailure(message: "the simulator made no picture")
  }
}
