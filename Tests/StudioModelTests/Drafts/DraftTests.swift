import FoundationEssentials
import StudioModel
import Testing

@Suite struct DraftTests {
  private func draft(_ prompt: String) throws -> Draft {
    var request = try CatalogFixture.request(CatalogFixture.edit)
    request.prompt = prompt
    return Draft(request: request, caret: prompt.count)
  }

  @Test(arguments: ["", " ", "\n\t \u{3000}"])
  func whiteSpaceIsNoText(prompt: String) throws {
    #expect(try !draft(prompt).hasText)
  }

  @Test(arguments: ["a", " 狐 ", "\u{1F98A}", "\u{0}"])
  func anythingElseIsText(prompt: String) throws {
    #expect(try draft(prompt).hasText)
  }

  @Test func withoutItsTextADraftKeepsSettingsAndReferences() throws {
    let whole = try draft("a fox")
    let bare = whole.withoutText
    #expect(bare.request.prompt.isEmpty && bare.caret == 0)
    #expect(bare.request.references == whole.request.references)
    #expect(bare.request.model == whole.request.model)
  }

  @Test func aDraftSurvivesBeingWrittenAndRead() throws {
    let whole = try draft("a \u{1F98A} in\nsnow \u{0}\u{202E} 狐狸")
    let data = try JSONEncoder().encode(whole)
    #expect(try JSONDecoder().decode(Draft.self, from: data) == whole)
  }

  @Test func whatIsLeftOfTheDayNeverFallsBelowNought() {
    let cent = Money(microdollars: 10_000)
    #expect(SpendingNow(today: cent, underWay: cent).left == nil)
    #expect(SpendingNow(today: cent, underWay: cent, dailyCap: cent * 5).left == cent * 3)
    #expect(SpendingNow(today: cent * 4, underWay: cent * 4, dailyCap: cent * 5).left == .zero)
  }
}
