import Glibc
import TestSupport

/// A window of tmux that is resized while the studio is up: what stood there before stands there
/// again, and nothing of the studio.
struct TmuxLeaving {
  let report: TrialReport

  static let resizes: [[(columns: Int, rows: Int)]] = [
    [(100, 40)], [(60, 16)], [(120, 40), (80, 24)], [(60, 16), (120, 50)], [(40, 50)],
  ]

  static var isThere: Bool { access("/usr/bin/tmux", X_OK) == 0 }

  func run(_ sizes: [(columns: Int, rows: Int)]) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    let tmux = Tmux(socket: ground.home + "/tmux")
    defer { tmux.command("kill-server") }
    let program = try TortureGround.requiredProgram()
    let script = "seq 1 9; \(program); echo left; exec sleep 60"
    let words = ground.environment().map { "\($0.key)=\($0.value)" }.sorted()
    tmux.command(
      ["-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "env"] + words
        + ["sh", "-c", script]
    )
    tmux.command("set-option", "-g", "window-size", "manual")
    guard await tmux.shows("Enter starts") else {
      return report.fail("no studio in tmux: \(tmux.screen)")
    }
    tmux.command("send-keys", "Enter")
    guard await tmux.shows("F1 help") else { return report.fail("no screen: \(tmux.screen)") }
    for size in sizes {
      tmux.command("resize-window", "-x", "\(size.columns)", "-y", "\(size.rows)")
      try await Task.sleep(for: .milliseconds(500))
    }
    tmux.command("send-keys", "C-q")
    report.count("windows of tmux")
    guard await tmux.shows("left") else { return report.fail("not left: \(tmux.screen)") }
    let lines = tmux.screen.split(separator: "\n").map(String.init).filter { !$0.isEmpty }
    if lines != (1...9).map(String.init) + ["left"] {
      report.fail("tmux after \(sizes) shows \(lines)")
    }
  }
}

/// A tmux of its own.
struct Tmux {
  let socket: String

  func command(_ words: String...) { command(words) }

  @discardableResult
  func command(_ words: [String]) -> String {
    let environment = ["HOME": "/", "LANG": "C.UTF-8", "TERM": "xterm-256color"]
    let child = try? ChildProgram(
      "/usr/bin/tmux",
      ["-S", socket] + words,
      environment: environment
    )
    return child?.wait(atMost: 20).output ?? ""
  }

  var screen: String { command(["capture-pane", "-p"]) }

  func shows(_ text: String) async -> Bool {
    for _ in 0..<300 {
      if screen.contains(text) { return true }
      try? await Task.sleep(for: .milliseconds(50))
    }
    return false
  }
}
