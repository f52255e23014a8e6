import FoundationEssentials
import Synchronization

extension Simulation {
  /// What other programs steer the simulator with; no key wanted.
  func control(_ method: String, _ name: String, _ body: [UInt8]) -> Reply {
    switch (method, name) {
    case ("POST", "faults"): return addFaults(body)
    case ("DELETE", "faults"):
      world.withLock { $0.faults.clear() }
      return Reply(200, json: ["cleared": true])
    case ("GET", "ledger"): return document(LedgerDocument(entries: ledger()))
    case ("GET", "requests"):
      let (requests, leaks) = world.withLock { ($0.requests, $0.keyLeaks) }
      return document(RequestsDocument(requests: requests, keyLeaks: leaks))
    case ("POST", "clear"):
      clear()
      return Reply(200, json: ["cleared": true])
    default: return Reply(404, json: ["error": "no such call"])
    }
  }

  func ledger() -> [LedgerEntry] {
    readJournal()
    let now = now
    return world.withLock { $0.ledger(at: now) }
  }

  /// Forgets faults, requests, tasks and uploads; what is in the journal comes back with the next
  /// simulator on it.
  private func clear() {
    world.withLock { world in
      let allows = world.allowsUndocumentedSizes
      let nextID = world.nextID
      let count = world.requestCount
      world = World()
      world.allowsUndocumentedSizes = allows
      world.nextID = nextID
      world.requestCount = count
    }
  }

  private func addFaults(_ body: [UInt8]) -> Reply {
    do {
      let rules = try FaultRule.list(json: body)
      world.withLock { world in
        for rule in rules { world.faults.add(rule) }
      }
      return Reply(200, json: ["added": .integer(Int64(rules.count))])
    } catch {
      return Reply(400, json: ["error": .string(error.description)])
    }
  }

  private struct LedgerDocument: Encodable {
    var entries: [LedgerEntry]
  }

  private struct RequestsDocument: Encodable {
    var requests: [RecordedRequest]
    var keyLeaks: [RecordedRequest]
    enum CodingKeys: String, CodingKey {
      case requests
      case keyLeaks = "key_leaks"
    }
  }

  private func document(_ value: some Encodable) -> Reply {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      return Reply(500, json: ["error": "the document could not be written"])
    }
    return Reply(200, headers: [("Content-Type", "application/json")], body: Array(data))
  }
}

/// Why a file of fault rules can't be read.
public struct FaultRuleFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public var description: String
}

extension FaultRule {
  /// Reads one rule or a list of rules.
  public static func list(json: [UInt8]) throws(FaultRuleFailure) -> [FaultRule] {
    let data = Data(json)
    let isList = json.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "[")
    do {
      let decoder = JSONDecoder()
      return isList
        ? try decoder.decode([FaultRule].self, from: data)
        : [try decoder.decode(FaultRule.self, from: data)]
    } catch let error as DecodingError {
      throw FaultRuleFailure(description: "not a fault rule: \(error.reason)")
    } catch {
      throw FaultRuleFailure(description: "not a fault rule")
    }
  }
}

extension DecodingError {
  /// Where in the document, and what was wrong.
  fileprivate var reason: String {
    switch self {
    case .keyNotFound(let key, let context):
      return Self.place(context.codingPath + [key]) + "is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      return Self.place(context.codingPath) + context.debugDescription
    @unknown default: return "unreadable"
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.isEmpty ? "" : path.map(\.stringValue).joined(separator: ".") + ": "
  }
}
