/// One way to send a picture in fewer bytes than the one before it.
struct PreviewRung: Equatable {
  /// Of the canvas's sides.
  let scale: Double
  var colours: Int?
  var isDithered = false
  var quality: Int?
  /// Bytes on the wire for a pixel that is sent, as measured on photographs.
  let bytesPerPixel: Double

  /// For a whole canvas of so many pixels.
  func bytes(forPixels count: Int) -> Double {
    bytes(forSent: Double(count) * scale * scale)
  }

  /// For so many pixels on the wire.
  func bytes(forSent count: Int) -> Double { bytes(forSent: Double(count)) }

  private func bytes(forSent count: Double) -> Double { count * bytesPerPixel }
}

/// The ways of one form, from the best looking to the smallest.
struct PreviewLadder {
  let rungs: [PreviewRung]
  /// A try costs some milliseconds; after these the smallest rung that was found is taken.
  static let tries = 4

  /// A palette PNG in base64. Below 128 colours bands show, and fewer pixels look better.
  static let palettePNG = PreviewLadder(
    rungs: [
      PreviewRung(scale: 1, colours: 256, isDithered: true, bytesPerPixel: 0.95),
      PreviewRung(scale: 1, colours: 256, bytesPerPixel: 0.42),
      PreviewRung(scale: 1, colours: 128, bytesPerPixel: 0.34),
    ]
      + [0.8, 0.65, 0.5, 0.4, 0.3, 0.22].flatMap { scale in
        [
          PreviewRung(scale: scale, colours: 256, bytesPerPixel: 0.46),
          PreviewRung(scale: scale, colours: 128, bytesPerPixel: 0.37),
        ]
      }
      + [0.15, 0.1, 0.05].map { PreviewRung(scale: $0, colours: 64, bytesPerPixel: 0.4) }
  )

  /// A JPEG in base64.
  static let jpeg = PreviewLadder(
    rungs: [
      PreviewRung(scale: 1, quality: 88, bytesPerPixel: 0.24),
      PreviewRung(scale: 1, quality: 80, bytesPerPixel: 0.17),
      PreviewRung(scale: 1, quality: 70, bytesPerPixel: 0.13),
      PreviewRung(scale: 1, quality: 60, bytesPerPixel: 0.11),
      PreviewRung(scale: 0.8, quality: 65, bytesPerPixel: 0.13),
      PreviewRung(scale: 0.65, quality: 65, bytesPerPixel: 0.14),
      PreviewRung(scale: 0.5, quality: 65, bytesPerPixel: 0.16),
      PreviewRung(scale: 0.5, quality: 45, bytesPerPixel: 0.12),
    ]
      + [0.4, 0.3, 0.2, 0.1, 0.05].map {
        PreviewRung(scale: $0, quality: 50, bytesPerPixel: 0.14)
      }
  )

  /// A sixel cannot be stretched, so only colours can go; with fewer than 16,
  /// symbols look better.
  static let sixel = PreviewLadder(
    rungs: [
      PreviewRung(scale: 1, colours: 256, bytesPerPixel: 0.7),
      PreviewRung(scale: 1, colours: 128, bytesPerPixel: 0.48),
      PreviewRung(scale: 1, colours: 64, bytesPerPixel: 0.32),
      PreviewRung(scale: 1, colours: 32, bytesPerPixel: 0.21),
      PreviewRung(scale: 1, colours: 16, bytesPerPixel: 0.13),
    ]
  )

  /// What one rung came to.
  struct Attempt<Result> {
    let number: Int
    let result: Result
    let byteCount: Int
  }

  /// The best rung whose bytes fit, as far as few tries can tell; the smallest that was tried where
  /// none fits.
  ///
  /// The first try is of the rung that photographs would fit in; what it comes to corrects the
  /// expectation for the others.
  ///
  /// - Parameter correction: how many times the bytes of photographs the picture should have, where
  ///   something cheaper than a try has told.
  func best<Result>(
    pixels: Int,
    budget: Int,
    correction: Double = 1,
    trying make: (PreviewRung) throws(PictureFailure) -> (Result, byteCount: Int)
  ) throws(PictureFailure) -> Attempt<Result> {
    var correction = correction
    var tooLarge = -1
    var smallest: Attempt<Result>?
    var fitting: Attempt<Result>?
    var next = first(pixels, budget, correction, after: -1)
    for attempt in 1...Self.tries {
      let rung = rungs[next]
      let (result, byteCount) = try make(rung)
      let made = Attempt(number: next, result: result, byteCount: byteCount)
      if byteCount < smallest?.byteCount ?? .max { smallest = made }
      correction = Double(byteCount) / max(rung.bytes(forPixels: pixels), 1)
      if byteCount <= budget {
        if next < fitting?.number ?? .max { fitting = made }
      } else {
        tooLarge = max(tooLarge, next)
      }
      // With one try left and nothing that fits, the smallest of all is the safest.
      let isLast = attempt == Self.tries - 1 && fitting == nil
      next = isLast ? rungs.count - 1 : first(pixels, budget, correction, after: tooLarge)
      if next >= fitting?.number ?? .max { break }
      if next <= tooLarge { break }
    }
    guard let chosen = fitting ?? smallest else {
      throw .unsupported(detail: "a form without a way to be sent")
    }
    return chosen
  }

  /// The best rung that photographs would fit in.
  func likely(pixels: Int, budget: Int) -> PreviewRung {
    rungs[first(pixels, budget, 1, after: -1)]
  }

  /// The best rung expected to fit; a little is left, as expectations are rough.
  private func first(_ pixels: Int, _ budget: Int, _ correction: Double, after: Int) -> Int {
    let room = Double(budget) * 0.97
    let place = rungs.indices.first { place in
      place > after && rungs[place].bytes(forPixels: pixels) * correction <= room
    }
    return place ?? rungs.count - 1
  }
}
