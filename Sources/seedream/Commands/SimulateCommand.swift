import ProviderSimulator
import StudioModel

/// Both services on loopback, for other programs.
enum SimulateCommand: HeadlessCommand {
  static let name = "simulate"
  static let summary = "Serve both services on loopback for other programs, until interrupted."
  static let options: [Option] = [
    Option("port", value: "N", "listen on this port (default: any free one)"),
    Option("key", value: "KEY", "take only this bearer key (default: any that is not empty)"),
    Option("faults", value: "FILE", "a JSON list of faults to act out"),
    Option("journal", value: "FILE", "keep accepted tasks there across restarts"),
    Option("pace", value: "SECONDS", "finish each task after so long (default: about a second)"),
    Option("instant", "finish every task at once"),
    Option("allow-undocumented-sizes", "make pictures of any size"),
    .json, .help,
  ]
  static let notes = """
    Both wires are on one address: set WAVESPEED_BASE_URL and ATLASCLOUD_BASE_URL to it. Nothing is
    charged; GET /_simulator/ledger tells what would have been.
    """

  static func run(_ arguments: Arguments, _ process: ProcessContext) async -> ExitCode {
    await CommandRun.telling(process, json: arguments.has("json")) { () async throws(Failure) in
      let server = try DemoService.start(SimulateOptions.read(arguments, process))
      let interruption = Interruption(output: process.output)
      process.output.result(
        arguments.has("json")
          ? JSONDocument.object(["address": .text(server.baseURL)]).printed
          : server.baseURL + "\n"
      )
      process.output.note(
        "WAVESPEED_BASE_URL=\(server.baseURL) ATLASCLOUD_BASE_URL=\(server.baseURL)"
      )
      await interruption.wait()
      server.stop()
      return .done
    }
  }
}
