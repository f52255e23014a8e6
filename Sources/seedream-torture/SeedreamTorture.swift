import Glibc

/// Proves the promises about money and safety on the real program: it is killed, lied to, starved
/// and hung up on, and what it left is compared with what the services charged.
@main
struct SeedreamTorture {
  static func main() {
    exit(TortureProgram.run(Array(CommandLine.arguments.dropFirst())))
  }
}
