/// A search as a person types it, understood: words, and fields such as `status:done`.
///
/// ```
/// fox at dusk model:v4.5 status:done,failed size:16:9 since:7d starred: in:trash provider:atlas
/// ```
/// Values with spaces stand in quotes: `model:"4.5 edit"`. Fields may come in any order and letter
/// case. A word before a colon that is no field is a word to search for. A field that takes several
/// values takes them with commas; given twice, the second narrows models down and replaces others.
/// A field whose value is not understood, or not typed to its end, changes nothing and is told in
/// `problems`.
public struct HistorySearch: Hashable, Sendable {
  public private(set) var query = HistoryQuery()
  /// One sentence for each field that was left out, naming what it takes.
  public private(set) var problems: [String] = []

  /// The fields, as they are typed before the colon.
  public static let fields = Field.allCases.map(\.rawValue)

  /// The first word before a colon that may have been meant as a field and is none: such as `modle`
  /// in `modle:v4`. Addresses and times of day are none of these.
  public static func unknownField(in text: String) -> String? {
    for case .word(let word) in SearchTerm.all(in: String(text.prefix(1_000))) {
      let name = word.prefix { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
      let rest = word[name.endIndex...]
      if (2...12).contains(name.count), rest.first == ":", !rest.hasPrefix("://") {
        return String(name)
      }
    }
    return nil
  }

  enum Field: String, CaseIterable {
    case model, status, size, since, starred, `in`, provider
  }

  /// Understands any text; there is none it fails on.
  ///
  /// - Parameters:
  ///   - midnight: when the local day of `now` began.
  ///   - offset: seconds local time is east of Greenwich; without it, it is told from `midnight`,
  ///     which cannot tell +13:00 from −11:00 and takes the latter.
  public static func parse(
    _ text: String,
    catalog: ModelCatalog,
    now: Timestamp,
    midnight: Timestamp,
    offset: Int? = nil
  ) -> HistorySearch {
    var search = HistorySearch()
    let calendar = Calendar(now: now, midnight: midnight, offset: offset)
    var words: [String] = []
    for term in SearchTerm.all(in: text) {
      guard case .field(let name, let value) = term, let field = Field(rawValue: name) else {
        words.append(term.spelled)
        continue
      }
      search.take(field, value, catalog, calendar)
    }
    search.query.text = words.joined(separator: " ")
    return search
  }

  private mutating func take(
    _ field: Field,
    _ value: String,
    _ catalog: ModelCatalog,
    _ calendar: Calendar
  ) {
    let problem: String? =
      switch field {
      case .model: takeModels(value, catalog)
      case .status: takeStatuses(value)
      case .size: takeSizes(value, catalog)
      case .since: takeSince(value, calendar)
      case .starred: takeStar(value)
      case .in: takePlace(value)
      case .provider: takeProvider(value)
      }
    if let problem { problems.append(problem) }
  }

  private mutating func takeModels(_ value: String, _ catalog: ModelCatalog) -> String? {
    let found = Self.listed(value).reduce(into: Set<ModelID>()) { found, name in
      found.formUnion(catalog.models(named: name))
    }
    let names = "model: takes a part of a model's name, such as v4.5 or edit"
    guard !found.isEmpty else {
      return value.isEmpty ? names + "." : names + "; none has “\(value)”."
    }
    let narrowed = query.models.isEmpty ? found : query.models.intersection(found)
    guard !narrowed.isEmpty else { return "No model fits every model: that was typed." }
    query.models = narrowed
    return nil
  }

  private mutating func takeStatuses(_ value: String) -> String? {
    var found: Set<JobStatus> = []
    for word in Self.listed(value) { found.formUnion(JobStatus.named(word)) }
    guard !found.isEmpty else {
      let words = JobStatus.searchWords.map(\.word) + JobStatus.allCases.map(\.rawValue)
      var seen: Set<String> = []
      let list = words.filter { seen.insert($0).inserted }.joined(separator: ", ")
      return "status: takes \(list)."
    }
    query.statuses = found
    return nil
  }

  private mutating func takeSizes(_ value: String, _ catalog: ModelCatalog) -> String? {
    var sizes: Set<PixelSize> = []
    var aspects: Set<AspectRatio> = []
    for word in Self.listed(value) {
      switch SizeSpelling(parsing: word) {
      case .pixels(let size)?: sizes.insert(size)
      case .aspect(let aspect, nil)?: aspects.insert(aspect)
      case .aspect(let aspect, let sizeClass?)?:
        for row in catalog.presets.bothOrientations
        where row.aspect == aspect && row.sizeClass == sizeClass {
          sizes.formUnion([row.exact, row.rounded])
        }
      case nil: break
      }
    }
    guard !sizes.isEmpty || !aspects.isEmpty else {
      return "size: takes pixels such as 2048x2048, or an aspect such as 16:9."
    }
    query.sizes = sizes
    query.aspects = aspects
    return nil
  }

  private mutating func takeSince(_ value: String, _ calendar: Calendar) -> String? {
    guard let moment = calendar.moment(value) else {
      return "since: takes a day such as 2026-11-01, today, yesterday, or a time back: 12h, 7d, 2w."
    }
    query.since = moment
    return nil
  }

  private mutating func takeStar(_ value: String) -> String? {
    if value.isEmpty || "yes".hasPrefix(value) || "true".hasPrefix(value) {
      query.isStarred = true
    } else if "no".hasPrefix(value) || "false".hasPrefix(value) {
      query.isStarred = false
    } else {
      return "starred: takes yes or no."
    }
    return nil
  }

  private mutating func takePlace(_ value: String) -> String? {
    guard value == "trash" else { return "in: takes trash." }
    query.isInTrash = true
    return nil
  }

  private mutating func takeProvider(_ value: String) -> String? {
    let found = ProviderID.allCases.filter {
      $0.rawValue.hasPrefix(value) || $0.displayName.lowercased().hasPrefix(value)
    }
    guard !value.isEmpty, let provider = found.first, found.count == 1 else {
      let names = ProviderID.allCases.map(\.rawValue).joined(separator: " or ")
      return "provider: takes \(names)."
    }
    query.provider = provider
    return nil
  }

  private static func listed(_ value: String) -> [String] {
    value.split(separator: ",").map { String($0) }
  }
}
