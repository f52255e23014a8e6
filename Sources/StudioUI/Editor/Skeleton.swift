import CellGrid

struct FuzzyMatch {
  var places: [Int] = []
  var score = 0
  init?(_ pattern: String, in text: String) {
    if !pattern.isEmpty, !text.lowercased().contains(pattern.lowercased()) { return nil }
  }
}
