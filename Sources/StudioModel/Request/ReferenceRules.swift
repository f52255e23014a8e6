/// What the part that reads files could not get past.
public enum ReferenceProblem: Hashable, Sendable {
  case missing
  /// It is there and can't be read: no permission, a folder, an I/O error.
  case unreadable(String)
  case notAnImage
  /// A picture of a kind the studio recognises and services don't take, by name: `HEIC`.
  case formatNotTaken(String)
  /// It is over the limit and was not read further.
  case tooLarge(byteCount: Int64)
}

/// Why a file can't be a reference.
public enum ReferenceFileFault: Hashable, Sendable {
  case missing
  case unreadable(String)
  case empty
  case notAnImage(formats: Sourced<[PictureFormat]>)
  case formatNotTaken(String, formats: Sourced<[PictureFormat]>)
  case tooLarge(Int64, limit: LimitBounds)
  case sideTooShort(PixelSize, limit: LimitBounds)
  case sideTooLong(PixelSize, limit: LimitBounds)

  var rule: String {
    switch self {
    case .missing: "reference_missing"
    case .unreadable: "reference_unreadable"
    case .empty: "reference_empty"
    case .notAnImage: "reference_not_an_image"
    case .formatNotTaken: "reference_format"
    case .tooLarge: "reference_too_large"
    case .sideTooShort: "reference_side_too_short"
    case .sideTooLong: "reference_side_too_long"
    }
  }

  var reason: String {
    switch self {
    case .missing: "does not exist"
    case .unreadable(let detail):
      detail.isEmpty ? "can't be read" : "can't be read (\(Excerpt.of(detail)))"
    case .empty: "is an empty file"
    case .notAnImage(let formats): "is not an image; \(Self.taken(formats))"
    case .formatNotTaken(let format, let formats):
      "is a \(Excerpt.of(format, limit: 20)) picture; \(Self.taken(formats))"
    case .tooLarge(let count, let limit):
      "has \(Self.megabytes(count)), but \(limit.source.label) takes at most "
        + Self.megabytes(limit.maximum)
    case .sideTooShort(let size, let limit), .sideTooLong(let size, let limit):
      "is \(size) pixels, but \(limit.source.label) takes sides of "
        + "\(limit.minimum)–\(limit.maximum)"
    }
  }

  var advice: String {
    switch self {
    case .missing: "Check the path."
    case .unreadable: "Check the file and its permissions."
    case .empty, .notAnImage, .formatNotTaken: "Save it as PNG or JPEG."
    case .tooLarge: "Save it as JPEG, or smaller."
    case .sideTooShort: "Use a larger picture."
    case .sideTooLong: "Scale it down."
    }
  }

  private static func taken(_ formats: Sourced<[PictureFormat]>) -> String {
    "\(formats.source.label) takes \(formats.value.map(\.rawValue).joined(separator: ", "))"
  }

  /// Tenths rounded up, so that a file just over the limit never reads as the limit.
  private static func megabytes(_ count: Int64) -> String {
    let tenths = count / 100_000 + (count % 100_000 > 0 ? 1 : 0)
    return tenths % 10 == 0 ? "\(tenths / 10) MB" : "\(tenths / 10).\(tenths % 10) MB"
  }
}

/// The rules for reference files, applied to what somebody else read from the disk.
public enum ReferenceRules {
  /// Everything about a file that is against the rules, by the name the person knows it by.
  public static func check(
    name: String,
    facts: ReferenceFacts,
    limits: ReferenceFileLimits
  ) -> [Refusal] {
    var faults: [ReferenceFileFault] = []
    if !limits.formats.value.contains(facts.format) {
      faults.append(.formatNotTaken(facts.format.rawValue, formats: limits.formats))
    }
    if facts.byteCount < limits.byteCount.minimum {
      faults.append(.empty)
    } else if facts.byteCount > limits.byteCount.maximum {
      faults.append(.tooLarge(facts.byteCount, limit: limits.byteCount))
    }
    let sides = [facts.size.width, facts.size.height].map(Int64.init)
    if sides.contains(where: { $0 < limits.sides.minimum }) {
      faults.append(.sideTooShort(facts.size, limit: limits.sides))
    }
    if sides.contains(where: { $0 > limits.sides.maximum }) {
      faults.append(.sideTooLong(facts.size, limit: limits.sides))
    }
    return faults.map { .referenceFile(name: name, $0) }
  }

  /// The refusal for a file that could not be looked at.
  public static func check(
    name: String,
    problem: ReferenceProblem,
    limits: ReferenceFileLimits
  ) -> Refusal {
    let fault: ReferenceFileFault =
      switch problem {
      case .missing: .missing
      case .unreadable(let detail): .unreadable(detail)
      case .notAnImage: .notAnImage(formats: limits.formats)
      case .formatNotTaken(let format): .formatNotTaken(format, formats: limits.formats)
      case .tooLarge(let count): .tooLarge(count, limit: limits.byteCount)
      }
    return .referenceFile(name: name, fault)
  }
}
