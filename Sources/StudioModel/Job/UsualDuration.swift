/// How long a model usually takes, from its own past.
public enum UsualDuration {
  /// The median of past runs with as many images; where there are none, of all of them, scaled to
  /// the number asked for. `nil` without a past.
  ///
  /// What part of a run every image adds and what part comes once is not known: the scale lies
  /// halfway (geometrically) between "all of it is per image" and "none of it is".
  public static func median(of samples: [PastRun], images: Int) -> Duration? {
    let alike = samples.filter { $0.maxImages == images }.map(\.duration)
    guard alike.isEmpty else { return middle(of: alike) }
    return middle(
      of: samples.map { run in
        run.duration * (Double(max(images, 1)) / Double(max(run.maxImages, 1))).squareRoot()
      }
    )
  }

  private static func middle(of durations: [Duration]) -> Duration? {
    durations.isEmpty ? nil : durations.sorted()[durations.count / 2]
  }
}
