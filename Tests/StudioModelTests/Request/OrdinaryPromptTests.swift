import StudioModel
import Testing

/// Prompts as people write them, about which the rules of wording say nothing.
struct OrdinaryPromptTests {
  let fixture: PromptWordingFixture

  init() throws { fixture = try PromptWordingFixture() }

  private static let wording: Set<Notice.Kind> = [
    .seriesOfOne, .editUnclear, .instructionsContradict, .instructionRepeated,
    .consistencyMissing, .shapeDiffers,
  ]

  static let english = [
    "A red fox in deep snow at dusk, soft rim light, 85mm lens, shallow depth of field",
    "A series of 4 images of a fox through one winter night. The same fox, the same birch forest.",
    "A series of 4 different animals, each drinking from a river at sunrise",
    "Generate 6 product photos of the same white ceramic mug: front, side, top, in hand, on a desk, in snow",
    "A set of 3 posters for a tea shop, flat design, muted greens, the word “TEA” in large letters",
    "Watercolour painting of a harbour, boats, gulls, no people, morning fog",
    "An empty street at night, no people, no cars, neon reflections on wet asphalt",
    "Minimalist logo of a whale, two colours, white background, no text",
    "A bookshop window with a sign that says “OPEN”, warm light, rain outside",
    "A wide shot of a desert road, then a close-up of a driver's hands, then a gas station at night",
    "Image 1: a girl opens a door. Image 2: she sees the sea. Image 3: she runs to the water.",
    "Image 1: wide shot, soft light, pastel palette. Image 2: close-up, soft light, pastel palette.",
    "Four frames of the same street: dawn, noon, dusk, midnight. Same camera position.",
    "1. A crowd in a square\n2. The square with no people\n3. Snow in the square",
    "Black and white portrait of an old sailor, deep wrinkles, hard side light",
    "A black and white film still, except for the red balloon, which is in vivid colors",
    "A vibrant street market in Marrakesh, vivid colors, shot from above",
    "A story of 8 images about a lighthouse keeper and a storm, consistent character and palette",
    "A 5-part photo series about bread: wheat, flour, dough, oven, table",
    "Portrait of a woman with freckles, natural light, looking at the camera",
    "A landscape with hills and a river, in the style of an old postcard",
    "An isometric room with a desk, a plant, a cat and a window, pastel colours",
    "A phone in portrait orientation on a wooden table showing a weather app",
    "A 3D render of a chair made of glass, studio light, grey background",
    "very, very old tree, huge roots, moss, moss, and more moss",
    "A cat. A dog. A bird. All in the same flat style.",
    "A collage of 9 photos of doors in Lisbon",
    "Change the coat to red wool, keep the face and pose",
    "Replace the background with a beach at sunset, keep the person unchanged",
    "Keep the background, change the shirt to a blue hoodie",
    "Remove the people in the background and keep the building as it is",
    "Put the cat of image 1 on the sofa of image 2, keep the light of image 2",
    "Make the sky darker and add stars; do not change the house",
    "Turn the photo into a pencil sketch",
    "Restore this old photo, remove scratches, and add natural colour",
    "Add the text “Happy Birthday” at the top in gold, leave everything else unchanged",
    "Remove all text from the poster",
    "Replace the text “2024” with “2025” and keep the font",
    "A group of 4 images with this character: reading, cooking, running, sleeping. Keep the outfit.",
    "Using the logo, make a set of 5 mockups: bag, cup, card, shirt, sign, one visual identity",
    "First image: the room empty. Second image: the room with a crowd at a party.",
    "A crowd of penguins on the ice, no people, blue light",
    "A comic page in 4 panels: a robot finds a flower, waters it, waits, and it blooms",
    "Swap the seasons: make it winter, keep the composition",
  ]

