public import CellGrid

/// Where everything is on a screen of some size.
public struct Layout: Hashable, Sendable {
  /// How much room there is.
  public enum Form: Hashable, Sendable {
    /// All four panes.
    case wide
    /// Prompt or settings above, jobs or history below.
    case stacked
    /// One pane, with tabs.
    case tabs
    /// Too small for anything.
    case none
  }

  public static let leastSize = Size(width: 40, height: 10)

  public let form: Form
  /// The row of the title or the tabs, and the row of the keys.
  public let title: Rect
  public let footer: Rect
  /// The frame of each pane that shows.
  public let frames: [PaneID: Rect]

  /// - Parameters:
  ///   - upper: which of prompt and settings shows where one of them does.
  ///   - lower: which of jobs and history.
  public init(_ size: Size, focus: PaneID, upper: PaneID, lower: PaneID, isZoomed: Bool) {
    guard size.width >= Self.leastSize.width, size.height >= Self.leastSize.height else {
      form = .none
      title = Rect(.zero)
      footer = Rect(.zero)
      frames = [:]
      return
    }
    let (top, rest) = Rect(size).splitFromTop(1)
    let (body, bottom) = rest.splitFromTop(rest.height - 1)
    title = top
    footer = bottom
    if size.width >= 110, size.height >= 20 {
      form = .wide
      frames = isZoomed ? [focus: body] : Self.four(body)
    } else if size.width >= 60, size.height >= 16 {
      form = .stacked
      let (above, below) = body.splitFromTop(body.height / 2)
      frames = isZoomed ? [focus: body] : [upper: above, lower: below]
    } else {
      form = .tabs
      frames = [focus: body]
    }
  }

  private static func four(_ body: Rect) -> [PaneID: Rect] {
    let upperHeight = max(10, body.height * 9 / 20)
    let (above, below) = body.splitFromTop(upperHeight)
    let leftWidth = body.width * 13 / 25
    let (prompt, sequence) = above.splitFromLeft(leftWidth)
    let (live, history) = below.splitFromLeft(leftWidth)
    return [.prompt: prompt, .sequence: sequence, .live: live, .history: history]
  }

  /// The pane whose frame holds a place.
  public func pane(at place: Point) -> PaneID? {
    frames.first { $0.value.contains(place) }?.key
  }
}
