/// What a request can cost at most, and how sure that is.
public struct PriceEstimate: Hashable, Sendable {
  public var each: Money
  public var images: Int
  public var total: Money
  public var billing: Sourced<Billing>
  public var provider: ProviderID

  /// `images` outside what can be asked for is counted as the nearest that can be multiplied;
  /// validation refuses it in any case.
  public init(model: CatalogModel, images: Int, catalog: ModelCatalog) {
    each = model.price.amount
    self.images = max(0, min(1_000, images))
    total = each * self.images
    provider = model.provider
    billing =
      catalog.service(model.provider)?.billing ?? Sourced(.notStated, model.price.source)
  }

  /// `nil` when the catalogue has no such model.
  public init?(_ request: SequenceRequest, _ catalog: ModelCatalog) {
    guard let model = catalog.model(request.model, request.provider) else { return nil }
    self.init(model: model, images: request.maxImages, catalog: catalog)
  }

  /// True when the service says what it bills, so that the total is its own arithmetic.
  public var isStatedByService: Bool { billing.value == .perImageAsked }

  /// `up to 4 × $0.027 = $0.108`, with `, estimate` where the service does not say what it bills.
  public var text: String {
    "up to \(images) × \(each) = \(total)" + (isStatedByService ? "" : ", estimate")
  }

  /// One sentence: what the total rests on.
  public var basis: String {
    isStatedByService
      ? "\(provider.displayName) bills the price times max_images (\(billing.source.label))."
      : "\(provider.displayName) does not say whether it bills the number asked or delivered: "
        + "this is an estimate by max_images."
  }
}
