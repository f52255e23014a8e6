public import CellGrid

/// What is to be seen of a picture, where, and in how many bytes.
public struct PreviewRequest: Hashable, Sendable {
  /// Bytes on the wire that a preview may take where nobody chose otherwise.
  public static let standardBudget = 60_000

  public var view: PictureView
  /// The cells that are filled to their edges.
  public var size: Size
  public var cell: CellPixels
  public var form: PictureForm
  /// Of symbols only.
  public var colours: SymbolColours
  /// Keeps symbols and words to ASCII.
  public var isASCII: Bool
  /// Lies beneath what is transparent and beside what has other proportions than the cells.
  public var background: RGBColour
  /// Bytes on the wire.
  public var budget: Int
  /// Whether it comes in bands, which may be sent with keys in between. Of sixels that takes a cell
  /// whose size is known.
  public var isInBands: Bool
  /// SHA-256 of the file in hexadecimal digits, where it is known: the name of its thumbnail.
  public var contentHash: String?

  public init(
    view: PictureView,
    size: Size,
    cell: CellPixels = .standard,
    form: PictureForm,
    colours: SymbolColours = .palette256,
    isASCII: Bool = false,
    background: RGBColour = .black,
    budget: Int = standardBudget,
    isInBands: Bool = false,
    contentHash: String? = nil
  ) {
    self.view = view
    self.size = size
    self.cell = cell
    self.form = form
    self.colours = colours
    self.isASCII = isASCII
    self.background = background
    self.budget = budget
    self.isInBands = isInBands
    self.contentHash = contentHash
  }
}
