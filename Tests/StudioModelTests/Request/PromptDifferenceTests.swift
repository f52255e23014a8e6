import StudioModel
import Testing

@Suite struct PromptDifferenceTests {
  private func own(_ prompt: String, _ other: String) -> [String] {
    PromptDifference(of: prompt, against: other).runs.filter(\.isOwn).map(\.text)
  }

  @Test func equalPromptsHaveNothingOfTheirOwn() {
    #expect(own("a fox in the snow", "a  fox\nin the snow ").isEmpty)
    #expect(PromptDifference(of: "", against: "").runs.isEmpty)
  }

  @Test func wordsThatWerePutInOrExchangedAreFound() {
    #expect(own("a red fox in deep snow", "a fox in snow") == [" red", " deep"])
    #expect(own("a fox in snow", "a red fox in deep snow").isEmpty)
    #expect(own("the fox sleeps", "the owl sleeps") == [" fox"])
  }

  @Test func chineseIsComparedByCharacters() {
    #expect(own("雪地里的狐狸", "雪地里的猫") == ["狐狸"])
  }

  @Test func theRunsTogetherAreThePrompt() {
    let prompt = "A red fox,  then 一只猫 in the\nsnow"
    let runs = PromptDifference(of: prompt, against: "A fox, then 两只猫 in snow").runs
    #expect(runs.map(\.text).joined() == "A red fox, then 一只猫 in the snow")
  }

  @Test func longPromptsAreComparedInBoundedTime() {
    let long = String(repeating: "fox owl ", count: 30_000)
    let other = String(repeating: "owl fox ", count: 30_000)
    #expect(!PromptDifference(of: long, against: other).runs.isEmpty)
  }
}
