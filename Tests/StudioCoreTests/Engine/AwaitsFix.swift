import Glibc
import Testing

extension Trait where Self == ConditionTrait {
  /// The test shows a known fault; it runs once the fault is gone.
  static func awaitsFix(_ number: Int) -> Self {
    .enabled("known fault \(number)") {
      getenv("SEEDREAM_KNOWN_FAULTS") != nil
    }
  }
}
