import StudioModel
import Testing

/// Edits that leave out what to change, or into what.
struct UnclearEditTests {
  let fixture: PromptWordingFixture

  init() throws { fixture = try PromptWordingFixture() }

  @Test(arguments: [
    "make it better", "Make it better.", "Please make this a bit nicer", "change the",
    "Change it.", "edit", "Can you fix this?", "modify the image", "Improve the photo, please",
    "make it look better", "change the picture to something different", "make the image better",
    "改一下", "修改", "帮我改一下这张图", "请修改图片", "把这张照片改得更好看", "改变一下画面", "变得更好看一点",
    "调整一下吧", "对原图进行修改", "换一下",
    "Add a hat. Change the. Keep the pose.", "remove the, then add a tree",
    "Replace the sky with.\nKeep the house.", "Please turn the day into!", "把天空换成。保持人物不变。",
    "将背景替换为！", "修改衣服颜色，把帽子改成。",
  ])
  func anEditWithoutObjectOrTargetIsSaid(prompt: String) throws {
    let found = fixture.notices(.editUnclear, try fixture.request(prompt, isEdit: true))
    #expect(found.count == 1)
    #expect(found.first?.message.contains("the services' prompt guide asks for") == true)
    #expect(found.first?.fixes == [])
    // A text model edits nothing, and without a reference the request is refused.
    #expect(fixture.notices(.editUnclear, try fixture.request(prompt)).isEmpty)
    let bare = try fixture.request(prompt, isEdit: true, references: 0)
    #expect(fixture.notices(.editUnclear, bare).isEmpty)
    #expect(RequestValidation.check(bare, fixture.catalog).map(\.rule) == ["references_missing"])
  }

  @Test(arguments: [
    "", "make it night", "make it better lit", "change the sky", "Replace the sky with",
    "Remove the", "enhance the image", "Restore the photo", "make it bigger",
    "turn it into a sketch",
    "make the coat red", "Replace the sign with “OPEN”.", "Change the text to: “SALE”",
    "Change the colours to:\nred\nblue", "Change the sky to, say, dusk",
    "edit image 1 to match image 2",
    "Replace the sun with 🌙.", "Put it on the table.", "a wall to lean to.", "fix the horizon",
    "make 4 images", "改成夜晚", "把天空换成晚霞。", "修改背景", "换个不同的背景", "优化图片", "把它变小",
    "将背景替换为海滩", "把天空换成", "修图，去掉路人", "调整光线", "换成红色。",
  ])
  func anEditThatNamesSomethingIsNot(prompt: String) throws {
    let found = fixture.notices(.editUnclear, try fixture.request(prompt, isEdit: true))
    #expect(found.isEmpty, "\(found)")
  }

  @Test func theMessageQuotesWhatIsHalfSaid() throws {
    let object = try fixture.request("Change the, keep the pose", isEdit: true)
    #expect(
      fixture.notices(.editUnclear, object).first?.message.hasPrefix(
        "“Change the” does not say what:"
      ) == true
    )
    let target = try fixture.request("请把天空换成。", isEdit: true)
    #expect(
      fixture.notices(.editUnclear, target).first?.message.hasPrefix(
        "“请把天空换成” does not say into what:"
      ) == true
    )
  }
}

/// Instructions that can't both be followed.
struct ContradictionTests {
  let fixture: PromptWordingFixture

  init() throws { fixture = try PromptWordingFixture() }

