import TerminalKit

@main
struct Seedream {
  static func main() {
    ProcessEnd.now(CommandLineProgram.run(Array(CommandLine.arguments.dropFirst())))
  }
}
