import StudioModel
import Testing

/// The number of images a prompt asks for.
struct PromptCountTests {
  @Test(arguments: [
    ("A series of 4 images of a fox", 4), ("a series of four images", 4),
    ("a group of four pictures of an owl", 4), ("set of 3 photos", 3), ("6 frames", 6),
    ("Generate 4 images", 4), ("GENERATE 4 IMAGES NOW", 4), ("Make six photos of a cat.", 6),
    ("Create a coherent series of 5 watercolor illustrations", 5),
    ("Fifteen pictures, one mood", 15), ("a sequence of twelve frames", 12),
    ("a set of 3 posters for a tea shop", 3), ("a series of 7 black and white portraits", 7),
    ("4 high-quality images", 4), ("3 beautiful, cinematic photographs of Paris", 3),
    ("four matching oil painting images", 4), ("2 red fox photos", 2),
    ("a series of 4, showing a year in one village", 4), ("A series of 4.", 4),
    ("A series of 8", 8), ("a four-image series about tea", 4), ("a 5-part photo series", 5),
    ("a dozen pictures of tea", 12), ("half a dozen pictures of tea", 6),
    ("a pair of photos: day and night", 2), ("up to 4 images", 4), ("exactly five images", 5),
    ("a total of 9 images", 9), ("a series of exactly 9 images", 9), ("2 sets of 3 images", 6),
    ("Fox story (4 images)", 4), ("a fox, \n4 images", 4), ("A story with 6 frames", 6),
    ("a storyboard of 8 shots", 8), ("1 image of a fox", 1), ("one photo", 1),
    ("a single picture of a lake", 1), ("Using these 2 photos, make a series of 4 images", 4),
    ("Combine the 2 reference images into a group of 3 pictures", 3),
    ("Blend image 1 and image 2 into 4 images", 4),
    ("a series of 4 images, each one image a season", 4),
    ("24 images", 24), ("a series of 4 4k images", 4), ("４ images of a fox", 4),
    ("the 4 images share one palette", 4), ("All 4 images show the same fox", 4),
    ("3 pictures on the theme of tea", 3), ("Series of Four Images", 4),
  ])
  func englishCountsAreRead(prompt: String, count: Int) {
    #expect(PromptCount.find(in: prompt)?.count == count)
  }

  @Test(arguments: [
    ("一组4张", 4), ("一组4张图片", 4), ("四张图片", 4), ("生成三幅", 3), ("系列 5 张图", 5),
    ("４张", 4), ("4张", 4), ("十五张照片", 15), ("十张图", 10), ("十二幅插画", 12), ("二十张图", 20),
    ("两张图片，白天和黑夜", 2), ("俩图", 2), ("俩张照片", 2), ("生成 6 张 狐狸的照片", 6),
    ("三张可爱的小猫照片", 3), ("一套3张海报", 3), ("一系列六张图片", 6), ("组图4张", 4),
    ("生成图片4张", 4), ("五张一组，水彩", 5), ("生成4张不同季节的狐狸", 4), ("4帧", 4),
    ("四个分镜", 4), ("8个画面", 8), ("一张猫的图片", 1), ("把这2张照片合成4张", 4),
    ("參考圖，生成四張圖片", 4), ("用图1的狐狸，生成4张图", 4), ("生成4 images of a fox", 4),
    ("一只狐狸，共8张", 8), ("第一张是白天，第二张是夜晚，一组两张图", 2),
    ("三张产品图，白色背景", 3),
  ])
  func chineseCountsAreRead(prompt: String, count: Int) {
    #expect(PromptCount.find(in: prompt)?.count == count)
  }

  @Test(arguments: [
    "", "a fox", "4k images", "4K images of a fox", "2 cats", "2 cats in photos", "1920s photos",
    "1920 photos", "10 mm", "10 mm photos", "35mm photos", "image 2",
    "the fox of image 2 frames the shot",
    "v4.5", "v4.5 images", "4.5 images", "16:9", "16:9 images", "3D pictures", "3-D pictures",
    "4 o'clock", "at 4 o'clock photos glow", "24 frames per second", "24 frames/s", "8-bit images",
    "8 bit images", "2 megapixel photos", "iPhone 15 photos", "an Apollo 11 photos exhibition",
    "a room with 2 picture frames", "3 wooden frames", "a collage of 4 photos",
    "a grid of 4 images", "a three-panel comic", "a 4-panel strip", "2 or 3 images",
    "3-4 images", "3 - 4 images", "3 to 4 images", "between 3 and 4 images", "1/3 photos",
    "1,000 photos", "1000 images", "100 images", "0 images", "50% images", "#4 images",
    "$4 pictures", "3 people taking photos", "2 friends looking at pictures",
    "a 4 year old taking photos", "three pictures on the wall", "5 photos hanging above a bed",
    "two hundred images", "forty two images", "4 photo albums", "a group of 4 cats",
    "a set of 3 chairs", "a series of 4 books", "use the 2 reference images", "these 3 photos",
    "both pictures", "my 2 photos", "the first 2 images", "4+ images", "f/1.8 photos",
    "ISO 400 photos", "2 photos attached", "one image per season", "4",
    "a fox in 4 seasons", "images", "four", "frame 3", "4 × images", "two-image", "many images",
  ])
  func otherNumbersAreNotTaken(prompt: String) {
    #expect(PromptCount.find(in: prompt) == nil)
  }

