/// A word of a prompt or a search.
struct SearchWord: Hashable, Sendable {
  let letters: PlainWord
  /// A letter of Chinese, Japanese or Korean script.
  let standsAlone: Bool
}

/// What is searched for: pieces of words in immediate succession.
struct WordSearch: Sendable {
  let pieces: [[SearchWord]]
  let text: String

  /// By reading a prompt's words from end to end, as the README and the documentation of the search
  /// say it: all pieces, wherever they stand; the last word may go on when it has two letters or
  /// more and does not stand alone.
  func finds(_ prompt: [SearchWord]) -> Bool {
    guard let last = pieces.last?.last else { return false }
    let mayGoOn = last.letters.count >= 2 && !last.standsAlone
    return pieces.indices.allSatisfy { number in
      let piece = pieces[number]
      guard piece.count <= prompt.count else { return false }
      return (0...(prompt.count - piece.count)).contains { start in
        piece.indices.allSatisfy { place in
          let word = prompt[start + place]
          let isLast = number == pieces.count - 1 && place == piece.count - 1
          guard mayGoOn, isLast else { return word == piece[place] }
          return !word.standsAlone && word.letters.starts(with: piece[place].letters)
        }
      }
    }
  }
}

/// Makes up prompts and searches from words it knows, and spells them in all ways there are.
struct SearchWriter {
  var numbers: SeededNumbers
  /// Few enough that searches find something.
  private let vocabulary: [(letters: [SearchAlphabet.Letter], word: SearchWord)]

  init(_ numbers: SeededNumbers) {
    var numbers = numbers
    let latin = SearchAlphabet.latin
    let scripts =
      [latin, latin, latin, latin, SearchAlphabet.digits, latin + SearchAlphabet.digits]
      + [
        SearchAlphabet.cyrillic, SearchAlphabet.greek, SearchAlphabet.devanagari,
        SearchAlphabet.arabic,
      ]
    let words = (0..<60).map { number in
      let script = scripts[number % scripts.count]
      return (0..<Int.random(in: 1...7, using: &numbers)).map { _ in
        script[Int.random(in: script.indices, using: &numbers)]
      }
    }
    // Before a colon these are no words.
    let fields = ["in", "since", "starred"].map { Array($0) }
    vocabulary = words.filter { !fields.contains($0.map(\.plain)) }.map { letters in
      (letters, SearchWord(letters: letters.map(\.plain), standsAlone: false))
    }
    self.numbers = numbers
  }

  /// A prompt, and the words it has.
  mutating func prompt() -> (text: String, words: [SearchWord]) {
    var text = ""
    var words: [SearchWord] = []
    let leaning = Int.random(in: 0...10, using: &numbers)
    for _ in 0..<Int.random(in: 1...14, using: &numbers) {
      if chance(leaning, of: 10) {
        let run = (0..<Int.random(in: 1...4, using: &numbers)).map { _ in ownWord() }
        text += run.map { String($0) }.joined()
        words += run.map { SearchWord(letters: [$0], standsAlone: true) }
        if chance(1, of: 2) { text += parting() }
      } else {
        let (spelled, word) = self.word()
        text += spelled
        words.append(word)
        text += chance(1, of: 6) ? pick(SearchAlphabet.glue) : parting()
      }
    }
    return (text, words)
  }

  /// A search that has something to do with `prompt`, mostly.
  mutating func search(near prompt: [SearchWord]) -> WordSearch {
    var pieces: [[SearchWord]] = []
    var text = ""
    let count = Int.random(in: 1...3, using: &numbers)
    for number in 0..<count {
      var piece = self.piece(near: prompt)
      if number == count - 1, let last = piece.last, !last.standsAlone, chance(1, of: 2) {
        let length = Int.random(in: 1...last.letters.count, using: &numbers)
        piece[piece.count - 1] = SearchWord(
          letters: Array(last.letters.prefix(length)),
          standsAlone: false
        )
      }
      text += spelled(piece)
      if number < count - 1 || chance(1, of: 4) { text += parting() }
      pieces.append(piece)
    }
    return WordSearch(pieces: pieces, text: text)
  }

  private mutating func piece(near prompt: [SearchWord]) -> [SearchWord] {
    let length = Int.random(in: 1...3, using: &numbers)
    guard !prompt.isEmpty, chance(4, of: 5) else { return (0..<length).map { _ in anyWord() } }
    let start = Int.random(in: prompt.indices, using: &numbers)
    return Array(prompt[start...].prefix(length))
  }

  private mutating func spelled(_ piece: [SearchWord]) -> String {
    var text = ""
    for (number, word) in piece.enumerated() {
      let touches = number > 0 && !word.standsAlone && !piece[number - 1].standsAlone
      if touches || (number > 0 && chance(1, of: 6)) { text += pick(SearchAlphabet.glue) }
      text += word.standsAlone ? String(word.letters) : spelled(word.letters)
    }
    return text
  }

  private mutating func spelled(_ letters: PlainWord) -> String {
    letters.map { letter in Self.spellings[letter].map { pick($0) } ?? String(letter) }.joined()
  }

  private static let spellings: [Character: [String]] = {
    let all =
      SearchAlphabet.latin + SearchAlphabet.digits + SearchAlphabet.cyrillic + SearchAlphabet.greek
    return Dictionary(all.map { ($0.plain, $0.spellings) }) { first, _ in first }
  }()

  private mutating func word() -> (String, SearchWord) {
    let known = vocabulary[Int.random(in: vocabulary.indices, using: &numbers)]
    var text = ""
    for (number, letter) in known.letters.enumerated() {
      text += pick(letter.spellings)
      if number < known.letters.count - 1, chance(1, of: 40) {
        text += pick(SearchAlphabet.invisible)
      }
    }
    return (text, known.word)
  }

  private mutating func anyWord() -> SearchWord {
    if chance(1, of: 2) { return SearchWord(letters: [ownWord()], standsAlone: true) }
    return vocabulary[Int.random(in: vocabulary.indices, using: &numbers)].word
  }

  private mutating func ownWord() -> Character {
    SearchAlphabet.ownWords[Int.random(in: SearchAlphabet.ownWords.indices, using: &numbers)]
  }

  private mutating func parting() -> String { pick(SearchAlphabet.partings) }

  mutating func pick(_ choices: [String]) -> String {
    choices[Int.random(in: choices.indices, using: &numbers)]
  }

  mutating func chance(_ part: Int, of whole: Int) -> Bool {
    Int.random(in: 0..<whole, using: &numbers) < part
  }
}
