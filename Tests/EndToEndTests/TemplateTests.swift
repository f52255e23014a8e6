import ProviderSimulator
import TestSupport
import Testing

/// `templates`, and `generate --template`.
@Suite(.inTurn) struct TemplateTests {
  private func plan(_ ground: Ground, _ words: [String]) async throws -> Document {
    let dry = ["generate", "--provider", "wavespeed", "--dry-run", "--json"]
    let ending = try await ground.run(dry + words)
    #expect(ending.code == 0, "\(ending.errors)")
    return try Document(ending.output)
  }

  @Test func templatesListsWhatComesWithTheProgramAndOnesOwn() async throws {
    try await Ground.lend { ground in
      _ = try ground.write("A {kind} boat\n", to: "config/templates/boat.txt")
      _ = try ground.write("A {kind", to: "config/templates/broken.txt")
      let ending = try await ground.run(["templates", "--json"])
      #expect(ending.code == 0)
      #expect(ending.errors.contains("broken.txt"))
      let items = try #require(Document(ending.output).value.items)
      #expect(items.count == 31)
      #expect(items.first?["name"]?.text == "boat")
      #expect(items.contains { $0["name"]?.text == "storyboard" && $0["max_images"] == 6 })
      let page = try await ground.run(["templates", "boat"])
      #expect(page.output.contains("A {kind} boat") && page.output.contains("--set kind="))
      let table = try await ground.run(["templates"])
      #expect(table.output.contains("storyboard") && table.output.contains("your own"))
      #expect(ground.server.requests.isEmpty)
    }
  }

  @Test func aFilledTemplateIsWhatIsSentAndKept() async throws {
    try await Ground.lend { ground in
      let words = ["--template", "through-the-year", "--size", "1024x1024"]
      let planned = try await plan(ground, words)
      let prompt = try #require(planned.value["prompt"]?.text)
      #expect(!prompt.contains("{") && planned.value["max_images"] == 4)
      let ending = try await ground.run(["generate", "--provider", "wavespeed", "--json"] + words)
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ending.errors.contains(prompt))
      #expect(try Document(ending.output).value["prompt"]?.text == prompt)
      #expect(ground.server.ledger.count == 1)
    }
  }

  @Test func valuesAreTakenAsTheyAreAndTheNumberFollows() async throws {
    try await Ground.lend { ground in
      let text = "A series of {images} images of {what=a fox} at {time}"
      _ = try ground.write(text, to: "config/templates/mine.txt")
      let words = ["--template", "mine", "--max-images", "3"]
      let planned = try await plan(ground, words + ["--set", "what=a {cat}", "--set", "time=a=b"])
      let prompt = planned.value["prompt"]?.text
      #expect(prompt == "A series of 3 images of a {cat} at a=b")
      let usual = try await plan(ground, words + ["--set", "time=dusk"])
      #expect(usual.value["prompt"]?.text == "A series of 3 images of a fox at dusk")
    }
  }

  @Test func aChoiceIsMadeByChanceWhereThatIsAskedFor() async throws {
    try await Ground.lend { ground in
      _ = try ground.write("# times\ndawn\ndusk\n", to: "config/wildcards/time.txt")
      _ = try ground.write("A fox at {*time}", to: "config/templates/fox.txt")
      let words = ["--template", "fox", "--max-images", "1"]
      let drawn = try await plan(ground, words + ["--draw"]).value["prompt"]?.text
      #expect(["A fox at dawn", "A fox at dusk"].contains(drawn))
      let refused = try await ground.run(["generate", "--dry-run", "--json"] + words)
      #expect(refused.code == 2)
      let error = try Document(refused.output).value["error"]
      #expect(error?["message"]?.text?.contains("2 prompts: {*time} (2)") == true)
    }
  }

  @Test(arguments: [
    (["--template", "storybord"], "Did you mean “storyboard”?"),
    (["--template", "../secret"], "slash"),
    (["--template", "replace-object"], "--image"),
    (["--template", "storyboard", "--set", "nothing=1"], "no variable {nothing}"),
    (["--template", "storyboard", "a prompt too"], "not both"),
    (["--template", "storyboard", "--set", "oops"], "NAME=VALUE"),
    (["--set", "a=b", "a prompt"], "--template"),
    (["--template", "round"], "*a → *b → *a"),
    (["--template", "many", "--draw", "--set", "x=1"], "no variable {x}"),
  ])
  func whatIsWrongIsSaidAndNothingIsSent(words: [String], says: String) async throws {
    try await Ground.lend { ground in
      _ = try ground.write("{*a}", to: "config/templates/round.txt")
      _ = try ground.write("{*b}", to: "config/wildcards/a.txt")
      _ = try ground.write("{*a}", to: "config/wildcards/b.txt")
      _ = try ground.write("{a|b}{c|d}", to: "config/templates/many.txt")
      let ending = try await ground.run(["generate"] + words)
      #expect(ending.code == 2)
      #expect(ending.errors.contains(says), "\(ending.errors)")
      #expect(ground.server.requests.isEmpty)
    }
  }
}
