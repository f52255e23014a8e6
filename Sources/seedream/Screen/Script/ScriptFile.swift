import StudioCore

/// The text of a script, from a file or piped in.
enum ScriptFile {
  private static let limit = 1 << 20

  /// `-` is stdin.
  static func text(_ path: String, _ process: ProcessContext) throws(UsageError) -> String {
    if path == "-" { return try StandardInput.text("The script", limit: limit) }
    let bytes: [UInt8]
    do throws(FileFailure) {
      bytes = try FileSystem().read(process.absolute(path), limit: limit, followingLinks: true)
    } catch {
      throw UsageError("The script cannot be read. \(error.message)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw UsageError("The script \(path) is not UTF-8.")
    }
    return text
  }
}
