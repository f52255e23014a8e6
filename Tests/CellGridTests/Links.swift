import Testing

@Test func cellGridLinks() {
  #expect(Bool(true))
}
