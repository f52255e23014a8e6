/// What is read out of a prompt's text, once for all that ask: reading takes longer than anything
/// that is made of it. The time it takes grows with the prompt's length, no faster.
public struct PromptReading: Hashable, Sendable {
  public let budget: PromptBudget
  /// The number of images it asks for.
  public let count: PromptCount.Reading
  let wording: PromptWording

  public init(of prompt: String) {
    let letters = PromptLetter.letters(of: prompt)
    let tokens = PromptToken.tokens(of: letters)
    budget = PromptBudget(letters)
    count = PromptCount.reading(tokens, letters)
    wording = PromptWording(PromptClauses(tokens, letters))
  }
}
