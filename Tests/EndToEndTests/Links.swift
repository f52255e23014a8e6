import Testing

@Test func endToEndLinks() {
  #expect(Bool(true))
}
