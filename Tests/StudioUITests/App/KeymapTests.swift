import CellGrid
import Testing

@testable import StudioUI

@Suite struct KeymapTests {
  private func key(_ spelling: String) throws -> KeyPress {
    try #require(KeyPress(spelled: spelling))
  }

  @Test func everyBuiltInSpellingIsAKeyAndEveryNameIsOfOneCommand() {
    #expect(Set(Invocation.all.map(\.name)).count == Invocation.all.count)
    for invocation in Invocation.all {
      #expect(!invocation.title.isEmpty, "\(invocation.name)")
      #expect(Invocation(name: invocation.name) == invocation)
      for spelling in invocation.defaultKeys {
        #expect(KeyPress(spelled: spelling) != nil, "\(spelling) of \(invocation.name)")
      }
    }
  }

  @Test func noBuiltInKeyIsTakenTwiceInOnePlace() {
    for pane in PaneID.allCases {
      var owners: [KeyPress: [String]] = [:]
      for invocation in Invocation.all
      where invocation.scope == .pane(pane) || invocation.scope == .everywhere {
        for spelling in invocation.defaultKeys {
          guard let key = KeyPress(spelled: spelling) else { continue }
          owners[key, default: []].append(invocation.name)
        }
      }
      for (key, names) in owners where names.count > 1 {
        Issue.record("\(key.spelled) in \(pane): \(names.joined(separator: ", "))")
      }
    }
  }

  @Test func sendingIsOnF5AndAltEnterInEveryPane() throws {
    let keymap = Keymap()
    for pane in PaneID.allCases {
      #expect(keymap.invocation(for: try key("f5"), in: pane) == .app(.send))
      #expect(keymap.invocation(for: try key("alt-enter"), in: pane) == .app(.send))
    }
  }

  @Test func aPersonsOwnKeysReplaceTheBuiltInOnes() throws {
    let keymap = Keymap(own: ["app.send": ["ctrl-s"]])
    #expect(keymap.invocation(for: try key("ctrl-s"), in: .live) == .app(.send))
    #expect(keymap.invocation(for: try key("f5"), in: .live) == nil)
    #expect(keymap.keys(of: .app(.send)) == [try key("ctrl-s")])
    #expect(keymap.chosenInvocation(for: try key("ctrl-s"), in: .prompt) == .app(.send))
    #expect(keymap.chosenInvocation(for: try key("f12"), in: .prompt) == nil)
  }

  @Test func aKeyThatIsTakenOverLeavesItsOldCommandWithoutIt() throws {
    let keymap = Keymap(own: ["app.zoom": ["f12"]])
    #expect(keymap.invocation(for: try key("f12"), in: .live) == .app(.zoom))
  }

  @Test func anEmptyListTakesAllKeysAway() throws {
    let keymap = Keymap(own: ["app.quit": []])
    #expect(keymap.invocation(for: try key("q"), in: .live) == nil)
    #expect(keymap.problems.isEmpty)
  }

  @Test func whatMeansNothingIsSaid() {
    let keymap = Keymap(own: [
      "app.sned": ["f2"], "app.send": ["hyper-x"], "app.zoom": ["f2"], "app.help": ["f2"],
    ])
    #expect(
      Set(keymap.problems) == [
        "keys: there is no command “app.sned”", "keys: “hyper-x” of app.send is no key",
        "keys: f2 is bound to app.help and to app.zoom",
      ]
    )
  }

  @Test func aMistakeTakesNoKeysAway() throws {
    let keymap = Keymap(own: ["app.help": ["foo-bar"]])
    #expect(keymap.invocation(for: try key("f1"), in: .live) == .app(.help))
    #expect(keymap.problems.count == 1)
  }

  @Test func aPersonsKeyForTheWholeStudioGoesBeforeAPanesBuiltInOne() throws {
    let taken = try #require(LiveCommand.allCases.lazy.flatMap(\.keys).first)
    let keymap = Keymap(own: ["app.zoom": [taken]])
    #expect(keymap.invocation(for: try key(taken), in: .live) == .app(.zoom))
    let owner = try #require(LiveCommand.allCases.first { $0.keys.contains(taken) })
    #expect(!keymap.keys(of: .live(owner)).contains(try key(taken)))
  }
}
