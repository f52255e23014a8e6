/// How a prompt is told the number of images, in the words the vendors' guides use.
enum SeriesPhrase {
  /// `a series of 4 images`, `一组4张图片`; one image is no series.
  static func text(_ count: Int, isChinese: Bool) -> String {
    if isChinese { return "一组\(count)张图片" }
    return count == 1 ? "1 image" : "a series of \(count) images"
  }

  /// The phrase as the beginning of a prompt, with what parts it from the rest.
  static func opening(_ count: Int, isChinese: Bool) -> String {
    let phrase = text(count, isChinese: isChinese)
    return isChinese ? "\(phrase)：" : phrase.prefix(1).uppercased() + phrase.dropFirst() + ": "
  }
}
