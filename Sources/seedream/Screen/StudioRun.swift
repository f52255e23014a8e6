import CellGrid
import Glibc
import StudioCore
import StudioModel
import StudioUI
import TerminalKit

/// One studio, from its settings to its end.
struct StudioRun {
  let process: ProcessContext
  let isDemo: Bool

  /// Opens it on this terminal and returns when it was left.
  func onTerminal() -> ExitCode {
    telling { () throws(Failure) in
      guard Terminal.isTerminal(STDIN_FILENO), Terminal.isTerminal(STDOUT_FILENO) else {
        return refuse(.notATerminal)
      }
      let parts = try StudioParts(process, isDemo: isDemo)
      let look = ScreenLook(parts.settings.config, process.environment)
      let stage: TerminalStage
      do throws(ScreenFailure) {
        stage = try TerminalStage(look, inbox: parts.inbox.descriptor, signals: parts.signals)
      } catch {
        return refuse(error)
      }
      // The end of this value, also by a failure, gives the terminal back.
      let session = try parts.session()
      let performer = parts.performer(session, showsFirstRun: true)
      let loop = parts.loop(session, stage, performer, theme: look.theme)
      loop.begin()
      let errors = errorFile(session.paths)
      let ending = loop.run()
      if ending != nil {
        stage.close()
        errors?.restore()
      }
      parts.leaving(loop, stage, performer).leave(ending)
      errors?.restore()
      performer.rescued.forEach(tell)
      return ending == nil ? .done : .interrupted
    }
  }

  /// Plays a script without any terminal.
  func play(_ lines: [ScriptLine], _ size: Size, _ dump: DumpFile) -> ExitCode {
    telling { () throws(Failure) in
      let parts = try StudioParts(process, isDemo: isDemo)
      let session = try parts.session()
      let performer = parts.performer(session, showsFirstRun: false)
      let stage = ScriptStage(
        ScriptPlayer(lines),
        size,
        dump,
        inbox: parts.inbox.descriptor,
        signals: parts.signals,
        isIdle: { performer.isIdle }
      )
      let loop = parts.loop(session, stage, performer, theme: .standard)
      loop.begin()
      let ending = loop.run()
      let code = code(ending, leftBefore: ending == nil ? stage.stepLeft : nil)
      parts.leaving(loop, stage, performer).leave(ending)
      performer.rescued.forEach(tell)
      return code
    }
  }

  private func code(_ ending: StageEnding?, leftBefore step: ScriptLine?) -> ExitCode {
    if case .scriptFailed(let problem)? = ending {
      process.output.error("The script failed at \(problem.description)")
      return .internalError
    }
    if let step {
      process.output.error("The studio was left before line \(step.number): `\(step.text)`.")
      return .internalError
    }
    return ending == nil || ending == .scriptEnded ? .done : .interrupted
  }

  /// Says where a text is that the library has not taken.
  private func tell(_ rescue: DraftKeeping.Rescue) {
    switch rescue {
    case .written(let path):
      process.output.note(
        "seedream: The library did not take what you typed; it is in \(PlainText.line(path))"
      )
      process.output.note("          The next `seedream` takes it up.")
    case .failed(let failure, let text):
      process.output.error("What you typed could not be kept: \(failure.message) This is it:")
      process.output.note(text)
    }
  }

  /// What libraries write to standard error goes into a file while the screen is up.
  private func errorFile(_ paths: StudioPaths) -> StandardErrorFile? {
    try? FileSystem().makeFolder(paths.cache)
    return (try? StandardErrorFile(path: paths.cache + "/stderr.log"))
      ?? (try? StandardErrorFile(path: "/dev/null"))
  }

  private func refuse(_ failure: ScreenFailure) -> ExitCode {
    process.output.error(
      failure.description,
      advice:
        "`seedream generate \"a prompt\"` works without one; `seedream --help` lists the rest."
    )
    return .refusedHere
  }

  private func telling(_ work: () throws(Failure) -> ExitCode) -> ExitCode {
    do throws(Failure) {
      return try work()
    } catch {
      process.output.failure(error)
      return ExitCode(error)
    }
  }
}
