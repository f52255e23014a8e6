import Testing

@Test func studioImagingLinks() {
  #expect(Bool(true))
}
