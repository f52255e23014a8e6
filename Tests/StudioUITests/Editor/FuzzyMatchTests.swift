import Testing

@testable import StudioUI

@Suite struct FuzzyMatchTests {
  @Test(
    arguments: [
      ("", "anything", []), ("fox", "a red fox", [6, 7, 8]), ("FOX", "a red fox", [6, 7, 8]),
      ("fox", "A RED FOX", [6, 7, 8]), ("rfx", "a red fox", [2, 6, 8]),
      ("fox red", "a red fox", [2, 3, 4, 6, 7, 8]), ("狐狸", "一只狐狸在雪中", [2, 3]),
      ("狐雪", "一只狐狸在雪中", [2, 5]), ("灯塔", "同一座灯塔", [3, 4]), ("ａｂ", "xaby", [1, 2]),
      ("ab", "ｘａｂ", [1, 2]), ("ß", "Straße", [4]), ("éc", "École", [0, 1]),
      ("мо", "МОСКВА", [0, 1]),
      ("st", "last stone", [5, 6]), ("ab", "a b ab", [4, 5]), ("👩", "x👩\u{200D}🎨", [1]),
      ("e", "caf\u{65}\u{301}", [3]),
    ] as [(String, String, [Int])]
  )
  func lettersAreFoundWhereTheyMeanMost(pattern: String, text: String, places: [Int]) {
    let match = FuzzyMatch(pattern, in: text)
    #expect(match?.places == places)
  }

  @Test(arguments: [("fox", "dog"), ("ab", "ba"), ("狐", "猫"), ("a b", "a"), ("aa", "a"), ("x", "")])
  func whatIsNotThereIsNotFound(pattern: String, text: String) {
    #expect(FuzzyMatch(pattern, in: text) == nil)
  }

  @Test(
    arguments: [
      ("light", "a lighthouse", "a slight rain"), ("sea", "seasons", "s e a"),
      ("gl", "go live", "a single one"), ("雪", "雪中狐狸", "很久很久以前有一座很高很高的山上下雪"),
      ("fox", "the fox", "f-o-x"),
    ] as [(String, String, String)]
  )
  func theBetterPlaceScoresHigher(pattern: String, better: String, worse: String) throws {
    let first = try #require(FuzzyMatch(pattern, in: better))
    let second = try #require(FuzzyMatch(pattern, in: worse))
    #expect(first.score > second.score)
  }

  @Test(arguments: 0..<40)
  func placesSpellThePattern(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let letters = Array("abc 中文")
    let text = String((0..<60).map { _ in letters.randomElement(using: &numbers) ?? "a" })
    let pattern = String(
      (0..<4).map { _ in letters.filter { $0 != " " }.randomElement(using: &numbers) ?? "a" }
    )
    guard let match = FuzzyMatch(pattern, in: text) else { return }
    let characters = Array(text)
    #expect(String(match.places.map { characters[$0] }) == pattern)
    #expect(match.places == match.places.sorted())
  }

  @Test func onlyTheStartOfAVeryLongTextIsLookedAt() {
    let text = FuzzyText(String(repeating: "a", count: 2_000) + "b", limit: 1_000)
    #expect(FuzzyMatch(FuzzyPattern("b"), in: text) == nil)
    #expect(FuzzyMatch(FuzzyPattern("aaa"), in: text)?.places == [0, 1, 2])
  }
}
