/// Decides which of several alternatives is taken.
protocol TemplateChooser {
  /// - Parameter counts: how many texts each alternative can become; at least one, none nought.
  /// - Returns: the place of the one to take.
  mutating func pick(_ counts: [Int]) -> Int
}

/// Takes a number apart, so that each number below the count of all combinations stands for one.
///
/// What is asked first changes fastest.
struct NumberedChooser: TemplateChooser {
  private var rest: Int

  init(_ number: Int) { rest = number }

  mutating func pick(_ counts: [Int]) -> Int {
    let total = counts.reduce(0) { $0.saturatingSum($1) }
    guard total > 0 else { return 0 }
    var place = rest % total
    rest /= total
    for (index, count) in counts.enumerated() {
      if place < count {
        // What is asked next inside the alternative uses up exactly this.
        rest = rest * count + place
        return index
      }
      place -= count
    }
    return 0
  }
}

/// Takes every alternative with the same chance, however many texts it can become.
struct RandomChooser<Generator: RandomNumberGenerator>: TemplateChooser {
  var generator: Generator

  mutating func pick(_ counts: [Int]) -> Int {
    counts.isEmpty ? 0 : Int.random(in: 0..<counts.count, using: &generator)
  }
}
