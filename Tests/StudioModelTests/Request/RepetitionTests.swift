import StudioModel
import Testing

/// Instructions that stand in a prompt twice.
struct RepetitionTests {
  let fixture: PromptWordingFixture

  init() throws { fixture = try PromptWordingFixture() }

  @Test(arguments: [
    (
      "Keep the background unchanged. Add a hat. Keep the background unchanged.",
      "Keep the background unchanged. Add a hat."
    ),
    (
      "Keep the background unchanged! Add a hat.  keep the Background  unchanged",
      "Keep the background unchanged! Add a hat."
    ),
    (
      "A fox sleeps in deep snow. A fox sleeps in deep snow. An owl calls.",
      "A fox sleeps in deep snow. An owl calls."
    ),
    (
      "A fox walks through deep snow\nA fox walks through deep snow",
      "A fox walks through deep snow"
    ),
    (
      "change the sky to dusk, keep the house, change the sky to dusk",
      "change the sky to dusk, keep the house"
    ),
    ("保持人物姿势不变。添加一顶帽子。保持人物姿势不变。", "保持人物姿势不变。添加一顶帽子。"),
    ("把天空换成晚霞，加一棵树，把天空换成晚霞。", "把天空换成晚霞，加一棵树。"),
    ("把天空换成晚霞。把天空换成晚霞！", "把天空换成晚霞。"),
    // A frame that is described twice in full, and one line pasted twice in a list.
    (
      "Image 1: a fox in snow. Image 2: an owl. Image 1: a fox in snow.",
      "Image 1: a fox in snow. Image 2: an owl."
    ),
    (
      "First the fox wakes up. It is a cold morning. It is a cold morning. Then it hunts.",
      "First the fox wakes up. It is a cold morning. Then it hunts."
    ),
  ])
  func aRepetitionIsSaidAndTakenOut(prompt: String, left: String) throws {
    let request = try fixture.request(prompt)
    #expect(try fixture.fixedPrompt(.instructionRepeated, request) == left)
    let message = fixture.notices(.instructionRepeated, request).first?.message
    #expect(message?.contains("redundant instructions") == true)
  }

  @Test(arguments: [
    "", "No text. A fox. No text.", "不要文字，狐狸，不要文字", "very, very, very cold", "red, blue, red",
    "close-up of the face, soft warm window light, view of the room, soft warm window light",
    "Image 1: the fox in snow. Keep the same soft light. Image 2: the fox at sea. Keep the same soft light.",
    "第一张：狐狸在雪地里。保持同样的柔和光线。第二张：狐狸在海边。保持同样的柔和光线。",
    "Write “A” on the left side. Write “B” on the left side.",
    "Add a big sticker of 🦊. Add a big sticker of 🐼.",
    "Make the fox 5% larger than now. Make the fox 50% larger than now.",
    "Replace the sky with dusk. Replace the sea with dusk.", "把天空换成晚霞，把海面换成晚霞",
    "a fox on the left with a red scarf, an owl on the right with a red scarf",
    "Keep the background unchanged. Keep the pose unchanged.",
  ])
  func whatIsShortOrMeantIsNot(prompt: String) throws {
    let found = fixture.notices(.instructionRepeated, try fixture.request(prompt))
    #expect(found.isEmpty, "\(found)")
  }
}
