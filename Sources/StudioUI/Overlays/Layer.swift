import CellGrid

/// Something of the app's that lies over the panes and takes every key.
enum Layer: Hashable, Sendable {
  case commands(CommandsLayer)
  case log(LogLayer)
  case confirm(Confirmation)
  case firstRun
  /// These two take the whole screen but its last row, and lie below all others.
  case viewer(PictureViewer)
  case comparison(Comparison)

  /// True for what other layers lie over as they lie over panes.
  var isGround: Bool {
    switch self {
    case .viewer, .comparison: true
    case .commands, .log, .confirm, .firstRun: false
    }
  }
}

/// What a key did to a layer.
enum LayerOutcome: Hashable, Sendable {
  /// It stays, as it is now.
  case stay(Layer)
  case close
  /// It goes, and a command is carried out.
  case invoke(Invocation)
  /// It goes, and something happens.
  case react([Reaction])
}

extension AppState {
  /// Gives an input to the layer on top.
  mutating func take(_ input: Input, _ layer: Layer) -> [AppEffect] {
    // What leaves or suspends the studio works over everything.
    if case .key(let key) = input, key.typed == nil,
      case .app(let command)? = keymap.invocation(for: key, in: focus),
      [.quit, .suspend, .redraw].contains(command)
    {
      return invoke(.app(command))
    }
    if layer.isGround { return takeInViewer(input) }
    let outcome: LayerOutcome =
      switch layer {
      case .commands(let commands): commands.taking(input, self)
      case .log(let log): log.taking(input, lines: self.log.lines.count, self)
      case .confirm(let confirmation):
        mayAnswer(confirmation) ? confirmation.taking(input) : .stay(layer)
      case .firstRun: FirstRun.taking(input)
      case .viewer, .comparison: .stay(layer)
      }
    switch outcome {
    case .stay(let changed): layers[layers.count - 1] = changed
    case .close: layers.removeLast()
    case .invoke(let invocation):
      layers.removeLast()
      return invoke(invocation)
    case .react(let reactions):
      layers.removeLast()
      return react(to: reactions)
    }
    return []
  }

  func draw(_ layer: Layer, in canvas: inout Canvas) {
    switch layer {
    case .commands(let commands): commands.draw(in: &canvas, self)
    case .log(let log): log.draw(in: &canvas, self)
    case .confirm(let confirmation): confirmation.draw(in: &canvas, theme)
    case .firstRun: FirstRun.draw(in: &canvas, self)
    case .viewer(let viewer): viewer.draw(in: &canvas, self)
    case .comparison(let comparison): comparison.draw(in: &canvas, self)
    }
  }
}
