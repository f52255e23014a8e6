import StudioModel
import Testing

/// What is said about a prompt.
struct PromptLintTests {
  let catalog: ModelCatalog

  init() throws { catalog = try CatalogFixture.load() }

  private func request(
    _ prompt: String,
    images: Int,
    _ id: ModelID = CatalogFixture.text,
    references: Int = 1
  ) throws -> SequenceRequest {
    var request = try CatalogFixture.request(id, .wavespeed, images: images)
    request.prompt = prompt
    if !request.references.isEmpty {
      request.references = Array(repeating: request.references[0], count: references)
    }
    return request
  }

  private func notices(_ request: SequenceRequest) -> [Notice] {
    PromptLint.check(request, catalog: catalog)
  }

  @Test func agreeingNumbersAreSilent() throws {
    #expect(notices(try request("A series of 4 images of a fox", images: 4)).isEmpty)
    #expect(notices(try request("一组四张图片", images: 4)).isEmpty)
    #expect(notices(try request("a fox", images: 1)).isEmpty)
  }

  @Test func moreInThePromptThanAskedForIsSaidWithBothPrices() throws {
    let wanted = try request("A series of 6 images of a fox", images: 4)
    let found = notices(wanted)
    #expect(found.map(\.kind) == [.countDiffers])
    #expect(
      found.first?.message == "The prompt asks for 6 images, but max_images is 4: no more than 4 "
        + "will come; 6 would cost up to $0.162 instead of $0.108."
    )
    #expect(found.first?.fixes == [.maxImages(6), .prompt("A series of 4 images of a fox")])
  }

  @Test func fewerInThePromptThanAskedForIsSaidWithBothPrices() throws {
    let found = notices(try request("A series of 3 images of a fox", images: 4))
    #expect(found.map(\.kind) == [.countDiffers])
    #expect(found.first?.message.contains("up to $0.081 instead of $0.108") == true)
    #expect(found.first?.fixes == [.maxImages(3), .prompt("A series of 4 images of a fox")])
  }

  @Test func aNumberTheModelCanNotMakeIsFixedInThePrompt() throws {
    let many = notices(try request("A series of 24 images of a fox", images: 15))
    #expect(many.first?.fix == .prompt("A series of 15 images of a fox"))
    // Ten references leave room for five.
    let edit = try request(
      "A group of six images",
      images: 5,
      CatalogFixture.edit,
      references: 10
    )
    #expect(notices(edit).first?.fix == .prompt("A group of 5 images"))
  }

  @Test func aMissingNumberIsSaidOnlyWhenSeveralAreAskedFor() throws {
    let found = notices(try request("a fox in the snow", images: 4))
    #expect(found.map(\.kind) == [.countMissing])
    #expect(found.first?.message.contains("“a series of 4 images”") == true)
    let chinese = notices(try request("雪地里的狐狸", images: 3))
    #expect(chinese.first?.fix == .prompt("一组3张图片：雪地里的狐狸"))
    #expect(notices(try request("  ", images: 4)).isEmpty)
  }

  @Test func numbersThatDisagreeAreSaid() throws {
    let found = notices(try request("4 images of a fox, then 6 frames", images: 4))
    #expect(found.map(\.kind) == [.countContradictory])
    #expect(found.first?.message.contains("for 4 and for 6 images") == true)
  }

  @Test func everyFixSettlesItsNotice() throws {
    for prompt in [
      "a fox", "狐狸", "6 images of a fox", "生成两幅画", "A series of 24 images", "half a dozen photos",
      "fox\u{1B}[31m, 4 images", "a pair of photos", "四十张图片", "a\u{202E}b 4 images",
      "2 sets of 12 images",
    ] {
      for images in [1, 4, 15] {
        for id in [CatalogFixture.text, CatalogFixture.edit] {
          var fixed = try request(
            prompt,
            images: min(images, id == CatalogFixture.edit ? 14 : 15),
            id
          )
          for notice in notices(fixed) {
            let fix = try #require(notice.fix)
            for other in notice.fixes.dropFirst() {
              let left = notices(other.applied(to: fixed)).map(\.kind)
              #expect(!left.contains(notice.kind), "\(prompt), \(other)")
            }
            fixed = fix.applied(to: fixed)
            #expect(
              !notices(fixed).map(\.kind).contains(notice.kind),
              "\(prompt) → \(fixed.prompt)"
            )
          }
          #expect(RequestValidation.check(fixed, catalog).isEmpty)
        }
      }
    }
  }

  @Test func aNumberThatIsRefusedIsNotComparedWith() throws {
    for images in [0, 16, Int.max, Int.min] {
      #expect(notices(try request("6 images of a fox", images: images)).isEmpty)
      #expect(notices(try request("a fox", images: images)).isEmpty)
    }
  }

  @Test func theReferencesThemselvesAreNotTheNumberAskedFor() throws {
    let edit = try request(
      "Put the two images side by side",
      images: 1,
      CatalogFixture.edit,
      references: 2
    )
    #expect(notices(edit).isEmpty)
  }

  @Test func aPromptOverItsBudgetIsAWarning() throws {
    let long = "A series of 4 images " + String(repeating: "fox ", count: 600)
    let found = notices(try request(long, images: 4))
    #expect(found.map(\.kind) == [.promptOverBudget])
    #expect(found.first?.message.contains("605 words") == true)
    #expect(RequestValidation.check(try request(long, images: 4), catalog).isEmpty)
  }

  @Test(arguments: [
    ("a\u{1B}[31mb", 1), ("a\u{0}b\u{7F}", 2), ("a\u{202E}b", 1), ("a\u{200B}b", 1),
    ("a\u{9B}b", 1),
    ("a\tb\r\nc", 0), ("👩‍👧", 0), ("a", 0),
  ])
  func controlCharactersAreSaidAndKept(prompt: String, count: Int) throws {
    let wanted = try request(prompt, images: 1)
    let found = notices(wanted)
    #expect(found.map(\.kind) == (count == 0 ? [] : [.controlCharacters]))
    if count > 0 { #expect(found.first?.message.contains("holds \(count) control") == true) }
    for notice in found { #expect(!notice.message.unicodeScalars.contains("\u{1B}")) }
    #expect(wanted.prompt == prompt)
  }

  @Test(arguments: [
    ("put the fox of image 3 into image 1", true), ("the hat from image #3", true),
    ("images 1, 2 and 3 side by side", true), ("the colours of picture three with image 1", true),
    ("用图3的背景", true), ("图片 3 里的猫", true), ("把图三中的狐狸", true), ("参考图4", true),
    ("put the fox of image 2 into image 1", false), ("picture 3 cats in the snow", false),
    ("Image 1: day. Image 2: dusk. Image 3: night.", false), ("photo 4k of the fox", false),
    ("生成图片3张", false), ("图三角形", false), ("组图5", false), ("图3：夜晚", false), ("image 300", false),
    ("16:9 image, 4 foxes", false), ("地图 5", false),
  ])
  func referencesThatWereNotGivenAreNamed(prompt: String, isSaid: Bool) throws {
    let wanted = try request(prompt, images: 1, CatalogFixture.edit, references: 2)
    #expect(notices(wanted).contains { $0.kind == .referenceNotGiven } == isSaid)
    // A text model has no references to speak of.
    #expect(
      !notices(try request(prompt, images: 1)).contains { $0.kind == .referenceNotGiven }
    )
  }

  @Test func anUnknownModelStillHasItsPromptChecked() throws {
    var unknown = try request("a\u{0}", images: 4)
    unknown.model = ModelID(rawValue: "none")
    #expect(notices(unknown).map(\.kind) == [.controlCharacters])
  }
}

