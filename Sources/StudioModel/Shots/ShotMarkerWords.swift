/// The words and marks that lines of shot lists are opened with.
enum ShotMarkerWords {
  /// Names of a frame that is to be made.
  static let stages: Set<String> = [
    "frame", "shot", "panel", "scene", "slide", "page", "card", "cel", "cut",
    "step", "part", "variation", "version",
  ]
  /// Names that references go by as well.
  static let pictures: Set<String> = [
    "image", "img", "picture", "pic", "photo", "photograph", "illustration",
  ]
  /// The longest first where one begins another.
  static let chineseStages = [
    "分镜头", "镜头", "鏡頭", "分镜", "分鏡", "画面", "畫面", "场景", "場景", "画格",
  ]
  static let chinesePictures = ["图片", "圖片", "图像", "图", "圖", "照片"]
  /// What follows the number of `第1张`; the longest first.
  static let measures = [
    "张图片", "张照片", "张图", "张", "張圖片", "張圖", "張", "幅图", "幅画", "幅", "帧", "幀", "格",
    "个镜头", "个画面", "个分镜", "個鏡頭", "镜", "页", "頁",
  ]

  static let bullets = "-*+•●▪◦·‣–—".unicodeScalars
  /// Bullets that need no space: nothing else begins with them.
  static let firmBullets = "•●▪◦‣".unicodeScalars
  static let dashes = "-–—".unicodeScalars
  static let emphasis = "*_".unicodeScalars
  static let brackets: [Unicode.Scalar: Unicode.Scalar] = ["(": ")", "[": "]", "【": "】"]
  /// Marks an item inside a line may follow without a space.
  static let boundaries = ",;:.!?。、…)]".unicodeScalars
}
