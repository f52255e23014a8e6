import Synchronization

extension Simulation {
  /// What an item of `images` means. Bytes inside the request are kept like an upload; addresses
  /// of this simulator, or of an earlier one on another port, are recognised by their path.
  func reference(_ text: String) -> Reference {
    guard text.hasPrefix("http://") || text.hasPrefix("https://") else {
      guard let bytes = InlineImage.bytes(text) else { return .foreign(url: "inline") }
      return .stored(token: store(bytes))
    }
    let rest = text.dropFirst(text.hasPrefix("https://") ? 8 : 7)
    let parts = rest.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isLoopback = parts[0].hasPrefix("127.0.0.1") || parts[0].hasPrefix("localhost")
    guard isLoopback, parts.count == 6, parts[1] == "files" else { return .foreign(url: text) }
    if parts[2] == "uploads" { return .stored(token: parts[4]) }
    let index = parts[5].split(separator: ".").first.flatMap { Int($0) }
    guard SimulatedService(letter: parts[2]) != nil, let index else { return .foreign(url: text) }
    return .frame(task: parts[3], index: index)
  }

  /// Keeps bytes under a token made from them.
  func store(_ bytes: [UInt8]) -> String {
    let token = Digest.hex(of: bytes, digits: 40)
    keep(bytes, token: token)
    return token
  }

  func keep(_ bytes: [UInt8], token: String) {
    let type = PictureSignature.type(of: bytes) ?? "application/octet-stream"
    var kept: [UInt8]? = bytes
    if let journal, journal.saveUpload(bytes, token: token),
      journal.append(.uploaded(token: token, type: type))
    {
      kept = nil
    }
    world.withLock { $0.uploads[token] = StoredUpload(bytes: kept, type: type) }
  }

  /// The bytes of an upload, from memory or from the journal's folder.
  func uploadBytes(token: String) -> [UInt8]? {
    guard let upload = world.withLock({ $0.uploads[token] }) else { return nil }
    return upload.bytes ?? journal?.upload(token: token)
  }

  /// False where a real service could not have fetched the picture.
  func isReadable(_ reference: Reference, _ world: World) -> Bool {
    switch reference {
    case .stored(let token): world.uploads[token]?.type.hasPrefix("image/") ?? false
    case .frame(let id, let index): world.tasks[id]?.frames.contains(index) ?? false
    case .foreign: true
    }
  }
}

/// The first bytes of picture files.
enum PictureSignature {
  static func type(of bytes: [UInt8]) -> String? {
    func begins(_ signature: [UInt8], at offset: Int = 0) -> Bool {
      bytes.count >= offset + signature.count
        && Array(bytes[offset..<(offset + signature.count)]) == signature
    }
    if begins([0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
    if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
    if begins(Array("RIFF".utf8)), begins(Array("WEBP".utf8), at: 8) { return "image/webp" }
    if begins(Array("GIF8".utf8)) { return "image/gif" }
    if begins(Array("BM".utf8)) { return "image/bmp" }
    if begins([0x49, 0x49, 0x2A, 0]) || begins([0x4D, 0x4D, 0, 0x2A]) { return "image/tiff" }
    return nil
  }
}
