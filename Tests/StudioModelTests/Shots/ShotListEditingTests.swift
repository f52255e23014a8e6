import StudioModel
import Testing

/// What edits of a shot list make of the prompt.
struct ShotListEditingTests {
  private func edited(_ prompt: String, _ edit: (inout ShotList) -> Void) -> String {
    var list = ShotList(reading: prompt)
    edit(&list)
    #expect(ShotList(reading: list.composed) == list)
    return list.composed
  }

  @Test(arguments: [
    ("A fox\n1. day\n2. night\n", "A fox\n1. day\n2. rain\n3. night\n"),
    ("1) day\n\n2) night", "1) day\n\n2) rain\n\n3) night"),
    ("Frame 01 - day\r\nFrame 02 - night", "Frame 01 - day\r\nFrame 02 - rain\r\nFrame 03 - night"),
    ("１．day\n２．night", "１．day\n２．rain\n３．night"), ("一、day\n二、night", "一、day\n二、rain\n三、night"),
    ("①day\n②night", "①day\n②rain\n③night"), ("- day\n- night", "- day\n- rain\n- night"),
    ("**Shot 1:** day\n**Shot 2:** night", "**Shot 1:** day\n**Shot 2:** rain\n**Shot 3:** night"),
    ("第一张：day\n第二张：night", "第一张：day\n第二张：rain\n第三张：night"),
    ("Fox: 1) day, and 2) night", "Fox: 1) day, and 2) rain, and 3) night"),
    ("1) day, 2) dusk and 3) night", "1) day, 2) rain, 3) dusk and 4) night"),
    ("4. day\n7. night", "1. day\n2. rain\n3. night"),
    ("1. day\n1. night", "1. day\n2. rain\n3. night"),
    ("1. day\n2. night\n\nAll in ink.", "1. day\n2. rain\n3. night\n\nAll in ink."),
    ("1. day", "1. day\n2. rain"), ("A fox", "A fox\n1. rain"), ("", "1. rain"),
    ("狐狸", "狐狸\n1、rain"),
    ("Frame 1:\nday\nFrame 2:\nnight", "Frame 1:\nday\nFrame 2:\nrain\nFrame 3:\nnight"),
  ])
  func insertingRenewsTheNumbersInTheirStyle(prompt: String, result: String) {
    #expect(edited(prompt) { $0.insertShot(" rain\n", at: 1) } == result)
  }

  @Test func removingAndMovingRenewTheNumbers() {
    let prompt = "A fox\n① day\n② dusk\n③ night\n\nInk."
    #expect(edited(prompt) { $0.removeShot(at: 0) } == "A fox\n① dusk\n② night\n\nInk.")
    #expect(edited(prompt) { $0.removeShot(at: 2) } == "A fox\n① day\n② dusk\n\nInk.")
    #expect(
      edited(prompt) { $0.moveShot(from: 2, to: 0) } == "A fox\n① night\n② day\n③ dusk\n\nInk."
    )
    #expect(edited(prompt) { $0.keepShots([2, 0]) } == "A fox\n① night\n② day\n\nInk.")
    #expect(edited(prompt) { $0.keepShots([]) } == "A fox\n\nInk.")
    #expect(edited("1) a, 2) b and 3) c.") { $0.removeShot(at: 1) } == "1) a and 2) c.")
  }

  @Test func aPlaceThatIsNotThereChangesNothing() {
    let prompt = "A fox\n1. day\n2. night"
    for index in [-1, 2, Int.max, Int.min] {
      #expect(edited(prompt) { $0.setShot(index, to: "x") } == prompt)
      #expect(edited(prompt) { $0.removeShot(at: index) } == prompt)
      #expect(edited(prompt) { $0.moveShot(from: index, to: 0) } == prompt)
      #expect(edited(prompt) { $0.moveShot(from: 0, to: index) } == prompt)
    }
    #expect(edited(prompt) { $0.insertShot("x", at: .max) } == prompt + "\n3. x")
    #expect(edited(prompt) { $0.insertShot("x", at: .min) } == "A fox\n1. x\n2. day\n3. night")
  }

  @Test func settingAShotKeepsEverythingElse() {
    #expect(
      edited("A fox:\n\n1)  day\n2)  night\n") { $0.setShot(0, to: "sun\nrise") }
        == "A fox:\n\n1)  sun rise\n2)  night\n"
    )
    #expect(edited("1.\n2. b") { $0.setShot(0, to: "a") } == "1. a\n2. b")
    #expect(edited("①\n②乙") { $0.setShot(0, to: "甲") } == "①甲\n②乙")
    #expect(edited("1. a\n2. b") { $0.setShot(1, to: "") } == "1. a\n2. ")
    #expect(edited("- a\n- b") { $0.setShot(1, to: "\u{301}c") } == "- a\n- c")
  }

  @Test func textTheFormCanNotHoldIsRewrittenAsLines() {
    #expect(
      edited("Fox: 1) day; 2) night") { $0.setShot(0, to: "a 2) b") }
        == "Fox:\n1. a 2) b\n2. night"
    )
    #expect(edited("- day\n- night") { $0.setShot(0, to: "1. x") } == "1. 1. x\n2. night")
    // With one line each, the paragraph after the last shot would be common.
    #expect(edited("1. a\n\nb\n2. c\n\nd") { $0.setShot(0, to: "a") } == "1. a\n2. c d")
  }

  @Test func settingTheCommonPartKeepsTheShots() {
    let prompt = "A fox\n1. day\n2. night\n\nAll in ink."
    #expect(
      edited(prompt) { $0.setCommon("An owl\n\nAll in ink.") }
        == "An owl\n1. day\n2. night\n\nAll in ink."
    )
    #expect(edited(prompt) { $0.setCommon("An owl") } == "An owl\n1. day\n2. night")
    #expect(edited(prompt) { $0.setCommon("") } == "1. day\n2. night")
    #expect(edited("1. day\n2. night") { $0.setCommon("An owl") } == "An owl\n1. day\n2. night")
    #expect(edited("1) day; 2) night") { $0.setCommon("Owl:") } == "Owl: 1) day; 2) night")
    #expect(edited("a fox") { $0.setCommon("an owl") } == "an owl")
    #expect(edited("1. day\n2. night") { $0.setCommon("1. ink") } == "1. ink\n1. day\n2. night")
    for list in [ShotList(reading: "1. ink\n1. day\n2. night")] {
      #expect(list.shots.map(\.text) == ["day", "night"])
    }
  }

  @Test func linesTypedIntoTheCommonPartBecomeShots() {
    var list = ShotList(reading: "a fox")
    list.setCommon("a fox\n1. day\n2. night")
    #expect(list.shots.map(\.text) == ["day", "night"])
    #expect(list.common == "a fox")
  }
}

