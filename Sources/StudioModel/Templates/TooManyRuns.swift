/// One thing that multiplies the runs.
public struct TemplateAxis: Hashable, Sendable {
  /// How it is written: `{subject}`, `{*season}`, `{dawn|dusk}`, or the name of a setting.
  public var name: String
  /// How many there are to choose among; `.max` where they can't be counted.
  public var count: Int

  public init(_ name: String, count: Int) {
    self.name = name
    self.count = count
  }
}

/// More runs than may be made at once.
public struct TooManyRuns: Hashable, Sendable {
  /// Before repeated ones are left out; `.max` where they can't be counted.
  public var count: Int
  public var limit: Int
  /// Those with more than one choice, in order.
  public var axes: [TemplateAxis]

  public init(count: Int, limit: Int, axes: [TemplateAxis]) {
    self.count = count
    self.limit = limit
    self.axes = axes
  }

  /// One sentence: how many, and what makes them so many.
  public var message: String {
    let factors = axes.map { axis in
      "\(Excerpt.of(axis.name, limit: 30)) \(axis.count.spelledCount)"
    }
    return "This makes \(count.spelledCount) runs, and the limit is \(limit.grouped)"
      + (factors.isEmpty ? "." : ": " + factors.prefix(6).joined(separator: " × ") + ".")
  }

  /// One sentence: how to narrow it.
  public var advice: String {
    let widest = axes.max { $0.count < $1.count }
    let narrowing = widest.map { "Narrow \(Excerpt.of($0.name, limit: 30)) first" }
    return (narrowing ?? "Give fewer values") + ", draw at random, or raise the limit."
  }
}
