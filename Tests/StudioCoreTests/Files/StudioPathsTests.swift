import StudioCore
import Testing

@Suite struct StudioPathsTests {
  @Test func oneRootHoldsEverything() throws {
    let paths = try StudioPaths(
      environment: ["SEEDREAM_HOME": "/srv//box/", "XDG_DATA_HOME": "/else", "HOME": "/h"])
    #expect(paths.data == "/srv/box/data")
    #expect(paths.config == "/srv/box/config")
    #expect(paths.cache == "/srv/box/cache")
    #expect(paths.library == "/srv/box/data/library")
    #expect(paths.database == "/srv/box/data/studio.sqlite")
    #expect(paths.configFile == "/srv/box/config/config.json5")
    #expect(paths.keys == "/srv/box/config/keys")
  }

  @Test func aRelativeRootCountsFromTheCurrentFolder() throws {
    let paths = try StudioPaths(environment: ["SEEDREAM_HOME": "./box"], currentFolder: "/srv")
    #expect(paths.data == "/srv/box/data")
  }

  @Test func xdgFoldersAreUsedWhenAbsoluteAndIgnoredOtherwise() throws {
    let paths = try StudioPaths(environment: [
      "HOME": "/home/p", "XDG_DATA_HOME": "/big", "XDG_CONFIG_HOME": "relative",
      "XDG_CACHE_HOME": "", "SEEDREAM_HOME": "",
    ])
    #expect(paths.data == "/big/seedream")
    #expect(paths.config == "/home/p/.config/seedream")
    #expect(paths.cache == "/home/p/.cache/seedream")
    #expect(
      try StudioPaths(environment: ["HOME": "/home/p"]).data == "/home/p/.local/share/seedream"
    )
  }

  @Test(arguments: [[:], ["HOME": ""], ["HOME": "relative"], ["XDG_DATA_HOME": "/only"]])
  func withoutAHomeItIsSaid(environment: [String: String]) {
    #expect(throws: PathsProblem.noHome) { try StudioPaths(environment: environment) }
    #expect(PathsProblem.noHome.advice.contains("SEEDREAM_HOME"))
  }

  @Test func allThreeXdgFoldersNeedNoHome() throws {
    let paths = try StudioPaths(environment: [
      "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "/k",
    ])
    #expect(paths.data == "/d/seedream")
  }

  @Test func theDemoNeverTouchesTheRealData() throws {
    let environment = ["SEEDREAM_HOME": "/srv"]
    let real = try StudioPaths(environment: environment)
    let demo = try StudioPaths(environment: environment, isDemo: true).using(library: "/pictures")
    #expect(demo.data == "/srv/data/demo")
    #expect(demo.library == "/srv/data/demo/library")
    #expect(demo.config == real.config)
    for path in [demo.database, demo.locks, demo.references, demo.library] {
      #expect(path.hasPrefix("/srv/data/demo/"))
    }
  }

  @Test func theConfigCanMoveTheLibrary() throws {
    let paths = try StudioPaths(environment: ["HOME": "/home/p"])
    #expect(try paths.using(library: nil).library == "/home/p/.local/share/seedream/library")
    #expect(try paths.using(library: "/pictures/").library == "/pictures")
    #expect(try paths.using(library: "~/Pictures").library == "/home/p/Pictures")
    for path in ["Pictures", "", "~other/x"] {
      #expect(throws: PathsProblem.notAbsolute(setting: "library", path: path)) {
        try paths.using(library: path)
      }
    }
  }

  @Test func preparingMakesPrivateFolders() throws {
    let scratch = try ScratchFolder()
    try StudioPaths(environment: ["SEEDREAM_HOME": scratch("home")]).prepare()
    for name in ["home", "home/data", "home/data/locks", "home/data/references"] {
      #expect(scratch.mode(name) == 0o700, "\(name)")
    }
    #expect(try scratch.names("home") == ["data"])
  }
}
