import Testing

@testable import StudioUI

@Suite struct EditedTextTests {
  @Test(
    arguments: TextBits.all + ["", "e\u{301}\r\n中👩\u{200D}🎨"]
  )
  func aTextComesBackAsItWasGiven(text: String) {
    #expect(EditedText(text).text.utf8.elementsEqual(text.utf8))
    #expect(EditedText(text).count == text.count)
  }

  @Test(arguments: 0..<60)
  func anyReplacementGivesWhatPlainStringsGive(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    var model = TextBits.text(Int.random(in: 0...30, using: &numbers), using: &numbers)
    var text = EditedText(model)
    for _ in 0..<40 {
      let low = Int.random(in: 0...text.count, using: &numbers)
      let high = Int.random(in: low...min(low + 5, text.count), using: &numbers)
      let new = TextBits.text(Int.random(in: 0...3, using: &numbers), using: &numbers)
      let before = String(model.prefix(low)) + new
      model = before + String(model.dropFirst(high))
      let (_, end) = text.replace(low..<high, with: new)
      #expect(text.text.utf8.elementsEqual(model.utf8))
      #expect(text.characters(0..<text.count).elementsEqual(model) { $0.isExactly($1) })
      // The end is the first boundary that does not cut what was inserted.
      let bytes = model.prefix(end).utf8.count
      #expect(bytes >= before.utf8.count)
      #expect(end == 0 || model.prefix(end - 1).utf8.count < max(before.utf8.count, 1))
    }
  }

  @Test(arguments: 0..<40)
  func aChangeTakenBackGivesTheTextBeforeIt(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed + 1_000)
    var text = EditedText(TextBits.text(25, using: &numbers))
    for _ in 0..<30 {
      let before = text
      let low = Int.random(in: 0...text.count, using: &numbers)
      let high = Int.random(in: low...min(low + 4, text.count), using: &numbers)
      let new = TextBits.text(Int.random(in: 0...2, using: &numbers), using: &numbers)
      let (change, _) = text.replace(low..<high, with: new)
      let after = text
      let (back, _) = text.replace(change.insertedRange, with: change.removed)
      #expect(text == before)
      #expect(back.inserted.utf8.elementsEqual(change.removed.utf8))
      _ = text.replace(change.removedRange, with: change.inserted)
      #expect(text == after)
    }
  }

  @Test
  func anAccentJoinsTheLetterBeforeIt() {
    var text = EditedText("cafe!")
    let (change, end) = text.replace(4..<4, with: "\u{301}")
    #expect(text.count == 5)
    #expect(end == 4)
    #expect(change.removed == "e" && change.removedCount == 1 && change.insertedCount == 1)
  }

  @Test
  func aLetterTypedBeforeALoneAccentTakesIt() {
    var text = EditedText("\u{301}x")
    let (_, end) = text.replace(0..<0, with: "e")
    #expect(text.text == "e\u{301}x")
    #expect(text.count == 2)
    #expect(end == 1)
  }

  @Test
  func halfAFlagPairsAllFlagsAfterItAnew() {
    var text = EditedText("🇩🇪🇫🇷🇮🇹.")
    _ = text.replace(0..<0, with: "🇧")
    #expect(text.text == "🇧🇩🇪🇫🇷🇮🇹.")
    #expect(text.count == "🇧🇩🇪🇫🇷🇮🇹.".count)
  }

  @Test
  func deletingWhatStoodBetweenTwoHalvesJoinsThem() {
    var text = EditedText("🇩x🇪")
    let (_, end) = text.replace(1..<2, with: "")
    #expect(text.count == 1)
    #expect(end == 1)
  }

  @Test
  func carriageReturnAndLineFeedJoinWhenTheyMeet() {
    var text = EditedText("a\rxb")
    _ = text.replace(2..<3, with: "\n")
    #expect(text.count == 3)
    #expect(text[1] == "\r\n")
  }

  @Test
  func aLongTextIsTheSameWhereverItIsEdited() {
    var model = Array(String(repeating: "0123456789", count: 900))
    var text = EditedText(String(model))
    var numbers = SeededNumbers(seed: 7)
    for step in 0..<400 {
      let low = Int.random(in: 0...model.count, using: &numbers)
      let high = min(
        low + (step % 50 == 0 ? 2_000 : Int.random(in: 0...3, using: &numbers)),
        model.count
      )
      let new = step % 60 == 0 ? String(repeating: "x", count: 1_500) : "yz"
      model.replaceSubrange(low..<high, with: new)
      _ = text.replace(low..<high, with: new)
    }
    #expect(text.text == String(model))
    #expect(text.count == model.count)
    for offset in stride(from: 0, to: model.count, by: 97) {
      #expect(text[offset] == model[offset])
    }
    _ = text.replace(0..<text.count, with: "")
    #expect(text.isEmpty)
    _ = text.replace(0..<0, with: "again")
    #expect(text.text == "again")
  }

  @Test
  func textsAreEqualHoweverTheyCameAbout() {
    var grown = EditedText("")
    for character in String(repeating: "ab中", count: 800) {
      _ = grown.replace(grown.count..<grown.count, with: String(character))
    }
    #expect(grown == EditedText(String(repeating: "ab中", count: 800)))
    #expect(grown.hashValue == EditedText(String(repeating: "ab中", count: 800)).hashValue)
    #expect(EditedText("é") != EditedText("e\u{301}"))
    #expect(EditedText("a") != EditedText("b"))
  }
}
