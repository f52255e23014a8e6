import CellGrid
import Testing

@Suite struct GeometryTests {
  @Test func sizesAreNeverNegative() {
    #expect(Size(width: -3, height: 2) == Size(width: 0, height: 2))
    #expect(Rect(x: 1, y: 1, width: 3, height: 1).inset(horizontally: 5, vertically: 5).isEmpty)
  }

  @Test func anIntersectionOfPartsThatDoNotMeetIsEmpty() {
    let left = Rect(x: 0, y: 0, width: 4, height: 4)
    #expect(left.intersection(Rect(x: 10, y: 0, width: 4, height: 4)).isEmpty)
    #expect(
      left.intersection(Rect(x: 2, y: 3, width: 9, height: 9))
        == Rect(x: 2, y: 3, width: 2, height: 1)
    )
  }

  @Test(arguments: [-1, 0, 1, 5, 6, 99])
  func splittingLosesNoCells(_ cut: Int) {
    let part = Rect(x: 2, y: 3, width: 6, height: 6)
    let (top, below) = part.splitFromTop(cut)
    #expect(top.height + below.height == 6 && below.y == top.bottom)
    let (left, beside) = part.splitFromLeft(cut)
    #expect(left.width + beside.width == 6 && beside.x == left.right)
  }

  @Test func whatIsCentredIsNeverLargerThanTheRoom() {
    #expect(
      Rect(Size(width: 10, height: 4)).centred(Size(width: 4, height: 99))
        == Rect(x: 3, y: 0, width: 4, height: 4)
    )
  }

  @Test func aPartHoldsItsFirstCellAndNotTheOneBehindItsLast() {
    let part = Rect(x: 1, y: 1, width: 2, height: 1)
    #expect(part.contains(Point(x: 1, y: 1)) && part.contains(Point(x: 2, y: 1)))
    #expect(!part.contains(Point(x: 3, y: 1)) && !part.contains(Point(x: 1, y: 2)))
  }
}
