import Evidence
import Testing

@Suite struct `Four corners` {
    private let square = Quad(
        topLeft: Point(x: 0, y: 0), topRight: Point(x: 10, y: 0), bottomRight: Point(x: 10, y: 10),
        bottomLeft: Point(x: 0, y: 10))

    @Test func `have the area they enclose, in either direction`() {
        #expect(square.area == 100)
        #expect(square.turned(quarterTurns: 1).area == 100)
        #expect(square.contains(Point(x: 5, y: 5)) && !square.contains(Point(x: 11, y: 5)))
    }

    @Test(arguments: [(0.0, 1.0), (5.0, 1.0 / 3.0), (10.0, 0.0), (20.0, 0.0)])
    func `overlap by intersection over union`(_ shift: Double, _ expected: Double) {
        let moved = square.mapped { Point(x: $0.x + shift, y: $0.y) }
        #expect(abs(square.intersectionOverUnion(moved) - expected) < 1e-9)
        #expect(abs(square.intersectionOverUnion(moved.turned(quarterTurns: 2)) - expected) < 1e-9)
    }

    @Test func `begin elsewhere when the page is turned`() {
        #expect(square.turned(quarterTurns: 2).topLeft == Point(x: 10, y: 10))
        #expect(square.turned(quarterTurns: 4) == square)
    }
}
