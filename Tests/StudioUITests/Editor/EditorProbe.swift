import CellGrid

@testable import StudioUI

/// An editor with marks for the caret and the selection in its text: `‸` is the caret, `[` and `]`
/// the ends of a selection, of which the caret is one.
enum EditorProbe {
  static let size = Size(width: 20, height: 6)

  /// Reads the caret from a text with one `‸`.
  static func editor(_ marked: String, width: Int = size.width) -> TextEditor {
    let caret = marked.prefix { $0 != "‸" }.count
    var editor = TextEditor(marked.filter { $0 != "‸" }, caret: caret)
    editor.layOut(width: width, height: size.height)
    return editor
  }

  static func shown(_ editor: TextEditor) -> String {
    var characters = editor.text.map(String.init)
    let (caret, selection) = (editor.caret, editor.selection)
    characters.append("")
    characters[caret] = "‸" + characters[caret]
    if let selection {
      // The far end first: the nearer insertion does not move it.
      characters[selection.upperBound] =
        selection.upperBound == caret
        ? characters[caret].replacingFirst("‸", with: "‸]") : "]" + characters[selection.upperBound]
      characters[selection.lowerBound] =
        selection.lowerBound == caret
        ? characters[caret].replacingFirst("‸", with: "[‸") : "[" + characters[selection.lowerBound]
    }
    return characters.joined()
  }

  static func after(_ commands: [EditCommand], _ marked: String, width: Int = size.width) -> String
  {
    var editor = editor(marked, width: width)
    for command in commands { editor.run(command, width: width) }
    return shown(editor)
  }
}

extension TextEditor {
  mutating func run(_ commands: EditCommand..., width: Int = EditorProbe.size.width) {
    for command in commands {
      perform(command, width: width, height: EditorProbe.size.height)
    }
  }

  mutating func type(keys text: String) {
    for character in text { insert(character) }
  }
}

extension String {
  fileprivate func replacingFirst(_ character: Character, with new: String) -> String {
    guard let place = firstIndex(of: character) else { return self }
    return self[..<place] + new + self[index(after: place)...]
  }
}
