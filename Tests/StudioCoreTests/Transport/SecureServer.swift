import Glibc

/// A TLS server with a certificate of its own making: the `openssl` program, which ends TLS, with
/// the plain bytes of one connection on its standard input and output.
final class SecureServer: Sendable {
  let port: UInt16
  /// The certificate, to be trusted.
  let certificateFile: String
  private let folder: TransferFolder
  private let process: pid_t
  private let input: Int32
  private let output: Int32

  static var isPossible: Bool { path(of: "openssl") != nil }

  static func start(_ arguments: String...) throws -> SecureServer {
    guard let program = path(of: "openssl") else { throw SocketProblem(code: ENOENT) }
    let folder = try TransferFolder()
    let key = folder.path + "/key.pem"
    let certificate = folder.path + "/certificate.pem"
    let names = "subjectAltName=DNS:localhost,DNS:service.test,IP:127.0.0.1"
    let made = try Self.spawn(
      program,
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
        "2", "-subj", "/CN=localhost", "-addext", names, "-keyout", key, "-out", certificate,
      ]
    )
    var status: Int32 = 0
    waitpid(made.process, &status, 0)
    close(made.input)
    close(made.output)
    guard status == 0 else { throw SocketProblem(code: status) }
    let server = try Self.spawn(
      program,
      ["s_server", "-accept", "127.0.0.1:0", "-key", key, "-cert", certificate] + arguments
    )
    return try SecureServer(server, folder: folder, certificate: certificate)
  }

  private init(
    _ started: (process: pid_t, input: Int32, output: Int32),
    folder: TransferFolder,
    certificate: String
  ) throws {
    (process, input, output) = started
    self.folder = folder
    certificateFile = certificate
    var said = ""
    while !said.contains("ACCEPT") || !said.hasSuffix("\n") {
      guard let piece = Self.read(output) else { throw SocketProblem(code: EPIPE) }
      said += String(decoding: piece, as: UTF8.self)
    }
    let digits = said.split(separator: "\n").last { $0.hasPrefix("ACCEPT") }?.split(separator: ":")
    guard let port = digits?.last.flatMap({ UInt16($0) }) else { throw SocketProblem(code: EPROTO) }
    self.port = port
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(input)
    close(output)
  }

  /// Reads until `mark` was seen; the bytes after it, if any came along.
  func read(past mark: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    while true {
      if let end = bytes.ranges(of: Array(mark.utf8)).first {
        return Array(bytes[end.upperBound...])
      }
      guard let piece = Self.read(output) else { return nil }
      bytes += piece
    }
  }

  func read() -> [UInt8]? { Self.read(output) }

  func send(_ bytes: [UInt8]) { _ = write(input, bytes, bytes.count) }

  private static func path(of name: String) -> String? {
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }
      .first { access($0, X_OK) == 0 }
  }

  private static func read(_ descriptor: Int32) -> [UInt8]? {
    var look = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&look, 1, 10_000) == 1 else { return nil }
    var piece = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(descriptor, &piece, piece.count)
    return count > 0 ? Array(piece[..<count]) : nil
  }

  /// Starts a program that inherits nothing but its three streams.
  private static func spawn(
    _ program: String,
    _ arguments: [String]
  ) throws -> (process: pid_t, input: Int32, output: Int32) {
    var toChild: [Int32] = [0, 0]
    var fromChild: [Int32] = [0, 0]
    guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else {
      throw SocketProblem(code: errno)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // Closing what is not open is no error here.
    for other in Int32(3)..<512 { posix_spawn_file_actions_addclose(&actions, other) }
    var process = pid_t()
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let result = posix_spawn(&process, program, &actions, nil, &words, environ)
    close(toChild[0])
    close(fromChild[1])
    guard result == 0 else { throw SocketProblem(code: result) }
    return (process, toChild[1], fromChild[0])
  }
}
