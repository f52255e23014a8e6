import FoundationEssentials
import ProviderSimulator

/// What a `--json` document says of a sequence, as far as rows ask.
struct SequenceAccount: Sendable {
  let id: String
  let status: String
  /// The numbers of the images on disk, and of those that are not.
  let indexes: [Int]
  let missing: [Int]

  var frames: Int { indexes.count }

  init?(_ text: String) {
    guard let document = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) else {
      return nil
    }
    self.init(document)
  }

  init?(_ document: JSONValue) {
    guard let id = document["id"]?.text, let status = document["status"]?.text else { return nil }
    self.id = id
    self.status = status
    indexes = Self.indexes(document["images"])
    missing = Self.indexes(document["missing"])
  }

  private static func indexes(_ images: JSONValue?) -> [Int] {
    (images?.items ?? []).compactMap { $0["index"]?.integer.map { Int($0) } }
  }

  static func list(_ text: String) -> [SequenceAccount] {
    let document = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    return (document?.items ?? []).compactMap { SequenceAccount($0) }
  }
}
