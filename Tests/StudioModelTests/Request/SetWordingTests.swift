import StudioModel
import Testing

/// Sets of one subject that do not say that it stays the same.
struct ConsistencyTests {
  let fixture: PromptWordingFixture

  init() throws { fixture = try PromptWordingFixture() }

  @Test(arguments: [
    (
      "A series of 4 images of a red-haired girl in different outfits",
      " Keep the same girl in every image."
    ),
    ("4 images of a fox in different seasons.", " Keep the same fox in every image."),
    ("A series of 4 images following a robot: a day in the life of the machine", "robot"),
    ("A series of 4 images: the adventures of a small hedgehog, watercolour", "hedgehog"),
    ("4 photos of a perfume bottle from different angles", "bottle"),
    ("4 images of a woman named Mia in various places", "woman"),
    ("一组4张图片，一只狐狸在不同的季节", "同一主体"), ("生成4张图：一个女孩在不同场景。", "同一主体"),
    ("4张插画，一位老人，春夏秋冬", "同一主体"),
  ])
  func aSetOfOneSubjectIsRemindedOfIt(prompt: String, reminder: String) throws {
    let request = try fixture.request(prompt, images: 4)
    let fixed = try fixture.fixedPrompt(.consistencyMissing, request)
    #expect(fixed.hasPrefix(prompt))
    #expect(fixed.dropFirst(prompt.count).contains(reminder), "\(fixed)")
    #expect(
      PromptLint.check(Notice.Fix.prompt(fixed).applied(to: request), catalog: fixture.catalog)
        .isEmpty
    )
    // One image has nothing to agree with; a reference shows what stays.
    #expect(fixture.notices(.consistencyMissing, try fixture.request(prompt, images: 1)).isEmpty)
    let edit = try fixture.request(prompt, images: 4, isEdit: true)
    #expect(fixture.notices(.consistencyMissing, edit).isEmpty)
  }

  @Test(arguments: [
    "A series of 4 different animals", "A series of 4 images of a fox",
    "4 images of a city in different seasons",
    "A series of 4 images of a different animal in different places",
    "4 images of the same girl in different outfits",
    "A coherent series of 4 images of a fox in different seasons",
    "4 images of a girl in different outfits, consistent face",
    "4 images of a fox in different art styles",
    "4 images of a fox hunter in different seasons",
    "4 images of a fox and an owl in different seasons",
    "4 images, each showing a cat in different places",
    "4 images of different people in different places",
    "4 images of a forest from different angles", "A story of 4 images about friendship",
    "4 images of a fox throughout the day in different seasons",
    "一组4张图片，同一只狐狸在不同的季节", "4张图：一个女孩在不同场景，形象一致", "4张不同动物的照片",
    "4张图：一只狐狸和一只猫头鹰在不同场景", "4张图，每张一只动物，在不同场景", "4张狐狸的图片", "一座城市的春夏秋冬，4张图",
    "生成4张图：一个杯子在不同角度，保持风格统一",
  ])
  func anythingElseIsNot(prompt: String) throws {
    let found = fixture.notices(.consistencyMissing, try fixture.request(prompt, images: 4))
    #expect(found.isEmpty, "\(found)")
  }
}

/// Series without a number.
struct UnnumberedSeriesTests {
  let fixture: PromptWordingFixture

  init() throws { fixture = try PromptWordingFixture() }

  @Test(arguments: [
    ("A series of images of a fox", "A series of 4 images of a fox"),
    (
      "Create a coherent set of watercolor illustrations.",
      "Create a coherent set of 4 watercolor illustrations."
    ),
    ("Please generate a group of photos of tea", "Please generate a group of 4 photos of tea"),
    ("A fox. A sequence of frames.", "A fox. A sequence of 4 frames."),
    ("一组图片，雪地里的狐狸", "一组4张图片，雪地里的狐狸"), ("请生成一系列插画：四季", "请生成一系列4张插画：四季"),
    ("生成组图，狐狸", "生成组图4张，狐狸"), ("帮我画一套图", "帮我画一套4张图"),
  ])
  func theNumberIsPutWhereItBelongs(prompt: String, numbered: String) throws {
    let several = try fixture.request(prompt, images: 4)
    #expect(try fixture.fixedPrompt(.countMissing, several) == numbered)
    let single = fixture.notices(.seriesOfOne, try fixture.request(prompt, images: 1))
    #expect(single.count == 1)
    #expect(single.first?.message.contains("one image will come") == true)
    #expect(single.first?.fixes == [])
    #expect(fixture.notices(.seriesOfOne, several).isEmpty)
    // Two references are a set themselves.
    let edit = try fixture.request(prompt, isEdit: true, references: 2)
    #expect(fixture.notices(.seriesOfOne, edit).isEmpty)
  }

  @Test(arguments: [
    "A fox", "A series of books", "a room with a set of photos", "this series of photos, brighter",
    "The set of images I made", "A collection of framed photos on a wall",
    "A set of picture frames",
    "A group of people taking photos", "A collage of images", "A series of images provided above",
    "A set of images: a fox. A series of 1 image.",
    "墙上挂着一组照片", "这组图片再亮一些", "一组图案", "一套图书", "一组图标", "原组图", "组图1张", "一系列图表",
  ])
  func otherSeriesAreNotTaken(prompt: String) throws {
    let found = fixture.notices(.seriesOfOne, try fixture.request(prompt, images: 1))
    #expect(found.isEmpty, "\(found)")
  }

