import Testing

@Test func studioUILinks() {
  #expect(Bool(true))
}