  static let chinese = [
    "雪地里的一只红狐狸，黄昏，柔和的光线，浅景深", "一组4张图片：同一只狐狸的春夏秋冬，画风一致",
    "生成四张不同动物的照片，每张一种动物，清晨的河边", "一套3张海报，茶馆主题，扁平风格，写着“茶”",
    "水彩画，港口的早晨，有雾，没有人", "空无一人的街道，雨夜，霓虹灯", "极简风格的鲸鱼标志，白色背景，不要文字",
    "书店橱窗，门口的牌子写着“营业中”，暖光，窗外下雨", "图1：女孩推开门。图2：她看见大海。图3：她跑向海边。",
    "第一张：广场上人山人海。第二张：广场空无一人。", "同一条街的四张图：黎明、正午、黄昏、深夜，机位不变",
    "黑白人像，老水手，侧光，皱纹清晰", "摩洛哥的集市，色彩鲜艳，俯拍", "黑白照片，只有气球是红色的",
    "八张连环画，守灯塔的老人和暴风雨，角色形象保持一致", "一位老人坐在窗前，自然光，看向镜头",
    "等距视角的房间，书桌、绿植和猫，柔和的配色", "手机竖屏摆在木桌上，屏幕显示天气", "一座城市的春夏秋冬，四张图",
    "把外套换成红色羊毛大衣，保持面部和姿势", "把背景换成日落的海滩，人物保持不变", "保持背景不变，把衬衫换成蓝色卫衣",
    "去掉背景里的路人，建筑保持原样", "把图1的猫放到图2的沙发上，光线与图2一致", "天空调暗一些，加上星星，房子不要改",
    "把照片变成铅笔素描", "修复这张老照片，去除划痕，自然上色", "在顶部添加金色文字“生日快乐”，其余不变",
    "去掉海报上的所有文字", "用这个角色生成一组4张图：看书、做饭、跑步、睡觉，服装不变",
    "根据标志生成5张样机图：包、杯子、名片、衣服、招牌，视觉统一", "换成冬天，构图不变",
    "一群企鹅在冰面上，没有人，蓝色的光", "四格漫画：机器人发现一朵花，浇水，等待，花开了",
    "3D渲染的玻璃椅子，影棚灯光，灰色背景", "横版游戏场景，像素风，森林和城堡",
  ]

  @Test(arguments: english + chinese)
  func nothingIsSaid(prompt: String) throws {
    for images in [1, 4] {
      for isEdit in [false, true] {
        for size in [PixelSize(2048, 2048), PixelSize(2304, 1728), PixelSize(1728, 2304)] {
          let request = try fixture.request(
            prompt,
            images: images,
            isEdit: isEdit,
            references: 2,
            size: size
          )
          let found = PromptLint.check(request, catalog: fixture.catalog)
            .filter { Self.wording.contains($0.kind) }
          #expect(found.isEmpty, "\(found)")
        }
      }
    }
  }
}

/// Prompts put together at random out of what the rules look for.
struct RandomWordingTests {
  let fixture: PromptWordingFixture

  init() throws { fixture = try PromptWordingFixture() }

  private static let pieces = [
    "A series of images", "a series of 4 images", "six photos", "a single picture",
    "a pair of photos",
    "of a fox", "in different seasons", "keep the pose unchanged", "change the pose to sitting",
    "no text", "says “A”", "\"", "“", "”", "Image 1:", "1.", "first", "portrait orientation",
    "16:9 format",
    "a crowd", "no people", "change the", "replace the sky with", "make it better", ".", ".", ",",
    "\n", "!",
    "…", "🦊", "5%", "\u{1B}", "\u{301}", "\u{202E}", "(", ")", ":", "—", "一组图片", "一组4张图片", "一只狐狸",
    "在不同场景", "保持姿势不变", "把姿势改成坐着", "不要文字", "写着“茶”", "竖构图", "改一下", "把天空换成", "。", "，", "图1：",
    "第一张", "组图", "black and white", "vivid colors", "黑白照片", "色彩鲜艳",
    "Keep the hat and coat. Keep the hat and coat.", "把天空换成晚霞，加树，把天空换成晚霞。",
  ]

  @Test func everyFixChangesSomethingAndSettlesItsNotice() throws {
    var steps = CatalogFixture.Steps()
    var fixed: Set<Notice.Kind> = []
    for _ in 0..<500 {
      let length = Int.random(in: 1...9, using: &steps)
      let prompt = (0..<length).map { _ in Self.pieces.randomElement(using: &steps) ?? "" }
        .joined(separator: Bool.random(using: &steps) ? " " : "")
      let request = try fixture.request(
        prompt,
        images: Int.random(in: 1...5, using: &steps),
        isEdit: Bool.random(using: &steps),
        references: 2,
        size: PixelSize(1728, 2304)
      )
      for notice in PromptLint.check(request, catalog: fixture.catalog) {
        for fix in notice.fixes {
          let changed = fix.applied(to: request)
          #expect(changed != request)
          #expect(
            fixture.notices(notice.kind, changed).isEmpty,
            "\(notice.kind) of \(prompt.debugDescription), \(request.maxImages): \(fix)"
          )
          fixed.insert(notice.kind)
        }
      }
    }
    #expect(
      fixed.isSuperset(of: [
        .countDiffers, .countMissing, .consistencyMissing, .instructionRepeated, .shapeDiffers,
        .controlCharacters,
      ])
    )
  }
}