  @Test(arguments: [
    "四张桌子", "三张椅子和一只狐狸", "4张纸", "两张床的房间", "第2张图", "第二张图片里的猫", "图2",
    "图2张开双臂", "4K图片", "16:9图片", "每秒24帧", "几十张图片", "十几张照片", "二三张图",
    "三四张图片", "3-4张图片", "3到4张图", "3、4张图片", "一百张图片", "这两张照片", "那4张图",
    "前两张图", "上传的两张图", "参考的3张图片", "每张图", "四格漫画", "四只狐狸", "一张脸",
    "墙上挂着三幅画", "A4张", "两组图片", "三幅字", "4个苹果", "张三的四季", "一百零四张图",
    "v4.5张",
  ])
  func otherChineseNumbersAreNotTaken(prompt: String) {
    #expect(PromptCount.find(in: prompt) == nil)
  }

  @Test func numbersThatDisagreeAreContradictory() {
    for prompt in [
      "4 images of a fox, 6 frames", "a series of 4 images and a set of 3 photos",
      "一组4张图片，一共6张", "a series of 4 images 一组5张",
    ] {
      guard case .contradictory(let counts) = PromptCount.reading(of: prompt) else {
        Issue.record("\(prompt): \(PromptCount.reading(of: prompt))")
        continue
      }
      #expect(counts.count == 2)
      #expect(PromptCount.find(in: prompt) == nil)
    }
    #expect(PromptCount.find(in: "a series of 4 images 一组4张")?.count == 4)
  }

  @Test func thePlaceOfTheNumberIsKnown() throws {
    for (prompt, number, phrase) in [
      ("🦊 A series of four images of tea", "four", "A series of four images"),
      ("é a dozen small pictures", "a dozen", "a dozen small pictures"),
      ("狐狸，一组４张图片", "４", "一组４张图片"), ("a pair of photos", "a pair of", "a pair of photos"),
      ("Make a 4-image series.", "4", "a 4-image series"),
      ("2 sets of 3 images", "2 sets of 3", "2 sets of 3 images"),
    ] {
      let count = try #require(PromptCount.find(in: prompt))
      #expect(String(Array(prompt)[count.numberRange]) == number)
      #expect(String(Array(prompt)[count.phraseRange]) == phrase)
      let replaced = count.replaced(by: 9, in: prompt)
      #expect(PromptCount.find(in: replaced)?.count == 9, "\(replaced)")
    }
  }

  @Test func everyNumberWordCounts() {
    let words = [
      "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
      "twelve", "thirteen", "fourteen", "fifteen",
    ]
    let chinese = [
      "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五",
    ]
    for (index, word) in words.enumerated() {
      let noun = index == 0 ? "image" : "images"
      #expect(PromptCount.find(in: "A series of \(word) \(noun)")?.count == index + 1)
      #expect(PromptCount.find(in: "A series of \(index + 1) \(noun)")?.count == index + 1)
      #expect(PromptCount.find(in: "一组\(chinese[index])张图片")?.count == index + 1)
    }
  }

  @Test func anyTextIsReadWithoutHarm() {
    var steps = CatalogFixture.Steps()
    let pieces = [
      "4", "a", "series", "of", " ", "images", "-", "image", "张", "图", "一组", "十", "俩", ".", ",",
      ":", "the", "half", "dozen", "pair of", "\n", "\u{301}", "🦊", "\u{202E}", "four", "sets", "/",
      "#", "single", "or", "99999999999999999999", "个", "画面", "第", "和", "\u{0}", "’", "'", "up to",
    ]
    for _ in 0..<4_000 {
      let length = Int.random(in: 0...14, using: &steps)
      let prompt = (0..<length).map { _ in pieces.randomElement(using: &steps) ?? "" }.joined()
      let spaced = (0..<length).map { _ in pieces.randomElement(using: &steps) ?? "" }
        .joined(separator: " ")
      for text in [prompt, spaced] {
        if let count = PromptCount.find(in: text) {
          #expect(count.numberRange.upperBound <= text.count)
          #expect(count.phraseRange.lowerBound <= count.numberRange.lowerBound)
          #expect(count.phraseRange.upperBound >= count.numberRange.upperBound)
        }
        #expect(!Slug(prompt: text).text.isEmpty)
        if var request = try? CatalogFixture.request(CatalogFixture.edit) {
          request.prompt = text
          if let catalog = try? CatalogFixture.load() {
            _ = PromptLint.check(request, catalog: catalog)
          }
        }
      }
    }
  }
}
