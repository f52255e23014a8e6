/// What a misspelled word was probably meant to be.
public enum Spelling {
  /// The nearest of `known`, when it is near enough to be meant.
  public static func nearest(to word: String, among known: [String]) -> String? {
    guard word.utf8.count <= 100 else { return nil }
    let ranked = known.map { (distance: EditDistance.between(word, $0), word: $0) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(2, max(word.count, best.word.count) / 3) ? best.word : nil
  }
}
