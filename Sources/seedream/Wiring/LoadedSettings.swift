import CellGrid
import StudioCore
import StudioModel

/// Paths and settings, read; nothing is made or started.
struct LoadedSettings: Sendable {
  let paths: StudioPaths
  let config: StudioConfig
  /// What is odd about the settings file.
  let warnings: [ConfigWarning]

  /// Reads them and tells on stderr what is odd.
  static func read(_ process: ProcessContext, isDemo: Bool) throws(Failure) -> LoadedSettings {
    let settings = try load(process, isDemo: isDemo)
    for warning in settings.warnings { process.output.warning(warning.message) }
    return settings
  }

  static func load(
    _ process: ProcessContext,
    isDemo: Bool
  ) throws(Failure) -> LoadedSettings {
    let paths = try telling { () throws(PathsProblem) in
      try StudioPaths(
        environment: process.environment,
        currentFolder: process.currentFolder,
        isDemo: isDemo
      )
    }
    let loaded = try config(paths)
    var config = loaded.config
    // Nothing is paid in the demo.
    if isDemo { config.spending = StudioConfig.Spending() }
    config.screen.preview = try preview(process.environment) ?? config.screen.preview
    let library = config.library
    return LoadedSettings(
      paths: try telling { () throws(PathsProblem) in try paths.using(library: library) },
      config: config,
      warnings: loaded.warnings
    )
  }

  /// `SEEDREAM_PREVIEW`, which counts more than the file.
  private static func preview(
    _ environment: [String: String]
  ) throws(Failure) -> StudioConfig.Preview? {
    guard let word = environment["SEEDREAM_PREVIEW"], !word.isEmpty else { return nil }
    if let preview = StudioConfig.Preview(rawValue: word) { return preview }
    let words = StudioConfig.Preview.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    throw Failure(
      .invalidRequest,
      "SEEDREAM_PREVIEW takes one of \(words), and is \"\(PlainText.line(word))\".",
      cost: .nothing,
      advice: "Correct the variable, or unset it."
    )
  }

  private static func config(_ paths: StudioPaths) throws(Failure) -> LoadedConfig {
    do throws(ConfigProblem) {
      return try StudioConfig.load(paths.configFile)
    } catch {
      throw error.failure
    }
  }

  private static func telling(
    _ find: () throws(PathsProblem) -> StudioPaths
  ) throws(Failure) -> StudioPaths {
    do throws(PathsProblem) {
      return try find()
    } catch {
      throw Failure(.storage, error.message, cost: .nothing, advice: error.advice)
    }
  }
}
