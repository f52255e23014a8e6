public import PseudoTerminal

/// Something did not come onto the screen in time.
public struct ScreenFailure: Error, CustomStringConvertible {
  public let awaited: String
  public let line: String
  public let content: ScreenContent

  public var description: String {
    "\(line): \(awaited) did not come in time. The screen:\n\(content.boxed)"
  }
}

extension TerminalScreen {
  /// Waits for a text that stands in one row.
  @discardableResult
  public func waitFor(
    _ text: String,
    atMost limit: Duration = .seconds(10),
    file: StaticString = #fileID,
    line: UInt = #line
  ) async throws -> ScreenContent {
    try await wait(for: "“\(text)”", atMost: limit, file: file, line: line) { $0.contains(text) }
  }

  /// Waits until a text stands in no row.
  @discardableResult
  public func waitForNo(
    _ text: String,
    atMost limit: Duration = .seconds(10),
    file: StaticString = #fileID,
    line: UInt = #line
  ) async throws -> ScreenContent {
    try await wait(for: "a screen without “\(text)”", atMost: limit, file: file, line: line) {
      !$0.contains(text)
    }
  }

  /// Waits until the screen is as wanted; the content that fits.
  @discardableResult
  public func wait(
    for awaited: String = "the wanted screen",
    atMost limit: Duration = .seconds(10),
    file: StaticString = #fileID,
    line: UInt = #line,
    until fits: (ScreenContent) -> Bool
  ) async throws -> ScreenContent {
    let deadline = ContinuousClock.now + limit
    var looked = -1
    while true {
      // Read before the screen is, so that nothing between the two is missed.
      let isOver = hasClosed || ContinuousClock.now >= deadline
      let generation = generation
      if generation != looked {
        let content = content
        if fits(content) { return content }
        looked = generation
      }
      if isOver {
        throw ScreenFailure(awaited: awaited, line: "\(file):\(line)", content: content)
      }
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  /// Waits until nothing more came for so long.
  @discardableResult
  public func settle(
    quiet: Duration = .milliseconds(100),
    atMost limit: Duration = .seconds(10),
    file: StaticString = #fileID,
    line: UInt = #line
  ) async throws -> ScreenContent {
    let deadline = ContinuousClock.now + limit
    while silence < quiet {
      guard ContinuousClock.now < deadline else {
        throw ScreenFailure(awaited: "quiet", line: "\(file):\(line)", content: content)
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    return content
  }

  /// Waits for the program's end.
  @discardableResult
  public func ended(
    atMost limit: Duration = .seconds(10),
    file: StaticString = #fileID,
    line: UInt = #line
  ) async throws -> PseudoTerminal.Ending {
    let deadline = ContinuousClock.now + limit
    while true {
      if let ending = endingSoFar { return ending }
      guard ContinuousClock.now < deadline else {
        throw ScreenFailure(awaited: "its end", line: "\(file):\(line)", content: content)
      }
      try await Task.sleep(for: .milliseconds(2))
    }
  }
}
