extension HistorySearch {
  /// What a search needs to know about time.
  struct Calendar {
    let now: Timestamp
    let midnight: Timestamp
    private let offset: Int

    private static let day = Duration.hours(24)

    init(now: Timestamp, midnight: Timestamp, offset: Int?) {
      self.now = now
      self.midnight = midnight
      self.offset = offset ?? Self.offset(ofMidnight: midnight)
    }

    /// Half a day after midnight the date in Greenwich is the local one, from −12:00 to +12:00.
    private static func offset(ofMidnight midnight: Timestamp) -> Int {
      let noon = midnight + .hours(12)
      let days = noon.milliseconds.flooredDivision(by: day.milliseconds)
      return Int((days * day.milliseconds - midnight.milliseconds) / 1_000)
    }

    /// The moment a word stands for; `nil` for one that means none, or is not typed to its end.
    func moment(_ word: String) -> Timestamp? {
      switch word {
      case "today": return midnight
      case "yesterday": return midnight + (.zero - Self.day)
      default: return back(word) ?? date(word)
      }
    }

    private func back(_ word: String) -> Timestamp? {
      guard let unit = word.last, let count = word.dropLast().plainNumber(digits: 1...4) else {
        return nil
      }
      let hours: Int
      switch unit {
      case "h": hours = 1
      case "d": hours = 24
      case "w": hours = 7 * 24
      default: return nil
      }
      return now + (.zero - Duration.hours(count * hours))
    }

    private func date(_ word: String) -> Timestamp? {
      let parts = word.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 3, let year = parts[0].plainNumber(digits: 4...4),
        let month = parts[1].plainNumber(digits: 1...2),
        let day = parts[2].plainNumber(digits: 1...2),
        let date = CivilDate(year: year, month: month, day: day)
      else { return nil }
      let seconds = Int64(date.daysSinceEpoch) * 86_400 - Int64(offset)
      return Timestamp(milliseconds: seconds * 1_000)
    }
  }
}
