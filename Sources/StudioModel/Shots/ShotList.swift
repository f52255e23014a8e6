/// One line of a shot list: what one frame shows.
public struct Shot: Hashable, Sendable {
  let marker: ShotMarker
  /// Exactly as written; an edited text is one line.
  public let text: String
  /// What parts it from what follows: a line break, a blank line, `; `.
  let gap: String

  /// `1.`, `Frame 2:`, `镜头三：`: what opens the line, without white space around it.
  public var label: String { PromptLine.trimmed(marker.text) }
}

/// A prompt seen as a common part and one line for each frame.
///
/// Reading changes nothing: `ShotList(reading: prompt).composed` is the prompt, scalar by scalar.
/// Every list is read from a prompt, edited ones too, so that `ShotList(reading: list.composed)` is
/// the list. The vendors' guides advise to say the number of images and then what each shows;
/// new lists are written so (`A series of 4 images: …`, then `1. …`).
public struct ShotList: Hashable, Sendable {
  /// What stands before the shots, without white space at its end; all of a prompt without lines.
  public let opening: String
  let openingGap: String
  public let shots: [Shot]
  /// What stands after the shots.
  public let closing: String
  let isInline: Bool
  /// True when the lines are named as references are: `Image 1:`, `图1：`.
  let isNamedAfterPictures: Bool

  init(
    opening: String,
    openingGap: String,
    shots: [Shot],
    closing: String,
    isInline: Bool = false,
    isNamedAfterPictures: Bool = false
  ) {
    self.opening = opening
    self.openingGap = openingGap
    self.shots = shots
    self.closing = closing
    self.isInline = isInline
    self.isNamedAfterPictures = isNamedAfterPictures
  }

  /// Reads any text. Lines are known by `1.`, `1)`, `(1)`, `1、`, `一、`, `①`, by `Frame 1:`,
  /// `Shot 2 -`, `Panel 3.`, `Image 4:` and other names, by `第1张：`, `图1：`, `镜头一：`, by bullets,
  /// and inside a paragraph by numbers that count from one (`1) a; 2) b`). A text without lines
  /// is all common.
  public init(reading prompt: String) { self = ShotListReader(prompt).list }

  /// A new list: a line for each text, `1. …` in English, `1、…` in Chinese.
  ///
  /// White space around a text is dropped, and line breaks inside become spaces. `countFollowed()`
  /// says the number of images where `common` does not.
  public init(common: String, shots: [String]) {
    self = ShotList(reading: Self.written(opening: common, shots.map(PromptLine.of), closing: ""))
  }

  /// The prompt.
  public var composed: String {
    opening + openingGap + shots.map { $0.marker.text + $0.text + $0.gap }.joined() + closing
  }

  /// What all frames share: the text before the shots and, after a blank line, the text after.
  public var common: String { Self.joined(opening, PromptLine.trimmed(closing)) }

  /// The `max_images` the lines stand for; `nil` for a prompt without lines.
  public var impliedMaxImages: Int? { shots.isEmpty ? nil : shots.count }

  /// True when the lines stand for the frames of a request. Bullets often list rules of style, so
  /// they do only when there are as many as images are asked for.
  func isOfFrames(asked: Int) -> Bool {
    shots.count == asked || shots.first?.marker.number != nil
  }

  static func joined(_ opening: String, _ closing: String) -> String {
    opening.isEmpty || closing.isEmpty ? opening + closing : "\(opening)\n\n\(closing)"
  }

  /// The form of new lists.
  static func written(opening: String, _ texts: [String], closing: String) -> String {
    guard !texts.isEmpty else { return joined(opening, closing) }
    let isChinese = PromptBudget(of: opening + texts.joined(separator: " ")).isChinese
    let lines = texts.enumerated().map { index, text in
      let number = "\(index + 1)" + (isChinese ? "、" : ".")
      return text.isEmpty || isChinese ? number + text : "\(number) \(text)"
    }
    let body = lines.joined(separator: "\n")
    return joined(opening.isEmpty ? body : "\(opening)\n\(body)", closing)
  }
}

/// Text brought into one line.
enum PromptLine {
  /// A line of a list: no line breaks, no white space around, no mark that would join what stands
  /// before it.
  static func of(_ text: String) -> String {
    let lines = text.split { PromptLetter($0).kind == .lineBreak }
    return trimmed(lines.map { trimmed(String($0)) }.filter { !$0.isEmpty }.joined(separator: " "))
  }

  static func trimmed(_ text: String) -> String {
    func isBlank(_ character: Character) -> Bool {
      let kind = PromptLetter(character).kind
      return kind == .space || kind == .lineBreak
    }
    var rest = text[...]
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    while let first = rest.first, isBlank(first) || " \(first)".count == 1 { rest.removeFirst() }
    return String(rest)
  }
}
