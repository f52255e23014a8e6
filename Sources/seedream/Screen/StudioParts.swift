import CellGrid
import StudioCore
import StudioImaging
import StudioModel
import StudioUI
import TerminalKit

/// What a studio is made of before its first screen. The catalogue and the library are read on
/// other threads meanwhile.
struct StudioParts {
  let process: ProcessContext
  let settings: LoadedSettings
  let inbox: Inbox<StudioMessage>
  let signals: SignalPipe
  private let reading: FirstReading
  private let catalog: Ahead<ModelCatalog, Failure>

  init(_ process: ProcessContext, isDemo: Bool) throws(Failure) {
    self.process = process
    settings = try LoadedSettings.load(process, isDemo: isDemo)
    reading = FirstReading(settings.paths)
    catalog = Ahead { () throws(Failure) in try CorePieces.catalog() }
    do {
      inbox = try Inbox()
      signals = try SignalPipe(Set(TerminalSignal.allCases))
    } catch {
      throw Failure(.internalError, "The studio cannot listen: \(error)", cost: .nothing)
    }
  }

  /// Waits for the catalogue.
  func session() throws(Failure) -> Session {
    Session(
      process: process,
      paths: settings.paths,
      config: settings.config,
      catalog: try catalog.value(),
      demo: nil
    )
  }

  /// Starts to open the library for work.
  func performer(_ session: Session, showsFirstRun: Bool) -> EffectPerformer {
    let inbox = inbox
    return EffectPerformer(
      session,
      reading: reading,
      showsFirstRun: showsFirstRun,
      warnings: settings.warnings,
      send: { inbox.send($0) }
    )
  }

  func loop(
    _ session: Session,
    _ stage: any StudioStage,
    _ performer: EffectPerformer,
    theme: Theme
  ) -> StudioLoop {
    let editor = EditorVisit(
      environment: process.environment,
      setting: settings.config.screen.editor,
      folder: settings.paths.cache
    )
    let start = start(session, stage.size, theme)
    return StudioLoop(start, stage, performer, inbox, editor, desk(session.paths, stage.pictures))
  }

  private func desk(_ paths: StudioPaths, _ outlet: (any PictureOutlet)?) -> PictureDesk? {
    guard let outlet else { return nil }
    let maker = PreviewMaker(thumbnails: ThumbnailCache(folder: paths.cache + "/thumbnails"))
    let inbox = inbox
    let workshop = PreviewWorkshop { (request, isCancelled) throws(PictureFailure) in
      try maker.make(request, isCancelled: isCancelled)
    } announce: {
      inbox.send(.pictured)
    }
    return PictureDesk(outlet, workshop)
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
      isDemo: session.paths.isDemo,
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

  func leaving(
    _ loop: StudioLoop,
    _ stage: any StudioStage,
    _ performer: EffectPerformer
  ) -> Leaving {
    Leaving(
      loop: loop,
      stage: stage,
      performer: performer,
      inbox: inbox,
      signals: signals,
      output: process.output
    )
  }
}
