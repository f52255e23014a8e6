import CellGrid
public import StudioModel

extension AppState {
  /// Takes in what happened and says what is to be done. Total: every action is fine at any time.
  public mutating func reduce(_ action: AppAction, now: Timestamp) -> [AppEffect] {
    advance(to: now)
    let room = layout.frames[.history]
    let effects = take(action)
    guard layout.frames[.history] != room else { return effects }
    return effects + react(to: history.roomChanged(context(.history)))
  }

  private mutating func take(_ action: AppAction) -> [AppEffect] {
    switch action {
    case .input(let input): return take(input)
    case .resized(let size):
      self.size = size
      return []
    case .timePassed: return []
    case .reported(let report): return receive(report)
    case .endRequested: return endRequested()
    }
  }

  private mutating func take(_ input: Input) -> [AppEffect] {
    hasInput = true
    // A question that cannot be seen is not answered.
    if layout.form == .none { return takeWithoutRoom(input) }
    if let layer = layers.last { return take(input, layer) }
    if pane(focus).isModal { return react(to: handle(input, in: focus) ?? []) }
    switch input {
    case .key(let key): return take(key)
    case .paste(let text): return paste(text)
    case .mouse(let event): return take(event)
    }
  }

  // MARK: Keys

  private mutating func take(_ key: KeyPress) -> [AppEffect] {
    let typing = isTyping
    if typing {
      // A person's own binding of a key that types nothing goes before what the editor makes of it.
      if key.typed == nil, let own = keymap.chosenInvocation(for: key, in: focus) {
        return invoke(own)
      }
      if let reactions = handle(.key(key), in: focus) { return react(to: reactions) }
      // What types nothing here must not become a command of one letter.
      if key.typed != nil { return [] }
    }
    // Before the editor's own Enter, which types a line break.
    if focus == .prompt, isCommanding, key == KeyPress(.enter) { return invoke(.app(.startTyping)) }
    if let invocation = keymap.invocation(for: key, in: focus) { return invoke(invocation) }
    if key == KeyPress(.escape) {
      // A pane goes back by a step of its own first.
      if focus != .prompt, let reactions = handle(.key(key), in: focus) {
        return react(to: reactions)
      }
      return escaped()
    }
    if focus == .prompt, isCommanding, key.typed != nil { return unknown(key) }
    return react(to: handle(.key(key), in: focus) ?? [])
  }

  private mutating func unknown(_ key: KeyPress) -> [AppEffect] {
    let hints: [(AppCommand, String)] = [(.startTyping, "types"), (.help, "shows the keys")]
    let known = hints.compactMap { command, what in
      keymap.hint(for: .app(command), whileTyping: false).map { "\($0.label) \(what)" }
    }
    let rest = known.isEmpty ? "" : ": \(known.joined(separator: ", "))"
    show(Toast(.note, "\(key.label) does nothing here\(rest)"))
    return []
  }

  /// Esc puts messages away and leaves typing, then the zoom.
  private mutating func escaped() -> [AppEffect] {
    toasts = []
    if focus == .prompt, !isCommanding {
      isCommanding = true
    } else if isZoomed {
      isZoomed = false
    }
    return []
  }

  private mutating func paste(_ text: String) -> [AppEffect] {
    // A paste over a list of commands is text for the prompt, never a row of commands.
    if !pane(focus).takesTyping, focus != .sequence { focusOn(.prompt) }
    return react(to: handle(.paste(text), in: focus) ?? [])
  }

  /// Only leaving makes sense on a screen that shows nothing.
  private mutating func takeWithoutRoom(_ input: Input) -> [AppEffect] {
    guard case .key(let key) = input else { return [] }
    switch keymap.invocation(for: key, in: focus) {
    case .app(.quit) where key.typed == nil: return endRequested()
    case .app(.suspend): return [.suspend]
    case .app(.redraw): return [.redraw]
    default: return []
    }
  }

  // MARK: The mouse

  private mutating func take(_ event: MouseEvent) -> [AppEffect] {
    let layout = layout
    guard let pane = layout.pane(at: event.place), let frame = layout.frames[pane] else {
      return layout.form == .tabs && event.kind == .pressed ? pressedTab(event.place) : []
    }
    if event.kind == .pressed, pane != focus { focusOn(pane) }
    let inside = Box.inside(frame)
    let place = Point(x: event.place.x - inside.x, y: event.place.y - inside.y)
    let moved = Input.mouse(MouseEvent(event.kind, at: place))
    return react(to: handle(moved, in: pane) ?? [])
  }

