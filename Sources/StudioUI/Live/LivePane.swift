public import CellGrid

/// The Live pane.
public struct LivePane: PaneState {
  public typealias Command = LiveCommand

  public init() {}

  public mutating func perform(_ command: Command, _ context: PaneContext) -> [Reaction] { [] }

  public func draw(in canvas: inout Canvas, _ context: PaneContext) {}
}