  @Test(arguments: [
    ("A poster with the text “SALE”. No text.", "text “SALE”"),
    ("No text, no watermark. A sign that says \"OPEN\" above the door.", "says \"OPEN\""),
    ("A mug on a desk, write “Monday” on it, without any text", "write “Monday”"),
    ("A card. Do not add any text. Title: \"Spring\"", "Title: \"Spring\""),
    ("海报上写着“促销”，不要出现文字", "写着“促销”"), ("海报，标题“春天”。画面中不要出现任何文字。", "标题“春天”"),
    ("A station with a crowd on the platform. No people.", "a crowd"),
    ("No people. A square with a huge crowd of tourists", "huge crowd"),
    ("车站里的人群，清晨，没有人", "人群"), ("广场上人山人海。画面中没有人物。", "人山人海"),
    ("Keep the background unchanged. Replace the background with a beach.", "Keep the background"),
    ("Change the background to a forest, keep the original background", "Change the background"),
    ("Keep the pose, add a hat, change the pose to sitting", "Keep the pose"),
    ("Don't change the hairstyle; change the hairstyle to a bob", "Don't change the hairstyle"),
    ("Replace the lighting with neon without changing the lighting", ""),
    ("The background stays unchanged. Swap the background for a wall.", "The background stays"),
    ("保持背景不变，更换背景为海滩", "保持背景不变"), ("把背景换成雪山，保留原背景", "把背景换成雪山"),
    ("不要改变姿势，把姿势改成坐着", "不要改变姿势"), ("背景保持不变。将背景替换为森林。", "背景保持不变"),
    ("Black and white, a street in rain, vivid colors", "vivid colors"),
    ("A black and white photo of a market, vibrant colours", "vibrant colours"),
    ("黑白照片，街头的雨天，色彩鲜艳", "色彩鲜艳"), ("黑白风格，雪山，五彩缤纷", "五彩缤纷"),
  ])
  func aCertainContradictionIsSaidWithBothSides(prompt: String, side: String) throws {
    let found = fixture.notices(.instructionsContradict, try fixture.request(prompt))
    // Both in one clause is a manner of speaking that can't be judged.
    guard !side.isEmpty else {
      #expect(found.isEmpty)
      return
    }
    #expect(found.count == 1)
    let message = try #require(found.first?.message)
    #expect(message.contains(side), "\(message)")
    #expect(message.contains("contradict each other"))
    #expect(found.first?.fixes == [])
  }

  @Test(arguments: [
    // Excluded is something else, or only a part.
    "A sign that says “OPEN”, no other text", "A sign that says “OPEN”, no text on the wall",
    "A bottle with no text next to a sign that says “OPEN”", "No text except the title “SALE”",
    "Remove the text “OLD”, no text", "No text, do not write “SALE”",
    "No text. “SALE” is a bad word",
    "A scene of the novel titled “Dune”, no text", "A boy says “hello”, no text",
    "A blank label, no text, beside a jar that says “TEA”",
    "海报上写着“促销”，没有其他文字", "去掉文字“旧”，不要文字", "一面没有文字的墙，旁边的牌子写着“茶”",
    "No people. A crowd of penguins on the ice", "An empty square, no people, no crowd",
    "A crowd in a street with no people in the windows", "没有人，只有人群的影子", "远离人群的小屋，无人",
    // Kept and changed are two things, or the new one is kept.
    "Keep the background, change the shirt to red",
    "Keep the background blurred, replace the background lights",
    "Replace the background with a beach and keep the background the same in every image",
    "Replace the background with a beach, and keep the background, outfit and pose consistent",
    "Keep his pose, change her pose to sitting",
    "Do not replace the background, keep the background",
    "Keep the background of image 1 and change the background of image 2 to a beach",
    "Keep the face and replace the background with a park",
    "Don't change the pose or the background",
    "Remove the hat and replace the background with a park",
    "保持背景不变，更换衣服", "把背景换成海滩，所有画面保持背景一致", "不要更换背景，保持背景不变",
    "女孩的表情不变，男孩的表情改为微笑", "女孩表情不变，男孩表情改为微笑", "图1背景不变，图2背景换成海滩",
    "保留背景中的树，更换背景颜色", "去掉帽子，并将背景替换为公园",
    // Colours of things, of parts, of several frames.
    "A zebra in black and white stripes, vivid colors", "A black and white cat on a colorful rug",
    "Black and white photo of a street, only the umbrella in vivid colors",
    "A series of 2 images: the first black and white, the second in vivid colors",
    "2 images in different styles: black and white, vivid colors",
    "From black and white to full color", "黑白的猫，色彩鲜艳", "第一张黑白，第二张色彩鲜艳",
    "黑白照片，只有雨伞色彩鲜艳",
    // Different frames.
    "Image 1: a crowd. Image 2: the same square. No people.", "First a crowd, then no people",
    "One frame with a crowd, another with no people", "图1：人群。图2：没有人。",
    "1. A crowd\n2. No people", "day and night", "a bright, dark, moody picture",
    "a warm room, cold light",
  ])
  func whatMayBeMeantIsNot(prompt: String) throws {
    for isEdit in [false, true] {
      let request = try fixture.request(prompt, isEdit: isEdit, references: 2)
      let found = fixture.notices(.instructionsContradict, request)
      #expect(found.isEmpty, "\(found)")
    }
  }

  @Test func eachKindOfContradictionIsSaidOnce() throws {
    let prompt =
      "No text. No people. A crowd reads “A”. A crowd reads “B”. Keep the pose. Change the pose to "
      + "sitting. Keep the pose. Change the style to ink. Keep the style unchanged."
    #expect(fixture.notices(.instructionsContradict, try fixture.request(prompt)).count == 4)
  }
}
