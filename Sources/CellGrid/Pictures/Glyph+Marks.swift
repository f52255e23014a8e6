extension Glyph {
  /// A base with marks as they are, at most four: for cells that stand for parts of a picture.
  public init(_ base: Unicode.Scalar, marks: some Sequence<Unicode.Scalar>) {
    self.init(base)
    for mark in marks { add(mark) }
  }
}
