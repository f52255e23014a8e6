public import CellGrid
import StudioModel

extension SequencePane {
  public mutating func handle(_ input: Input, _ context: PaneContext) -> [Reaction]? {
    let reactions = overlay == nil ? handleForm(input, context) : handleOverlay(input, context)
    settle(context)
    return reactions
  }

  private mutating func handleForm(_ input: Input, _ context: PaneContext) -> [Reaction]? {
    switch input {
    case .paste(let text):
      guard let paths = PastedPaths.pictures(in: text) else {
        return [.toast(Toast(.note, "Only paths and addresses of pictures can be pasted here."))]
      }
      return startAdding(paths, context)
    case .mouse(let event): return handleMouse(event, context)
    case .key(let press):
      guard let character = press.typed, "0123456789-".contains(character) else { return nil }
      return type(character, context)
    }
  }

  /// A digit on a row that holds a number starts it anew.
  private mutating func type(_ character: Character, _ context: PaneContext) -> [Reaction]? {
    switch row(context) {
    case .seed where model(context)?.seed != nil: startTyping(.seed, String(character))
    case .images where character != "-": startTyping(.images, String(character))
    case .size where character != "-":
      var picker = SizePicker(settings, context)
      picker.typed = LineField(String(character))
      overlay = .sizes(picker)
    default: return nil
    }
    return []
  }

  private mutating func handleMouse(
    _ event: MouseEvent,
    _ context: PaneContext
  ) -> [Reaction]? {
    let room = ReferencePreview(self, context)?.form ?? context.size
    let layout = SequenceLayout(self, room, context)
    switch event.kind {
    case .wheelDown: return perform(.down, context)
    case .wheelUp: return perform(.up, context)
    case .released: return nil
    case .pressed:
      guard let row = layout.row(at: event.place.y) else { return nil }
      if row == self.row(context) { return choose(context) }
      select(row, context)
      return []
    }
  }

  /// Opens what the row under the cursor has to choose from.
  mutating func choose(_ context: PaneContext) -> [Reaction] {
    switch row(context) {
    case .provider: overlay = .menu(ChoiceMenu(.provider, self, context))
    case .model: overlay = .menu(ChoiceMenu(.model, self, context))
    case .delivery: overlay = .menu(ChoiceMenu(.delivery, self, context))
    case .size: overlay = .sizes(SizePicker(settings, context))
    case .images: startTyping(.images, "")
    case .seed:
      guard model(context)?.seed != nil else { return change { $0.seed = nil } }
      startTyping(.seed, settings.seed.map(String.init) ?? "")
    case .references, .reference: return startAdding(nil, context)
    }
    return []
  }

  private mutating func handleOverlay(_ input: Input, _ context: PaneContext) -> [Reaction] {
    switch overlay {
    case .menu(let menu): return handleMenu(menu, input, context)
    case .sizes(let picker): return handleSizes(picker, input, context)
    case .number(let entry): return handleNumber(entry, input, context)
    case .addition(let addition): return handleAddition(addition, input, context)
    case .editOffer(let offer):
      guard case .key(let press) = input else { return [] }
      return handleOffer(offer, press, context)
    case nil: return []
    }
  }
}
