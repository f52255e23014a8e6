/// What a size runs into at one model.
enum SizeValidation {
  /// Every documented limit the size breaks: the service's own rule, then the maker's rules
  /// underneath, which tell whether sending it anyway has a chance.
  static func check(
    _ size: PixelSize,
    model: CatalogModel,
    catalog: ModelCatalog
  ) -> [Refusal] {
    let nearest = model.sizeRule.nearest(to: size) ?? model.defaultSize.size
    var found = refusals(of: model.sizeRule, size, nearest: nearest)
    if case .totalPixels = model.sizeRule { return found }
    if let family = catalog.family(of: model) {
      found += refusals(of: family.sizeRule, size, nearest: nearest)
    }
    return found
  }

  private static func refusals(
    of rule: SizeRule,
    _ size: PixelSize,
    nearest: PixelSize
  ) -> [Refusal] {
    switch rule {
    case .sides(let bounds):
      return rule.allows(size) ? [] : [.sideOutOfRange(size, limit: bounds, nearest: nearest)]
    case .list(let sizes, let source):
      return rule.allows(size)
        ? [] : [.sizeNotListed(size, allowed: sizes, source: source, nearest: nearest)]
    case .totalPixels(let bounds, let aspect):
      var found: [Refusal] = []
      let pixels = size.cappedPixelCount
      if pixels < bounds.minimum {
        found.append(.tooFewPixels(size, limit: bounds, nearest: nearest))
      }
      if pixels > bounds.maximum {
        found.append(.tooManyPixels(size, limit: bounds, nearest: nearest))
      }
      if !size.isWithin(aspect: aspect.value) {
        found.append(.aspectTooExtreme(size, limit: aspect, nearest: nearest))
      }
      return found
    }
  }
}
