import Testing

@Test func terminalKitLinks() {
  #expect(Bool(true))
}
