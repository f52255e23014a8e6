/// The studio's screen beside programs that people know to be quick.
struct ScreenBench {
  let scale: BenchScale

  func run() async throws {
    let ground = try await ScreenGround(scale)
    ScreenStartBench(ground: ground).run()
    try ScreenTypingBench(ground: ground).run()
    ScreenMovingBench(ground: ground).run()
    try await ScreenIdleBench(ground: ground).run()
  }
}
