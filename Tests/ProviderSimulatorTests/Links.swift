import Testing

@Test func providerSimulatorLinks() {
  #expect(Bool(true))
}
