import StudioModel

/// The words after a command's name, sorted into options and operands.
struct Arguments: Sendable, Equatable {
  private(set) var values: [String: [String]] = [:]
  private(set) var switches: Set<String> = []
  private(set) var operands: [String] = []

  /// Reads `--name value`, `--name=value`, switches and operands; `--` ends the options.
  ///
  /// Throws `UsageError` for unknown options (with the nearest known one), missing or unwanted
  /// values and options given twice.
  init(parsing words: some Collection<String>, options: [Option]) throws(UsageError) {
    var rest = Array(words)[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      if word == "-h" {
        switches.insert("help")
        continue
      }
      try take(word, &rest, options)
    }
  }

  private mutating func take(
    _ word: String,
    _ rest: inout ArraySlice<String>,
    _ options: [Option]
  ) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let spelled = String(parts[0])
    let known = options.first { option in
      "--\(option.name)" == spelled || option.letter.map { "-\($0)" == spelled } == true
    }
    guard let option = known else {
      throw UsageError.unknownOption(spelled, known: options.map { "--\($0.name)" })
    }
    guard option.value != nil else {
      if parts.count == 2 { throw UsageError("\(spelled) takes no value.") }
      switches.insert(option.name)
      return
    }
    guard let value = parts.count == 2 ? String(parts[1]) : Self.value(in: &rest) else {
      throw UsageError("\(spelled) needs a value: \(spelled) \(option.value ?? "VALUE").")
    }
    if values[option.name] != nil && !option.repeats {
      throw UsageError("\(spelled) was given twice.")
    }
    values[option.name, default: []].append(value)
  }

  /// The next word; one that starts like an option means that a value was forgotten, and is written
  /// `--name=--value` where it is meant.
  private static func value(in rest: inout ArraySlice<String>) -> String? {
    rest.first?.hasPrefix("--") == false ? rest.popFirst() : nil
  }

  func has(_ name: String) -> Bool { switches.contains(name) }

  func value(_ name: String) -> String? { values[name]?.first }

  /// A whole number in a range.
  func number<Number: FixedWidthInteger & Sendable>(
    _ name: String,
    in range: ClosedRange<Number>
  ) throws(UsageError) -> Number? {
    guard let text = value(name) else { return nil }
    guard let number = Number(text), range.contains(number) else {
      throw UsageError(
        "--\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound), "
          + "not “\(text)”."
      )
    }
    return number
  }
}

/// The command line cannot be understood; nothing was done.
struct UsageError: Error, Sendable, Equatable {
  let message: String

  init(_ message: String) { self.message = message }

  static func unknownOption(_ spelled: String, known: [String]) -> UsageError {
    let near = Spelling.nearest(to: spelled, among: known)
    return UsageError(
      "There is no option \(spelled)." + (near.map { " Did you mean \($0)?" } ?? "")
    )
  }
}
