import StudioModel
import Testing

/// What a request can cost.
struct PriceEstimateTests {
  @Test(arguments: [
    (CatalogFixture.text, ProviderID.wavespeed, 4, "up to 4 × $0.027 = $0.108"),
    (CatalogFixture.edit45, .wavespeed, 15, "up to 15 × $0.04 = $0.60"),
    (CatalogFixture.edit, .atlascloud, 4, "up to 4 × $0.027 = $0.108, estimate"),
    (CatalogFixture.text45, .atlascloud, 1, "up to 1 × $0.036 = $0.036, estimate"),
  ])
  func thePriceIsSaidWithItsArithmetic(
    id: ModelID,
    provider: ProviderID,
    images: Int,
    text: String
  ) throws {
    let catalog = try CatalogFixture.load()
    let request = try CatalogFixture.request(id, provider, images: images)
    let estimate = try #require(PriceEstimate(request, catalog))
    #expect(estimate.text == text)
    #expect(estimate.isStatedByService == (provider == .wavespeed))
    #expect(estimate.basis.contains(provider.displayName))
    #expect(estimate.basis.contains("estimate") == (provider == .atlascloud))
  }

  @Test func numbersNobodyCanAskForDoNotOverflow() throws {
    let catalog = try CatalogFixture.load()
    var request = try CatalogFixture.request()
    for images in [Int.max, Int.min, 0] {
      request.maxImages = images
      let estimate = try #require(PriceEstimate(request, catalog))
      #expect(estimate.total >= .zero)
    }
    request.model = ModelID(rawValue: "none")
    #expect(PriceEstimate(request, catalog) == nil)
  }
}
