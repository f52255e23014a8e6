import CellGrid
import Testing

@testable import StudioUI

@Suite struct LayoutTests {
  private func layout(_ width: Int, _ height: Int, zoomed: Bool = false) -> Layout {
    Layout(
      Size(width: width, height: height),
      focus: .live,
      upper: .prompt,
      lower: .live,
      isZoomed: zoomed
    )
  }

  @Test(arguments: [
    (120, 40, Layout.Form.wide, 4), (110, 20, .wide, 4), (109, 40, .stacked, 2),
    (80, 24, .stacked, 2), (80, 15, .tabs, 1), (59, 40, .tabs, 1), (40, 10, .tabs, 1),
    (39, 10, .none, 0), (40, 9, .none, 0), (0, 0, .none, 0), (1, 1, .none, 0),
  ])
  func aSizeHasItsForm(_ width: Int, _ height: Int, _ form: Layout.Form, _ panes: Int) {
    #expect(layout(width, height).form == form)
    #expect(layout(width, height).frames.count == panes)
  }

  @Test func framesFillTheScreenBetweenTitleAndKeysWithoutOverlap() {
    for width in stride(from: 40, through: 240, by: 7) {
      for height in stride(from: 10, through: 80, by: 3) {
        let layout = layout(width, height)
        let cells = layout.frames.values.reduce(0) { $0 + $1.width * $1.height }
        #expect(cells == width * (height - 2), "\(width)×\(height)")
        let frames = Array(layout.frames.values)
        for (index, frame) in frames.enumerated() {
          for other in frames[(index + 1)...] { #expect(frame.intersection(other).isEmpty) }
        }
      }
    }
  }

  @Test(arguments: [(120, 40), (80, 24), (40, 10)])
  func aZoomedPaneHasTheWholeBody(_ width: Int, _ height: Int) {
    let layout = layout(width, height, zoomed: true)
    #expect(layout.frames == [.live: Rect(x: 0, y: 1, width: width, height: height - 2)])
  }

  @Test func everyPlaceBelongsToThePaneThatIsDrawnThere() {
    let layout = layout(120, 40)
    #expect(layout.pane(at: Point(x: 0, y: 0)) == nil)
    #expect(layout.pane(at: Point(x: 1, y: 2)) == .prompt)
    #expect(layout.pane(at: Point(x: 119, y: 2)) == .sequence)
    #expect(layout.pane(at: Point(x: 1, y: 38)) == .live)
    #expect(layout.pane(at: Point(x: 119, y: 38)) == .history)
  }
}
