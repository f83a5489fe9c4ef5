import Foundation

extension Point {
    package func distance(to other: Point) -> Double { hypot(other.x - x, other.y - y) }
}

extension Quad {
    /// The longer of the two edges along the reading direction, in pixels.
    package var width: Double { max(topLeft.distance(to: topRight), bottomLeft.distance(to: bottomRight)) }
    /// The longer of the two edges across the reading direction, in pixels.
    package var height: Double { max(topLeft.distance(to: bottomLeft), topRight.distance(to: bottomRight)) }

    package var centre: Point {
        Point(x: corners.map(\.x).reduce(0, +) / 4, y: corners.map(\.y).reduce(0, +) / 4)
    }

    /// In square pixels; 0 for corners on one line.
    package var area: Double { abs(Self.signedArea(corners)) }

    /// The same place read after the picture was turned counter-clockwise by quarter turns: 2 reads it upside down.
    package func turned(quarterTurns: Int) -> Quad {
        let first = (quarterTurns % 4 + 4) % 4
        let turned = (0..<4).map { corners[(first + $0) % 4] }
        return Quad(topLeft: turned[0], topRight: turned[1], bottomRight: turned[2], bottomLeft: turned[3])
    }

    package func mapped(_ map: (Point) -> Point) -> Quad {
        Quad(
            topLeft: map(topLeft), topRight: map(topRight), bottomRight: map(bottomRight), bottomLeft: map(bottomLeft))
    }

    package func scaled(x: Double, y: Double) -> Quad { mapped { Point(x: $0.x * x, y: $0.y * y) } }

    /// Whether the point lies inside; the quad must be convex.
    package func contains(_ point: Point) -> Bool {
        let signs = (0..<4).map { index in
            let (from, to) = (corners[index], corners[(index + 1) % 4])
            return (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)
        }
        return signs.allSatisfy { $0 >= 0 } || signs.allSatisfy { $0 <= 0 }
    }

    /// Area of the intersection over area of the union, 0…1: 1 means the same place. Both must be convex.
    package func intersectionOverUnion(_ other: Quad) -> Double {
        var polygon = Self.signedArea(corners) > 0 ? corners : corners.reversed()
        let clip = Self.signedArea(other.corners) > 0 ? other.corners : other.corners.reversed()
        for index in 0..<4 { polygon = Self.clipped(polygon, from: clip[index], to: clip[(index + 1) % 4]) }
        let shared = abs(Self.signedArea(polygon))
        let union = area + other.area - shared
        return union > 0 ? shared / union : 0
    }

    /// Half the sum of the cross products around the polygon: positive where it runs clockwise on the screen.
    private static func signedArea(_ polygon: [Point]) -> Double {
        polygon.indices.reduce(0) { sum, index in
            let (from, to) = (polygon[index], polygon[(index + 1) % polygon.count])
            return sum + (from.x * to.y - to.x * from.y) / 2
        }
    }

    /// The part of a polygon on the inner side of a line (Sutherland and Hodgman).
    private static func clipped(_ polygon: [Point], from: Point, to: Point) -> [Point] {
        func side(_ point: Point) -> Double {
            (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)
        }
        var result: [Point] = []
        for index in polygon.indices {
            let (start, end) = (polygon[index], polygon[(index + 1) % polygon.count])
            let (before, after) = (side(start), side(end))
            if before >= 0 { result.append(start) }
            if (before > 0 && after < 0) || (before < 0 && after > 0) {
                let share = before / (before - after)
                result.append(Point(x: start.x + share * (end.x - start.x), y: start.y + share * (end.y - start.y)))
            }
        }
        return result
    }
}
