public import CellGrid
public import StudioModel

/// The settings of the request.
public struct SequencePane: PaneState {
  public typealias Command = SequenceCommand

  /// The request without its prompt, which is the prompt pane's.
  public private(set) var settings: SequenceRequest

  public init(settings: SequenceRequest) { self.settings = settings }

  /// Takes settings over, or references, or both; a prompt in `request` is not looked at.
  public mutating func adopt(
    _ request: SequenceRequest,
    _ parts: RecallParts,
    _ context: PaneContext
  ) -> [Reaction] { [] }

  /// Settles a notice by changing a setting.
  public mutating func apply(_ fix: Notice.Fix) {}

  public mutating func perform(_ command: Command, _ context: PaneContext) -> [Reaction] { [] }

  public func draw(in canvas: inout Canvas, _ context: PaneContext) {}
}
