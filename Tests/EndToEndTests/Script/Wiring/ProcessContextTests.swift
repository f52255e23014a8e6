import Glibc
import StudioCore
import StudioModel
import Testing

@testable import seedream

@Suite struct ProcessContextTests {
  @Test func keysAreReadAndNotInheritedByWhatIsStarted() {
    for provider in ProviderID.allCases { setenv(provider.keyVariable, "test-key-mine", 1) }
    let context = ProcessContext.current()
    for provider in ProviderID.allCases {
      #expect(context.environment[provider.keyVariable] == "test-key-mine")
      #expect(getenv(provider.keyVariable) == nil)
    }
  }
}
