import CTerminal
public import CellGrid
import Glibc

/// What keys of one terminal send, by its description.
public struct KeyTable: Sendable, Hashable {
  private let keys: [[UInt8]: Key]
  /// All proper beginnings of those.
  private let beginnings: Set<[UInt8]>

  /// Keys known by what they send. Only sequences that start with Esc are taken: a single control
  /// character is what the person typed. Those with modifiers are read by their form.
  public init(_ sequences: [[UInt8]: Key] = [:]) {
    keys = sequences.filter { bytes, _ in
      bytes.first == 0x1B && (2...32).contains(bytes.count) && !bytes.contains(UInt8(ascii: ";"))
    }
    beginnings = Set(keys.keys.flatMap { bytes in (1..<bytes.count).map { Array(bytes[..<$0]) } })
  }

  /// The keys of a terminal by the value of `TERM`; none where it has no description.
  public static func named(_ name: String?) -> KeyTable {
    guard let name, !name.isEmpty, !name.utf8.contains(0), name.utf8.count < 256 else {
      return KeyTable()
    }
    let found = Found()
    let pointers = capabilities.map { UnsafePointer(strdup($0.name)) }
    defer { for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) } }
    _ = terminal_describe_keys(
      name,
      pointers,
      Int32(pointers.count),
      Unmanaged.passUnretained(found).toOpaque()
    ) { context, index, text in
      guard let context, let text else { return }
      Unmanaged<Found>.fromOpaque(context).takeUnretainedValue().add(Int(index), text)
    }
    return KeyTable(found.sequences)
  }

  func key(_ bytes: [UInt8]) -> Key? { keys[bytes] }
  func mayContinue(_ bytes: [UInt8]) -> Bool { beginnings.contains(bytes) }

  fileprivate static let capabilities: [(name: String, key: Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home),
      ("kend", .end), ("kich1", .insert), ("kdch1", .delete), ("kpp", .pageUp),
      ("knp", .pageDown), ("kent", .enter), ("kbs", .backspace),
    ] + (1...20).map { ("kf\($0)", .function($0)) }
}

/// Receives the sequences one by one from the description.
private final class Found {
  var sequences: [[UInt8]: Key] = [:]

  func add(_ index: Int, _ text: UnsafePointer<CChar>) {
    let bytes = Array(String(cString: text).utf8)
    sequences[bytes] = sequences[bytes] ?? KeyTable.capabilities[index].key
  }
}
