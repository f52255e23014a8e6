import CSQLite
import StudioModel

/// A value in the form a column holds it.
enum StoredValue {
  case null
  case integer(Int64)
  case text(String)
}

/// Something that fits into one column.
protocol Storable {
  var storedValue: StoredValue { get }
}

extension Int64: Storable {
  var storedValue: StoredValue { .integer(self) }
}

extension Int: Storable {
  var storedValue: StoredValue { .integer(Int64(self)) }
}

extension Bool: Storable {
  var storedValue: StoredValue { .integer(self ? 1 : 0) }
}

extension String: Storable {
  var storedValue: StoredValue { .text(self) }
}

extension Optional: Storable where Wrapped: Storable {
  var storedValue: StoredValue { self?.storedValue ?? .null }
}

extension Timestamp: Storable {
  var storedValue: StoredValue { .integer(milliseconds) }
}

extension Money: Storable {
  var storedValue: StoredValue { .integer(microdollars) }
}

/// Kept in whole nanoseconds: 292 years of range, and finer than any service measures.
extension Duration: Storable {
  var storedValue: StoredValue {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflowed) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
    return .integer(overflow || overflowed ? (seconds < 0 ? .min : .max) : sum)
  }
}

extension Storable where Self: RawRepresentable, RawValue == String {
  var storedValue: StoredValue { .text(rawValue) }
}

extension SequenceID: Storable {}
extension PredictionID: Storable {}
extension ModelID: Storable {}
extension LeaseOwnerID: Storable {}
extension DraftID: Storable {}
extension ProviderID: Storable {}
extension JobStatus: Storable {}
extension Delivery: Storable {}
extension PictureFormat: Storable {}
extension Frame.Status: Storable {}
extension Failure.Code: Storable {}
extension Failure.Cost: Storable {}
extension TimelineEntry.Kind: Storable {}

/// A prepared statement; its connection keeps it for the next time the same text is asked for.
final class Statement {
  let handle: OpaquePointer

  init(handle: OpaquePointer) { self.handle = handle }

  deinit { sqlite3_finalize(handle) }

  /// Binds in order, from the first parameter on; returns SQLite's result code.
  func bind(_ values: [any Storable]) -> Int32 {
    for (offset, value) in values.enumerated() {
      let result = bind(value.storedValue, at: Int32(offset + 1))
      guard result == SQLITE_OK else { return result }
    }
    return SQLITE_OK
  }

  private func bind(_ value: StoredValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(handle, index)
    case .integer(let number): return sqlite3_bind_int64(handle, index, number)
    case .text(var text):
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          csqlite_bind_text(handle, index, characters.baseAddress, Int64(characters.count))
        }
      }
    }
  }

  /// Lets go of the rows and of the bound values.
  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }
}

/// The columns of the row a statement stands on, read from left to right.
struct Columns {
  private let handle: OpaquePointer
  private let path: String
  private var index: Int32 = 0

  init(statement: Statement, path: String) {
    handle = statement.handle
    self.path = path
  }

  /// Passes over columns without reading them.
  mutating func skip(_ count: Int = 1) { index += Int32(count) }

  mutating func optionalInteger() -> Int64? {
    defer { index += 1 }
    guard sqlite3_column_type(handle, index) != SQLITE_NULL else { return nil }
    return sqlite3_column_int64(handle, index)
  }

  mutating func integer() throws(StoreFailure) -> Int64 {
    guard let value = optionalInteger() else { throw missingValue() }
    return value
  }

  mutating func int() throws(StoreFailure) -> Int { Int(try integer()) }

  mutating func optionalInt() -> Int? { optionalInteger().map { Int($0) } }

  mutating func bool() throws(StoreFailure) -> Bool { try integer() != 0 }

  mutating func optionalBool() -> Bool? { optionalInteger().map { $0 != 0 } }

  mutating func optionalText() -> String? {
    defer { index += 1 }
    guard let bytes = sqlite3_column_text(handle, index) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, index))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  mutating func text() throws(StoreFailure) -> String {
    guard let value = optionalText() else { throw missingValue() }
    return value
  }

  mutating func timestamp() throws(StoreFailure) -> Timestamp {
    Timestamp(milliseconds: try integer())
  }

  mutating func optionalTimestamp() -> Timestamp? {
    optionalInteger().map { Timestamp(milliseconds: $0) }
  }

  mutating func money() throws(StoreFailure) -> Money { Money(microdollars: try integer()) }

  mutating func optionalDuration() -> Duration? { optionalInteger().map { .nanoseconds($0) } }

  /// One of a closed set of words.
  mutating func word<Word: RawRepresentable<String>>(
    _ type: Word.Type = Word.self
  ) throws(StoreFailure) -> Word {
    guard let word = try optionalWord(type) else { throw missingValue() }
    return word
  }

  mutating func optionalWord<Word: RawRepresentable<String>>(
    _ type: Word.Type = Word.self
  ) throws(StoreFailure) -> Word? {
    guard let text = optionalText() else { return nil }
    guard let word = Word(rawValue: text) else {
      throw .corrupt(path: path, detail: "an unknown word in column \(columnName(index - 1))")
    }
    return word
  }

  private func missingValue() -> StoreFailure {
    .corrupt(path: path, detail: "no value in column \(columnName(index - 1))")
  }

  private func columnName(_ index: Int32) -> String {
    sqlite3_column_name(handle, index).map { String(cString: $0) } ?? "\(index)"
  }
}
