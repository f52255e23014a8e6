/// How long a model usually takes, from its own past.
public enum UsualDuration {
  /// The median of past times per image, times the images asked for; `nil` without a past.
  public static func median(of samples: [PastRun], images: Int) -> Duration? {
    let perImage = samples.map { $0.duration / max($0.maxImages, 1) }.sorted()
    guard !perImage.isEmpty else { return nil }
    return perImage[perImage.count / 2] * images
  }
}
