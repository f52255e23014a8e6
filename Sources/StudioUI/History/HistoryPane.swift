public import CellGrid

/// The History pane.
public struct HistoryPane: PaneState {
  public typealias Command = HistoryCommand

  public init() {}

  public mutating func perform(_ command: Command, _ context: PaneContext) -> [Reaction] { [] }

  public func draw(in canvas: inout Canvas, _ context: PaneContext) {}
}
