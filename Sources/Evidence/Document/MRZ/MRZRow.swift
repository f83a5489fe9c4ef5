import Foundation

/// A line of text by its geometry: where it begins, where it ends, how high it is. Pixels of the picture.
struct MRZRow: Sendable {
    /// The middle of the left and of the right edge, in reading direction.
    let start: Point
    let end: Point
    let height: Double

    init(start: Point, end: Point, height: Double) {
        self.start = start
        self.end = end
        self.height = height
    }

    init(_ quad: Quad) {
        start = Self.middle(quad.topLeft, quad.bottomLeft)
        end = Self.middle(quad.topRight, quad.bottomRight)
        height = (quad.topLeft.distance(to: quad.bottomLeft) + quad.topRight.distance(to: quad.bottomRight)) / 2
    }

    var length: Double { start.distance(to: end) }
    var aspect: Double { length / max(height, 1) }
    var centre: Point { Self.middle(start, end) }
    var reversed: MRZRow { MRZRow(start: end, end: start, height: height) }

    /// Unit vector of the reading direction.
    var direction: Point {
        let length = max(length, 1e-9)
        return Point(x: (end.x - start.x) / length, y: (end.y - start.y) / length)
    }

    /// Unit vector to the next line below.
    var down: Point { Point(x: -direction.y, y: direction.x) }

    var quad: Quad {
        let (x, y) = (down.x * height / 2, down.y * height / 2)
        return Quad(
            topLeft: Point(x: start.x - x, y: start.y - y), topRight: Point(x: end.x - x, y: end.y - y),
            bottomRight: Point(x: end.x + x, y: end.y + y), bottomLeft: Point(x: start.x + x, y: start.y + y))
    }

    /// How far `point` lies along this row from its start, and how far below its middle line.
    func place(of point: Point) -> (along: Double, below: Double) {
        let (x, y) = (point.x - start.x, point.y - start.y)
        return (x * direction.x + y * direction.y, x * down.x + y * down.y)
    }

    /// The row with its ends moved outwards by pixels; negative moves them inwards.
    func extended(before: Double, after: Double) -> MRZRow {
        MRZRow(
            start: Point(x: start.x - direction.x * before, y: start.y - direction.y * before),
            end: Point(x: end.x + direction.x * after, y: end.y + direction.y * after), height: height)
    }

    /// The row as high as before at a place `pixels` below.
    func moved(down pixels: Double) -> MRZRow {
        let (x, y) = (down.x * pixels, down.y * pixels)
        return MRZRow(
            start: Point(x: start.x + x, y: start.y + y), end: Point(x: end.x + x, y: end.y + y), height: height)
    }

    func scaledHeight(by factor: Double) -> MRZRow { MRZRow(start: start, end: end, height: height * factor) }

    /// The angle between the two directions, degrees 0…90: a row and its reverse have none.
    func angle(to other: MRZRow) -> Double {
        let cosine = abs(direction.x * other.direction.x + direction.y * other.direction.y)
        return acos(min(1, cosine)) * 180 / .pi
    }

    /// The same row read in that of its two directions which is nearer to `other`'s.
    func along(_ other: MRZRow) -> MRZRow {
        direction.x * other.direction.x + direction.y * other.direction.y < 0 ? reversed : self
    }

    private static func middle(_ first: Point, _ second: Point) -> Point {
        Point(x: (first.x + second.x) / 2, y: (first.y + second.y) / 2)
    }
}
