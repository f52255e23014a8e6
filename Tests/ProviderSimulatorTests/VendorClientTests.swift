import FoundationEssentials
import Glibc
import Testing

@testable import ProviderSimulator

/// The vendor's own client against the simulator. SEEDREAM_VENDOR_PYTHON names a Python that has
/// the package `wavespeed` installed.
@Suite struct VendorClientTests {
  static let python = ProcessInfo.processInfo.environment["SEEDREAM_VENDOR_PYTHON"]

  private static let program = """
    import sys, wavespeed, urllib.request
    from wavespeed import Client
    base, picture = sys.argv[1], sys.argv[2]
    client = Client(api_key="test-key", base_url=base)
    model = "bytedance/seedream-v4/sequential"
    inputs = {"prompt": "A series of 2 images of a fox", "size": "1024*1024", "max_images": 2}
    outputs = client.run(model, inputs, poll_interval=0.05)["outputs"]
    assert len(outputs) == 2, outputs
    assert urllib.request.urlopen(outputs[0]).read()[:3] == b"\\xff\\xd8\\xff"
    outputs = client.run(model, inputs, enable_sync_mode=True)["outputs"]
    assert len(outputs) == 2, outputs
    url = client.upload(picture)
    assert urllib.request.urlopen(url).read() == open(picture, "rb").read()
    with open(picture, "rb") as stream:
        assert client.upload(stream).startswith(base)
    edit = {"prompt": "the same fox, twice", "images": [url], "max_images": 2}
    outputs = client.run("bytedance/seedream-v4/edit-sequential", edit, poll_interval=0.05)
    assert len(outputs["outputs"]) == 2, outputs
    refused = client.run_no_throw(model, {"prompt": "a fox", "width": 64})
    assert refused["status"] == "failed" and "width" in refused["error"], refused
    print("done")
    """

  @Test(
    .enabled(
      if: python != nil,
      "SEEDREAM_VENDOR_PYTHON does not name a Python with the package wavespeed"
    )
  )
  func theVendorsClientRunsUnchanged() throws {
    let python = try #require(Self.python)
    let folder = try ScratchFolder()
    let picture = folder.path + "/picture.jpg"
    try Data(try TestPicture.jpeg()).write(to: URL(filePath: picture))
    let bench = try Bench {
      $0.pace = SimulatorPace(base: .milliseconds(60), perImage: .zero)
      $0.allowsUndocumentedSizes = false
    }
    let output = try run([python, "-c", Self.program, bench.server.baseURL, picture])
    #expect(output.hasSuffix("done\n"), "\(output)")
    #expect(bench.server.ledger.count == 3)
    #expect(bench.server.keyLeaks.isEmpty)
  }

  /// Runs a program to its end and gives back what it printed.
  private func run(_ arguments: [String]) throws -> String {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw WireFailure.notConnected }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addclose(&actions, ends[1])
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    let outcome = posix_spawn(&child, arguments[0], &actions, nil, &words, environ)
    close(ends[1])
    defer { close(ends[0]) }
    guard outcome == 0 else { throw WireFailure.notConnected }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(ends[0], &buffer, buffer.count)
      guard count > 0 else { break }
      output += buffer[..<count]
    }
    waitpid(child, nil, 0)
    return String(decoding: output, as: UTF8.self)
  }
}
