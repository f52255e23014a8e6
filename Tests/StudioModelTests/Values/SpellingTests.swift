import StudioModel
import Testing

@Test func theNearestWordIsOneThatCouldBeMeant() {
  let known = ["provider", "model", "library"]
  #expect(Spelling.nearest(to: "provder", among: known) == "provider")
  #expect(Spelling.nearest(to: "modle", among: known) == "model")
  #expect(Spelling.nearest(to: "zebra", among: known) == nil)
  #expect(Spelling.nearest(to: "", among: known) == nil)
  #expect(Spelling.nearest(to: String(repeating: "x", count: 100_000), among: known) == nil)
}
