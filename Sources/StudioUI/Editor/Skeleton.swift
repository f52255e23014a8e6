import CellGrid

public enum EditCommand: String, PaneCommand {
  case x = "edit.x"
  public var title: String { "" }
  public var keys: [String] { [] }
}
struct LineField: Hashable, Sendable {
  var text = ""
  mutating func handle(_ k: KeyPress) -> Bool { false }
  mutating func paste(_ t: String) {}
  func draw(in canvas: inout Canvas, _ r: Rect, placeholder: String, theme: Theme) {}
}
struct FuzzyMatch { var places: [Int] = []; var score = 0; init?(_ a: String, in b: String) {} }
extension PromptPane {
  mutating func perform(edit: EditCommand, _ c: PaneContext) -> [Reaction] { [] }
  mutating func remember(_ t: String) {}
}
