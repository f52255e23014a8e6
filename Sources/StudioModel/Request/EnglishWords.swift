/// Words the reading of counts in English turns on.
enum EnglishWords {
  private static func set(_ words: String) -> Set<String> {
    Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  static let numbers: [String: Int] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
  ]

  /// Parts of larger numbers: what stands beside them is not the whole number.
  static let largeNumbers = set("thirty forty fifty sixty seventy eighty ninety hundred thousand")

  static let collectives = set(
    "series sequence set group collection batch bundle suite storyboard carousel album pack run"
  )
  static let pluralCollectives = set(
    "series sequences sets groups collections batches bundles suites"
  )
  /// Collectives that need no noun: `a series of 4`.
  static let ordered = set("series sequence storyboard")

  static let images = set(
    """
    images pictures photos photographs pics frames illustrations renders renderings stills visuals
    artworks
    """
  )
  static let image = set(
    "image picture photo photograph pic frame illustration render rendering still visual artwork"
  )
  /// Things that are pictures only inside a series.
  static let seriesImages = set(
    """
    scenes shots portraits paintings drawings posters sketches icons logos stickers cards postcards
    slides pages covers versions variations views angles wallpapers panels selfies landscapes
    watercolors watercolours designs steps moments
    """
  )
  /// Parts that make up a hyphened series: `four-part series`.
  static let parts = set("image picture photo frame shot part scene panel")

  /// What a number before a noun is allowed to follow though it is capitalised.
  static let openers = set(
    """
    generate create make draw paint render produce design give show need want please illustrate
    compose imagine output return exactly about around also and then with in of as a an the into
    to just only up at least total from me us i is are be has have containing comprising including
    """
  )

  /// A noun before a number names one picture, or one thing: `image 2`, `chapter 3`.
  static let labels = set(
    """
    image images picture pictures photo photos figure figures frame frames panel panels reference
    references photograph fig ref version chapter part page scene shot step no number ep episode
    level day formula route area apollo iphone windows type size round phase act volume
    """
  )

  /// Words before the number that point at pictures that exist already.
  static let pointers = set(
    """
    these those both my our your his her their its last first next previous other input reference
    given provided attached uploaded original source above below every each
    """
  )
  /// The same, after the noun.
  static let trailingPointers = set("provided attached given uploaded above below supplied")
  static let definite = set("the all")
  static let fillers = set("exactly about around roughly just only approximately total at least up")

  /// One picture made of others.
  static let composites = set(
    "collage grid mosaic montage sheet page wall poster triptych diptych split"
  )

  /// Words that end a run of adjectives.
  static let stops =
    set(
      """
      of in on at by for from to with without and or but as is are was were be been has have had
      that which who whose where when while than then per a an the this these those it its i you
      he she they we not no into onto over under near between behind before after against about
      mm cm m km k kg px mp megapixel megapixels inch in ft foot feet year years yr day days hour
      hours minute minutes min second seconds sec am pm o'clock degree degrees percent bit bits
      dimensional people men women children kids mice person man woman child dozen hundred thousand
      million reference input source attached uploaded provided given original old million fps
      """
    ).union(largeNumbers)

  /// Words in -ing and -s that describe a picture all the same.
  static let describing = set(
    """
    stunning striking amazing matching oil interesting charming breathtaking compelling outstanding
    drawing painting contrasting exciting engaging connecting following remaining differing varying
    evolving continuing glowing establishing paris christmas canvas gloss glass cross press
    """
  )

  /// A frame that is a thing.
  static let frameMakers = set(
    """
    picture photo photograph window door bed bike bicycle wooden wood metal gold golden silver
    empty ornate gilded
    """
  )

  static let articles = set("a an the one")
  static let seriesAdjectives = set(
    """
    coherent consistent cohesive continuous new short beautiful photo image picture story photographic
    single whole complete connected related matching visual narrative cinematic
    """
  )

  /// True when a word may stand between a number and the noun it counts.
  static func describes(_ word: String) -> Bool {
    if stops.contains(word) || numbers[word] != nil { return false }
    if describing.contains(word) || word.hasSuffix("ous") || word.hasSuffix("less") { return true }
    return !word.hasSuffix("s") && !word.hasSuffix("ing")
  }

  /// A phrase whose last word is a picture, with that word made to agree with a number.
  static func agreeing(_ phrase: String, _ count: Int) -> String {
    let noun = phrase.split(separator: " ").last.map { $0.lowercased() } ?? ""
    if count == 1, images.contains(noun) || seriesImages.contains(noun) {
      return String(phrase.dropLast(noun.hasSuffix("ches") ? 2 : 1))
    }
    return count > 1 && image.contains(noun) ? phrase + "s" : phrase
  }
}
