import Testing

@Test func studioCoreLinks() {
  #expect(Bool(true))
}
