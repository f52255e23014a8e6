import Glibc

/// Measures the program against real ones, in one run on one machine; figures are for ratios.
@main
struct SeedreamBench {
  static func main() {
    exit(BenchProgram.run(Array(CommandLine.arguments.dropFirst())))
  }
}
