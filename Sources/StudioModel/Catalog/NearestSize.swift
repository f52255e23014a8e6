extension SizeRule {
  /// The allowed size nearest to `size`, keeping its aspect where the rule can; `nil` only when
  /// the rule allows nothing near it (an empty list, or a size that is none).
  public func nearest(to size: PixelSize) -> PixelSize? {
    if allows(size) { return size }
    // Sides beyond six digits can't be typed; clamping them keeps the arithmetic exact.
    let wanted = PixelSize(
      width: max(1, min(999_999, size.width)),
      height: max(1, min(999_999, size.height))
    )
    switch self {
    case .sides(let bounds): return Self.scaled(wanted, into: bounds)
    case .list(let sizes, _): return Self.closest(to: wanted, among: sizes)
    case .totalPixels(let bounds, let aspect):
      return scaled(wanted, pixels: bounds, aspect: Double(aspect.value))
    }
  }

  /// Scales both sides by one factor until they fit; clamps each when no factor does.
  private static func scaled(_ size: PixelSize, into bounds: LimitBounds) -> PixelSize? {
    guard bounds.minimum > 0, bounds.minimum <= bounds.maximum else { return nil }
    let short = Int64(min(size.width, size.height))
    let long = Int64(max(size.width, size.height))
    let numerator: Int64
    let denominator: Int64
    if short < bounds.minimum, long <= bounds.maximum {
      (numerator, denominator) = (bounds.minimum, short)
    } else if short >= bounds.minimum, long > bounds.maximum {
      (numerator, denominator) = (bounds.maximum, long)
    } else {
      (numerator, denominator) = (1, 1)
    }
    func fit(_ side: Int) -> Int {
      let (product, overflow) = Int64(side).multipliedReportingOverflow(by: numerator)
      let value = overflow ? .max : (product + denominator / 2) / denominator
      return Int(bounds.nearest(to: value))
    }
    return PixelSize(width: fit(size.width), height: fit(size.height))
  }

  /// The nearest aspect decides; among sizes of about that aspect, the nearest area.
  private static func closest(to size: PixelSize, among sizes: [PixelSize]) -> PixelSize? {
    func aspectDistance(_ candidate: PixelSize) -> Double {
      Proportion.distance(candidate.aspect, size.aspect)
    }
    func areaDistance(_ candidate: PixelSize) -> Double {
      Proportion.distance(Double(candidate.cappedPixelCount), Double(size.cappedPixelCount))
    }
    let usable = sizes.filter { $0.width > 0 && $0.height > 0 }
    guard let best = usable.map(aspectDistance).min() else { return nil }
    return usable.filter { aspectDistance($0) <= best * 1.03 }.min {
      (areaDistance($0), aspectDistance($0)) < (areaDistance($1), aspectDistance($1))
    }
  }

  /// Brings the aspect, then the area, inside; whole numbers near the ideal are tried in turn, so
  /// that what is named is always allowed.
  private func scaled(
    _ size: PixelSize,
    pixels bounds: LimitBounds,
    aspect limit: Double
  ) -> PixelSize? {
    let aspect = max(1 / limit, min(limit, size.aspect))
    let area = Double(bounds.nearest(to: size.cappedPixelCount))
    let ideal = (width: (area * aspect).squareRoot(), height: (area / aspect).squareRoot())
    var best: PixelSize?
    var bestError = Double.infinity
    for stepX in -2...2 {
      for stepY in -2...2 {
        let candidate = PixelSize(
          width: Int(ideal.width.rounded()) + stepX,
          height: Int(ideal.height.rounded()) + stepY
        )
        guard allows(candidate) else { continue }
        let error =
          Proportion.distance(candidate.aspect, aspect)
          + Proportion.distance(Double(candidate.cappedPixelCount), area)
        if error < bestError { (best, bestError) = (candidate, error) }
      }
    }
    return best
  }
}

extension PixelSize {
  /// Width divided by height; only for sides that are positive.
  var aspect: Double { Double(width) / Double(height) }
}
