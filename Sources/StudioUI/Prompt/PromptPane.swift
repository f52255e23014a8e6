public import CellGrid

/// The editor of the prompt.
public struct PromptPane: PaneState {
  public typealias Command = PromptCommand
  private var editor = TextEditor()

  public init() {}

  /// The prompt exactly as typed.
  public var text: String { editor.text }

  /// Where the caret stands, in characters.
  public var caret: Int { editor.caret }

  public var takesTyping: Bool { true }

  /// Starts over with a draft; there is nothing to undo then.
  public mutating func open(_ text: String, caret: Int) {
    editor = TextEditor(text, caret: caret)
  }

  /// Replaces the whole text as one edit that can be undone.
  public mutating func replace(with text: String) { editor.replaceAll(with: text) }

  public mutating func perform(_ command: Command, _ context: PaneContext) -> [Reaction] { [] }

  public mutating func perform(edit: EditCommand, _ context: PaneContext) -> [Reaction] {
    editor.perform(edit, width: max(1, context.size.width), height: max(1, context.size.height))
    return [.promptChanged]
  }

  /// Adds a prompt to the earlier ones.
  public mutating func remember(_ text: String) {}

  public mutating func handle(_ input: Input, _ context: PaneContext) -> [Reaction]? {
    switch input {
    case .paste(let text): editor.paste(text)
    case .key(let key):
      if let typed = key.typed {
        editor.insert(typed)
      } else {
        guard let command = EditorKeys.command(for: key) else { return nil }
        return perform(edit: command, context)
      }
    case .mouse: return nil
    }
    return [.promptChanged]
  }

  public func draw(in canvas: inout Canvas, _ context: PaneContext) {
    var editor = editor
    editor.layOut(width: max(1, canvas.width), height: max(1, canvas.height))
    editor.draw(in: &canvas, focused: true)
  }
}
