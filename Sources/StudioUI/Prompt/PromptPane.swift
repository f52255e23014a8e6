public import CellGrid

/// The editor of the prompt.
public struct PromptPane: PaneState {
  public typealias Command = PromptCommand

  public init() {}

  /// The prompt exactly as typed.
  public var text: String { "" }

  /// Where the caret stands, in characters.
  public var caret: Int { 0 }

  /// Starts over with a draft; there is nothing to undo then.
  public mutating func open(_ text: String, caret: Int) {}

  /// Replaces the whole text as one edit that can be undone.
  public mutating func replace(with text: String) {}

  public mutating func perform(_ command: Command, _ context: PaneContext) -> [Reaction] { [] }

  public func draw(in canvas: inout Canvas, _ context: PaneContext) {}
}
