/// What is read out of a prompt's text, once for all that ask: reading takes longer than anything
/// that is made of it.
public struct PromptReading: Hashable, Sendable {
  public let budget: PromptBudget
  /// The number of images it asks for.
  public let count: PromptCount.Reading

  public init(of prompt: String) {
    budget = PromptBudget(of: prompt)
    count = PromptCount.reading(of: prompt)
  }
}
