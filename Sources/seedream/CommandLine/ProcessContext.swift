import Glibc
import StudioCore
import StudioModel

/// What a command knows of the process it runs in.
struct ProcessContext: Sendable {
  let environment: [String: String]
  let currentFolder: String
  let output: Output
  /// False when an argument is not UTF-8: Swift has put U+FFFD in its place by then.
  let argumentsAreText: Bool

  /// Takes the keys out of what programs inherit that are started from here on, editors among them.
  /// Called once, before there are other threads.
  static func current() -> ProcessContext {
    var environment: [String: String] = [:]
    var entry = environ
    while let pair = entry.pointee {
      let text = String(cString: pair)
      if let equals = text.firstIndex(of: "=") {
        environment[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      entry += 1
    }
    for provider in ProviderID.allCases { unsetenv(provider.keyVariable) }
    return ProcessContext(
      environment: environment,
      currentFolder: workingFolder(),
      output: Output(),
      argumentsAreText: argumentsAreText()
    )
  }

  private static func argumentsAreText() -> Bool {
    let arguments = UnsafeBufferPointer(
      start: CommandLine.unsafeArgv,
      count: Int(CommandLine.argc)
    )
    return arguments.allSatisfy { word in
      word.map { String(validatingCString: $0) != nil } ?? true
    }
  }

  private static func workingFolder() -> String {
    guard let buffer = getcwd(nil, 0) else { return "/" }
    defer { free(buffer) }
    return String(cString: buffer)
  }

  /// An absolute path for what the person typed.
  func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    if path.hasPrefix("~/"), let home = environment["HOME"] { return home + path.dropFirst(1) }
    return currentFolder + "/" + path
  }
}
