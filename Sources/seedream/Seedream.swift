import Glibc

@main
struct Seedream {
  static func main() {
    exit(CommandLineProgram.run(Array(CommandLine.arguments.dropFirst())))
  }
}