  @Test(arguments: [
    ("6 images of a fox", 1, "1 image of a fox"),
    ("a single picture of a lake", 4, "4 pictures of a lake"),
    ("one photo", 3, "3 photos"), ("A set of six sketches", 1, "A set of 1 sketch"),
    ("a pair of photos: day and night", 4, "4 photos: day and night"), ("一组六张图片", 2, "一组2张图片"),
    ("两幅画，白天和黑夜", 1, "1幅画，白天和黑夜"), ("四张图片", 1, "1张图片"), ("a 4-image series", 6, "a 6-image series"),
  ])
  func aNumberCanBeChangedInThePromptToo(prompt: String, images: Int, fixed: String) throws {
    let found = fixture.notices(.countDiffers, try fixture.request(prompt, images: images))
    let asked = try #require(PromptCount.find(in: prompt)).count
    #expect(found.first?.fixes == [.maxImages(asked), .prompt(fixed)])
  }
}

/// Shapes in the prompt against the size.
struct ShapeWordingTests {
  let fixture: PromptWordingFixture

  init() throws { fixture = try PromptWordingFixture() }

  private static let wide = PixelSize(2304, 1728)

  @Test(arguments: [
    "A fox, portrait orientation", "Vertical format, a fox",
    "A photo of a fox in portrait orientation",
    "A fox, 9:16 aspect ratio", "A fox. Aspect ratio: 3:4", "A fox --ar 9:16",
    "4 images in vertical format",
    "竖版，一只狐狸", "一只狐狸，竖构图", "竖版海报，狐狸", "狐狸，9:16竖屏", "画面比例 3:4，狐狸", "狐狸，宽高比为９：１６",
  ])
  func theOtherOrientationIsSaidAndTheSizeTurned(prompt: String) throws {
    let request = try fixture.request(prompt, size: Self.wide)
    let found = fixture.notices(.shapeDiffers, request)
    #expect(found.count == 1)
    #expect(found.first?.fixes == [.size(PixelSize(1728, 2304))])
    #expect(
      found.first?.message.contains("but 2304×1728 is landscape, and the size decides") == true
    )
    let fixed = try #require(found.first?.fix).applied(to: request)
    #expect(fixture.notices(.shapeDiffers, fixed).isEmpty)
    // A square can't be turned.
    let square = fixture.notices(.shapeDiffers, try fixture.request(prompt))
    #expect(square.first?.fixes == [])
    #expect(
      square.first?.message.contains("is square, and the size decides: take a portrait size.")
        == true
    )
  }

  @Test(arguments: [
    "A portrait of a fox", "Portrait mode", "A fox in landscape orientation",
    "A fox, 16:9 aspect ratio",
    "A landscape with a fox", "A phone in portrait orientation", "A fox at 9:16",
    "A TV with a 9:16 aspect ratio",
    "vertical lines", "A poster in portrait orientation on a wall", "横版，狐狸", "狐狸，4:3画幅", "竖版书法",
    "头身比例1:7的角色", "1:1比例还原的模型", "手机竖屏壁纸", "横幅上写着“你好”", "3:4 of the way",
    "A fox, 16:9 aspect ratio, portrait orientation", "肖像，狐狸", "2:1 mix",
  ])
  func agreeingShapesAndShapesOfThingsAreNot(prompt: String) throws {
    let found = fixture.notices(.shapeDiffers, try fixture.request(prompt, size: Self.wide))
    #expect(found.isEmpty, "\(found)")
  }

  @Test(arguments: [
    ("A fox, square format", true), ("狐狸，1:1画幅", true), ("方形构图，狐狸", true),
    ("a square in Rome", false),
    ("广场，方形的石头", false),
  ])
  func aSquareIsAShapeToo(prompt: String, isSaid: Bool) throws {
    let wide = try fixture.request(prompt, size: Self.wide)
    #expect(fixture.notices(.shapeDiffers, wide).isEmpty == !isSaid)
    #expect(fixture.notices(.shapeDiffers, try fixture.request(prompt)).isEmpty)
  }

  @Test func aSizeIsTurnedOnlyWhereItIsDocumented() throws {
    var request = try CatalogFixture.request(CatalogFixture.text45, .atlascloud, images: 1)
    request.prompt = "A fox, portrait orientation"
    request.size = PixelSize(3136, 1344)
    #expect(RequestValidation.check(request, fixture.catalog).isEmpty)
    #expect(fixture.notices(.shapeDiffers, request).map(\.fixes) == [[]])
    request.size = PixelSize(2848, 1600)
    #expect(
      fixture.notices(.shapeDiffers, request).map(\.fixes) == [[.size(PixelSize(1600, 2848))]]
    )
    request.size = PixelSize(0, -1)
    #expect(fixture.notices(.shapeDiffers, request).isEmpty)
  }
}
