import FoundationEssentials
import ProviderSimulator

/// What must not be in anything that comes out.
enum Harmlessness {
  /// What is wrong with the bytes of stdout or stderr, as a person sees them.
  static func faults(_ bytes: [UInt8], _ name: String) -> [String] {
    var faults: [String] = []
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return ["\(name) is no UTF-8: \(excerpt(String(decoding: bytes, as: UTF8.self)))"]
    }
    let raw = Set(text.unicodeScalars.filter(steersTerminals).map(\.value)).sorted()
    if !raw.isEmpty {
      let codes = raw.prefix(12).map { "U+" + String($0, radix: 16, uppercase: true) }
      faults.append("\(name) has raw \(codes): \(excerpt(text))")
    }
    if text.split(separator: "\n").contains(where: { $0.hasPrefix(HostileText.forged) }) {
      faults.append("\(name) has a forged line: \(excerpt(text))")
    }
    return faults
  }

  /// Controls but line ends and tabs, and whatever reorders, hides or has no known look.
  static func steersTerminals(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x09, 0xFFFD: return false
    // Signs that stand before Arabic and Syriac numbers: format characters that are seen.
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate:
      return true
    default: return scalar.properties.isNoncharacterCodePoint
    }
  }

  /// The one document that stdout has to be with `--json`.
  static func document(_ bytes: [UInt8]) -> JSONValue? {
    try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
  }

  /// Names of files and folders that the program chose: letters, digits, marks and plain signs.
  static func faults(inNames paths: [String]) -> [String] {
    paths.filter { path in
      path.contains("/../") || path.hasPrefix("../")
        || !path.unicodeScalars.allSatisfy { scalar in
          "/-._".unicodeScalars.contains(scalar) || scalar.properties.isAlphabetic
            || scalar.properties.numericType != nil
            || [.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
        }
    }.map { "a file is called \(excerpt($0))" }
  }

  /// Safe to print, and short.
  static func excerpt(_ text: String) -> String {
    text.unicodeScalars.prefix(160).map { scalar in
      steersTerminals(scalar) || scalar == "\n"
        ? "<" + String(scalar.value, radix: 16) + ">" : String(scalar)
    }.joined()
  }
}
