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

  init(_ process: ProcessContext, isDemo: Bool) {
    self.process = process
    self.isDemo = isDemo
  }

  /// What has to be there before the first screen.
  private struct Parts {
    let session: Session
    let warnings: [ConfigWarning]
    let inbox: Inbox<StudioMessage>
    let signals: SignalPipe?
  }

  /// Opens it on this terminal and returns when it was left.
  func onTerminal() -> ExitCode {
    telling { () throws(Failure) in
      guard Terminal.isTerminal(STDIN_FILENO), Terminal.isTerminal(STDOUT_FILENO) else {
        return refuse(.notATerminal)
      }
      let parts = try prepare()
      let look = ScreenLook(parts.session.config, process.environment)
      let stage: TerminalStage
      do throws(ScreenFailure) {
        stage = try TerminalStage(
          look,
          inbox: parts.inbox.descriptor,
          signals: parts.signals
        )
      } catch {
        return refuse(error)
      }
      let performer = performer(parts, showsFirstRun: true)
      let start = start(parts.session, stage.size, look.theme)
      let loop = loop(start, stage, performer, parts)
      loop.begin()
      let errors = errorFile(parts.session.paths)
      let ending = loop.run()
      let leaving = leaving(loop, stage, performer, parts)
      if ending != nil { errors?.restore() }
      let hasLeft = leaving.leave(ending)
      errors?.restore()
      return end(hasLeft, ending == nil ? .done : .interrupted)
    }
  }

  /// Plays a script without any terminal.
  func play(_ lines: [ScriptLine], _ size: Size, _ dump: DumpFile) -> ExitCode {
    telling { () throws(Failure) in
      let parts = try prepare()
      let performer = performer(parts, showsFirstRun: false)
      let stage = ScriptStage(
        ScriptPlayer(lines),
        size,
        dump,
        inbox: parts.inbox.descriptor,
        signals: parts.signals,
        isIdle: { performer.isIdle }
      )
      let start = start(parts.session, size, .standard)
      let loop = loop(start, stage, performer, parts)
      loop.begin()
      let ending = loop.run()
      let code = code(ending, leftBefore: ending == nil ? stage.stepLeft : nil)
      return end(leaving(loop, stage, performer, parts).leave(ending), code)
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

  /// Threads that still wait for something must not see the program being taken down around them.
  private func end(_ hasLeft: Bool, _ code: ExitCode) -> ExitCode {
    if !hasLeft { _exit(code.rawValue) }
    return code
  }

  private func prepare() throws(Failure) -> Parts {
    let settings = try LoadedSettings.load(process, isDemo: isDemo)
    let session = Session(
      process: process,
      paths: settings.paths,
      config: settings.config,
      catalog: try CorePieces.catalog(),
      demo: nil
    )
    do {
      return Parts(
        session: session,
        warnings: settings.warnings,
        inbox: try Inbox(),
        signals: try SignalPipe(Set(TerminalSignal.allCases))
      )
    } catch {
      throw Failure(.internalError, "The studio cannot listen: \(error)", cost: .nothing)
    }
  }

  private func performer(_ parts: Parts, showsFirstRun: Bool) -> EffectPerformer {
    let inbox = parts.inbox
    return EffectPerformer(
      parts.session,
      showsFirstRun: showsFirstRun,
      warnings: parts.warnings,
      send: { inbox.send($0) }
    )
  }

  private func start(_ session: Session, _ size: Size, _ theme: Theme) -> AppStart {
    let now = StudioClock.live.now
    let starting = StartingRequest(catalog: session.catalog, config: session.config)
    return AppStart(
      catalog: session.catalog,
      size: size,
      now: now,
      zone: .ofThisMachine(around: now),
      theme: theme,
      isDemo: isDemo,
      settings: starting.request(withKeys: session.likelyKeys()),
      keys: session.config.screen.keys,
      usesMouse: session.config.screen.mouse,
      places: [
        AppStart.Place(label: "Pictures", path: session.paths.library),
        AppStart.Place(label: "Settings", path: session.paths.configFile),
        AppStart.Place(label: "Keys", path: session.paths.keys),
      ]
    )
  }

  private func loop(
    _ start: AppStart,
    _ stage: any StudioStage,
    _ performer: EffectPerformer,
    _ parts: Parts
  ) -> StudioLoop {
    let editor = EditorVisit(
      environment: process.environment,
      setting: parts.session.config.screen.editor,
      folder: parts.session.paths.cache
    )
    return StudioLoop(start, stage, performer, parts.inbox, editor)
  }

  private func leaving(
    _ loop: StudioLoop,
    _ stage: any StudioStage,
    _ performer: EffectPerformer,
    _ parts: Parts
  ) -> Leaving {
    Leaving(
      loop: loop,
      stage: stage,
      performer: performer,
      inbox: parts.inbox,
      signals: parts.signals,
      output: process.output
    )
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