  private mutating func pressedTab(_ place: Point) -> [AppEffect] {
    if let tab = TitleBar.tab(at: place.x) { focusOn(tab) }
    return []
  }

  // MARK: Commands

  /// Carries a command out, or says why it does nothing now.
  mutating func invoke(_ invocation: Invocation) -> [AppEffect] {
    // What a command is offered for is what was typed before it.
    settle()
    if let objection = objection(to: invocation) {
      show(Toast(.note, objection))
      return []
    }
    switch invocation {
    case .app(let command): return perform(command)
    case .prompt(let command): return react(to: prompt.perform(command, context(.prompt)))
    case .sequence(let command): return react(to: sequence.perform(command, context(.sequence)))
    case .live(let command): return react(to: live.perform(command, context(.live)))
    case .history(let command): return react(to: history.perform(command, context(.history)))
    case .viewer(let command): return perform(command)
    case .edit(let command): return react(to: prompt.perform(edit: command, context(.prompt)))
    }
  }

  /// Why a command does nothing now; `nil` when it works.
  func objection(to invocation: Invocation) -> String? {
    switch invocation {
    case .app(.send): sendingObjection
    case .app(.betterPictures): objectionToBudget(by: 1)
    case .app(.smallerPictures): objectionToBudget(by: -1)
    case .app, .edit: nil
    case .prompt(let command): prompt.objection(to: command, context(.prompt))
    case .sequence(let command): sequence.objection(to: command, context(.sequence))
    case .live(let command): live.objection(to: command, context(.live))
    case .history(let command): history.objection(to: command, context(.history))
    case .viewer(let command): objection(to: command)
    }
  }

  private mutating func perform(_ command: AppCommand) -> [AppEffect] {
    switch command {
    case .send: return send()
    case .help: layers.append(.commands(CommandsLayer(.help)))
    case .palette: layers.append(.commands(CommandsLayer(.palette)))
    case .nextPane: focusOn(neighbour(1))
    case .previousPane: focusOn(neighbour(-1))
    case .focusPrompt: focusOn(.prompt)
    case .focusSequence: focusOn(.sequence)
    case .focusLive: focusOn(.live)
    case .focusHistory: focusOn(.history)
    case .zoom: isZoomed.toggle()
    case .startTyping: focusOn(.prompt)
    case .showLog: layers.append(.log(LogLayer()))
    case .betterPictures: return changeBudget(by: 1)
    case .smallerPictures: return changeBudget(by: -1)
    case .toggleMouse:
      usesMouse.toggle()
      show(Toast(.note, usesMouse ? "The mouse is on" : "The mouse is off"))
      return [.setMouse(usesMouse)]
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .quit: return endRequested()
    }
    return []
  }

  private func neighbour(_ step: Int) -> PaneID {
    let all = PaneID.allCases
    let place = all.firstIndex(of: focus) ?? 0
    return all[(place + step + all.count) % all.count]
  }

  /// Moves the focus; the prompt takes typing at once.
  mutating func focusOn(_ pane: PaneID) {
    focus = pane
    layers.removeAll(where: \.isGround)
    if pane == .prompt { isCommanding = false }
    if pane == .prompt || pane == .sequence { upper = pane } else { lower = pane }
  }

  /// Leaves at once when nothing is under way, and else says what is.
  mutating func endRequested() -> [AppEffect] {
    if case .confirm(let open)? = layers.last, open.reactions == [.effect(.quit)] {
      // Asked twice: the person means it.
      return [.quit]
    }
    guard !sending.underWay.isEmpty || !sending.pending.isEmpty else { return [.quit] }
    ask(
      Confirmation(
        title: "Leave the studio?",
        text: "\(sending.summary) Nothing is lost: what was sent goes on at the service, and the "
          + "next `seedream` or `seedream resume` fetches the rest. A request that waits unsent "
          + "is not sent meanwhile.",
        yes: "Leave",
        reactions: [.effect(.quit)]
      )
    )
    return []
  }

  private mutating func handle(_ input: Input, in pane: PaneID) -> [Reaction]? {
    switch pane {
    case .prompt: prompt.handle(input, context(.prompt))
    case .sequence: sequence.handle(input, context(.sequence))
    case .live: live.handle(input, context(.live))
    case .history: history.handle(input, context(.history))
    }
  }
}
