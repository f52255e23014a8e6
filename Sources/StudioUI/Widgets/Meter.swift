/// A bar that fills.
public enum Meter {
  /// A bar of `cells` cells; full only when everything is there.
  public static func bar(_ part: Int64, of whole: Int64, cells: Int) -> String {
    guard cells > 0 else { return "" }
    let share = whole > 0 ? Double(min(max(part, 0), whole)) / Double(whole) : 0
    let filled = min(Int(share * Double(cells)), cells)
    return String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
  }
}