/// How long a prompt is.
struct PromptBudgetTests {
  @Test(arguments: [
    ("", 0, 0, 0), ("a fox", 2, 0, 5), ("fox’s full-page map, 4k", 4, 0, 23),
    ("狐狸，4张图", 1, 4, 6), ("fox狐狸cat", 2, 2, 8), ("キツネ と 여우", 0, 6, 8), ("🦊 — …", 0, 0, 5),
    ("e\u{301}te\u{301}", 1, 0, 3),
  ])
  func wordsAndCharactersAreCounted(prompt: String, words: Int, ideographs: Int, characters: Int) {
    let budget = PromptBudget(of: prompt)
    #expect(budget.words == words)
    #expect(budget.ideographs == ideographs)
    #expect(budget.characters == characters)
  }

  @Test(arguments: [
    (600, 0, false), (601, 0, true), (0, 300, false), (0, 301, true), (300, 150, false),
    (300, 151, true), (301, 150, true), (0, 0, false),
  ])
  func bothScriptsAreWeighedTogether(words: Int, ideographs: Int, isOver: Bool) throws {
    let limits = try CatalogFixture.load().promptBudget
    let prompt =
      String(repeating: "fox ", count: words) + String(repeating: "狐", count: ideographs)
    let budget = PromptBudget(of: prompt)
    #expect(budget.isOver(limits) == isOver)
    #expect((budget.load(limits) > 1.000_001) == isOver)
  }
}
