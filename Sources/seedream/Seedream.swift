@main
struct Seedream {
  static func main() {}
}
