import Testing

@Test func studioModelLinks() {
  #expect(Bool(true))
}
