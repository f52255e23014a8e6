// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let cSettings: [CSetting] = [
  .enableWarning("all"),
  .enableWarning("extra"),
  .treatAllWarnings(as: .error),
]

/// A thin C wall over one library; `libraries` are linked by name.
func wall(_ name: String, path: String? = nil, libraries: [String] = []) -> Target {
  .target(
    name: name,
    path: path,
    cSettings: cSettings,
    linkerSettings: libraries.map { .linkedLibrary($0) }
  )
}

func module(
  _ name: String,
  _ dependencies: [Target.Dependency],
  resources: [Resource] = [],
  libraries: [String] = []
) -> Target {
  .target(
    name: name,
    dependencies: dependencies,
    resources: resources,
    swiftSettings: swiftSettings,
    linkerSettings: libraries.map { .linkedLibrary($0) }
  )
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

/// What tests need and programs do not.
func support(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name,
    dependencies: dependencies,
    path: "Tests/Support/\(name)",
    swiftSettings: swiftSettings
  )
}

func tests(
  _ name: String,
  _ dependencies: [Target.Dependency],
  exclude: [String] = []
) -> Target {
  .testTarget(
    name: name,
    dependencies: dependencies + ["TestSupport"],
    exclude: exclude,
    swiftSettings: swiftSettings
  )
}

/// Whether the fuzzer is built, and nothing else: it wants libFuzzer's runtime and instruments
/// everything it links. `.ci/fuzz` says so.
let isFuzzing = Context.environment["SEEDREAM_FUZZ"] != nil

let package = Package(
  name: "seedream",
  products: [
    .executable(name: "seedream", targets: ["seedream"]),
    .executable(name: "seedream-bench", targets: ["seedream-bench"]),
    .executable(name: "seedream-torture", targets: ["seedream-torture"]),
  ],
  targets: [
    // C walls. libcurl, libmicrohttpd, libchafa and Pango are opened on first use (they cost
    // 4 ms of every start otherwise), so they are not linked.
    wall("CTerminal", libraries: ["ncursesw", "tinfo"]),
    wall("CSQLite", libraries: ["sqlite3"]),
    wall("CTransfer"),
    wall("CDigest", libraries: ["md"]),
    wall("CImaging", libraries: ["jpeg", "png", "webp", "m"]),
    wall("CSymbols"),
    wall("CLettering"),
    wall("CSimulatorHTTP"),
    // Loops over millions of pixels: unusable in debug builds without optimisation.
    .target(
      name: "CDrawing",
      cSettings: cSettings + [.unsafeFlags(["-O2"])],
      linkerSettings: [.linkedLibrary("m")]
    ),

    // Pure values.
    module("CellGrid", []),
    // Rounding comes from libm; nothing else links it where Foundation is absent.
    module("StudioModel", [], libraries: ["m"]),
    module("StudioUI", ["CellGrid", "StudioModel"]),

    // Input and output, each behind one wall.
    module("TerminalKit", ["CTerminal", "CellGrid"]),
    module("StudioImaging", ["CImaging", "CSymbols", "CLettering", "CellGrid"]),
    module(
      "StudioCore",
      ["StudioModel", "CSQLite", "CTransfer", "CDigest"],
      resources: [
        .embedInCode("Resources/catalog.json"), .embedInCode("Defaults/config.json5"),
        .embedInCode("Templates/Data/templates.json"),
      ]
    ),
    module("ProviderSimulator", ["CSimulatorHTTP", "CDrawing", "StudioImaging"]),

    program(
      "seedream",
      [
        "CellGrid", "TerminalKit", "StudioModel", "StudioUI", "StudioCore", "StudioImaging",
        "ProviderSimulator",
      ]
    ),
    program(
      "seedream-bench",
      [
        "CellGrid", "StudioModel", "StudioCore", "StudioImaging", "ProviderSimulator",
        "PseudoTerminal",
      ]
    ),

    program(
      "seedream-torture",
      [
        "StudioModel", "StudioCore", "StudioImaging", "ProviderSimulator", "CSQLite",
        "TestSupport", "PseudoTerminal", "TerminalScreen",
      ]
    ),

    support("TestSupport", ["StudioModel"]),
    // Programs on terminals of their own: without and with an eye for what is on the screen.
    support("PseudoTerminal", []),
    wall("CVTerm", path: "Tests/Support/CVTerm", libraries: ["vterm"]),
    support("TerminalScreen", ["CVTerm", "PseudoTerminal"]),
    tests("TerminalScreenTests", ["PseudoTerminal", "TerminalScreen"]),
    tests("CellGridTests", ["CellGrid"]),
    tests("TerminalKitTests", ["TerminalKit", "PseudoTerminal", "TerminalScreen"]),
    tests("StudioModelTests", ["StudioModel"]),
    tests(
      "StudioUITests",
      ["StudioUI"],
      // Screens as text, read by path.
      exclude: ["App", "History", "Live", "Pictures", "Prompt", "Sequence"].map { "\($0)/Golden" }
    ),
    tests("StudioImagingTests", ["StudioImaging"]),
    tests(
      "StudioCoreTests",
      ["StudioCore", "StudioModel", "ProviderSimulator", "StudioImaging", "CSQLite"],
      // Libraries of earlier programs, read by path.
      exclude: ["Fixtures/Schemas"]
    ),
    tests("ProviderSimulatorTests", ["ProviderSimulator", "StudioImaging"]),
    tests(
      "EndToEndTests",
      [
        "seedream", "CellGrid", "TerminalKit", "ProviderSimulator", "StudioImaging", "StudioModel",
        "PseudoTerminal", "TerminalScreen", "CSQLite",
      ]
    ),
    tests(
      "FuzzTests",
      [
        "seedream", "CellGrid", "TerminalKit", "StudioModel", "StudioUI", "StudioCore",
        "StudioImaging", "CSQLite",
      ],
      // Inputs, read by path.
      exclude: ["Seeds"]
    ),
  ]
)

if isFuzzing {
  let programs: Set = ["seedream", "seedream-bench", "seedream-torture"]
  package.products = [.executable(name: "seedream-fuzz", targets: ["seedream-fuzz"])]
  package.targets.removeAll { $0.type == .test || programs.contains($0.name) }
  package.targets += [
    // The program as a library, without its entry.
    .target(
      name: "seedream",
      dependencies: [
        "CellGrid", "TerminalKit", "StudioModel", "StudioUI", "StudioCore", "StudioImaging",
        "ProviderSimulator",
      ],
      exclude: ["Seedream.swift"],
      swiftSettings: swiftSettings
    ),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "seedream", "CellGrid", "TerminalKit", "StudioModel", "StudioUI", "StudioCore",
        "StudioImaging", "CSQLite",
      ],
      path: "Tests/FuzzTests/Targets",
      swiftSettings: swiftSettings
    ),
    program("seedream-fuzz", ["FuzzTargets"]),
  ]
}
