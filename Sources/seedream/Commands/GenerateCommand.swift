import StudioCore
import StudioModel

/// One sequence: validated, priced, sent, waited for, on disk.
enum GenerateCommand: HeadlessCommand {
  static let name = "generate"
  static let summary = "Make one sequence of images, wait for it and write the files."
  static let operands = "PROMPT|-|--template NAME"
  static let options: [Option] = [
    Option("provider", value: "NAME", "wavespeed or atlascloud (default: the one with a key)"),
    Option("model", value: "ID", "as the service writes it (see `seedream models`)"),
    Option("size", value: "SIZE", "WxH, or ASPECT[@2mp|@1mp|@0.1mp] such as 16:9 or 9:16@1mp"),
    Option("max-images", value: "N", "the most images to make (default: the number in the prompt)"),
    Option("image", value: "PATH|URL", "a reference image, in order", repeats: true),
    Option("template", value: "NAME", "fill in a template instead of a prompt"),
    Option("set", value: "NAME=VALUE", "what a variable of the template is", repeats: true),
    Option("draw", "where the template leaves a choice, choose by chance"),
    Option("seed", value: "N", "where the model takes one"),
    Option("delivery", value: "poll|sync|base64", "how the pictures come back (default: poll)"),
    Option("out", value: "DIR", "write here instead of a dated folder in the library"),
    Option("dry-run", "validate and price; send nothing"),
    Option("quote", "ask the service for its own price first, where it offers that (free)"),
    Option("no-wait", "stop once the service has accepted it, and print the id"),
    Option("allow-undocumented-size", "send a size outside the documented limits"),
    .demo, .json, .help,
  ]
  static let notes = """
    The prompt is one argument, or `-` to read it from stdin. Paths of the finished images go to
    stdout, one a line; everything else goes to stderr. Ctrl-C detaches: nothing is lost, and
    `seedream resume` goes on.
    """

  static func run(_ arguments: Arguments, _ process: ProcessContext) async -> ExitCode {
    await CommandRun.inSession(arguments, process) {
      (session) async throws(Failure) in
      let wish = try CommandRun.usage { () throws(UsageError) in
        try GenerateWish(arguments, process)
      }
      let filled = try TemplateFilling(session: session).filled(wish)
      let plan = try await RequestPlanner(session: session).plan(filled)
      PlanReport(output: process.output).tell(plan)
      if wish.isDryRun {
        process.output.result(
          wish.json ? plan.document.printed : plan.summary
        )
        return .done
      }
      return try await send(plan, wish, session)
    }
  }

  private static func send(
    _ plan: RequestPlan,
    _ wish: GenerateWish,
    _ session: Session
  ) async throws(Failure) -> ExitCode {
    return try await CommandRun.withStudio(session, needing: plan.request.provider) {
      (studio, interruption) async throws(Failure) in
      let quote = wish.wantsQuote ? await quote(plan.request, studio, session) : nil
      let watch = JobWatch(
        studio: studio,
        process: session.process,
        interruption: interruption
      )
      let admitted = try await studio.admit(
        SequencePlan(
          request: plan.request,
          estimate: quote ?? plan.estimate,
          outFolder: wish.outFolder?.path
        )
      )
      if case .tookUp(let waiting) = admitted {
        session.process.output.note(
          "Taking up \(waiting.id): the same request was waiting, unsent."
        )
      }
      let id = admitted.job.id
      let ending = await watch.follow([id], until: wish.isDetached ? .accepted : .resting)
      await studio.detach()
      return try await SequenceReport(session: session, json: wish.json).tell(
        one: id,
        ending,
        isDetached: wish.isDetached,
        in: studio
      )
    }
  }

  /// The service's own price; without one the catalogue's holds, and the person is told.
  private static func quote(
    _ request: SequenceRequest,
    _ studio: Studio,
    _ session: Session
  ) async -> Money? {
    let output = session.process.output
    do throws(Failure) {
      guard let quote = try await studio.quote(request) else {
        output.note("No quote: the service gives none, or the references are not uploaded yet.")
        return nil
      }
      output.note("The service's own price: \(quote)")
      return quote
    } catch {
      output.warning("No quote: \(error.message)")
      return nil
    }
  }
}