/// The number of images a list's common part says.
struct ShotCountTests {
  @Test(arguments: [
    ("A series of 4 images.\n1. a\n2. b", "A series of 2 images.\n1. a\n2. b"),
    ("A group of four pictures:\n1. a\n2. b", "A group of 2 pictures:\n1. a\n2. b"),
    ("一组4张图片：\n1、甲\n2、乙", "一组2张图片：\n1、甲\n2、乙"),
    ("四张图片\n镜头一：甲\n镜头二：乙\n镜头三：丙", "3张图片\n镜头一：甲\n镜头二：乙\n镜头三：丙"),
    ("A series of 4 images\n1. a", "1 image\n1. a"),
    ("Make 4 photos of a fox\n1. a", "Make 1 photo of a fox\n1. a"),
    ("A four-image series\n1. a", "1 image\n1. a"), ("A series of 4:\n1. a", "1 image:\n1. a"),
    ("One photo of a fox\n1. a\n2. b", "2 photos of a fox\n1. a\n2. b"),
    ("Make a single picture\n1. a\n2. b", "Make a series of 2 pictures\n1. a\n2. b"),
    ("A fox\n1. a\n2. b\n\nA series of 5 images.", "A fox\n1. a\n2. b\n\nA series of 2 images."),
    ("1. a\n2. b\n\nA series of 5 images.", "1. a\n2. b\n\nA series of 2 images."),
  ])
  func anotherNumberIsReplaced(prompt: String, result: String) throws {
    let list = ShotList(reading: prompt)
    let said = try #require(PromptCount.find(in: list.common)?.count)
    let (followed, step) = list.countFollowed()
    #expect(followed.composed == result)
    #expect(step == .replaced(said: said, by: list.shots.count))
    #expect(step.message.contains("said \(said)"))
    #expect(followed.countFollowed().step == .agrees(list.shots.count))
  }

  @Test(arguments: [
    ("A fox.\n1. a\n2. b", "A series of 2 images: A fox.\n1. a\n2. b"),
    ("1. a\n2. b", "A series of 2 images:\n1. a\n2. b"), ("1. a", "1 image:\n1. a"),
    ("狐狸\n1、甲\n2、乙", "一组2张图片：狐狸\n1、甲\n2、乙"),
  ])
  func aMissingNumberIsAdded(prompt: String, result: String) {
    let list = ShotList(reading: prompt)
    let (followed, step) = list.countFollowed()
    #expect(followed.composed == result)
    #expect(step == .added(list.shots.count))
    #expect(step.message.contains("begins with \(list.shots.count)"))
    #expect(followed.countFollowed().step == .agrees(list.shots.count))
  }

  @Test func nothingIsChangedWithoutNeed() {
    for (prompt, step) in [
      ("A series of 2 images\n1. a\n2. b", ShotCountStep.agrees(2)),
      ("A series of 4 images", .noShots),
      ("4 images, 6 frames\n1. a\n2. b", .contradictory([4, 6])),
    ] {
      let list = ShotList(reading: prompt)
      let followed = list.countFollowed()
      #expect(followed.list == list)
      #expect(followed.step == step)
      #expect(!step.message.isEmpty)
    }
    #expect(ShotCountStep.contradictory([4, 6]).message.contains("for 4 and for 6 images"))
  }

  @Test func editingLeavesTheNumberToItsOwnStep() {
    var list = ShotList(reading: "A series of 2 images\n1. a\n2. b")
    list.insertShot("c", at: 2)
    #expect(list.common == "A series of 2 images")
    #expect(list.countFollowed().list.common == "A series of 3 images")
  }
}
