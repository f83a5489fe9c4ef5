/// A point of a picture: pixels from its top left corner, x to the right, y down.
package struct Point: Codable, Equatable, Sendable {
    package let x: Double
    package let y: Double

    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// An upright rectangle of a picture, in pixels.
package struct Region: Codable, Equatable, Sendable {
    package let x: Double
    package let y: Double
    package let width: Double
    package let height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}

/// Four corners in reading order: what should be a rectangle, as the camera saw it. Pixels of the upright picture.
package struct Quad: Codable, Equatable, Sendable {
    package let topLeft: Point
    package let topRight: Point
    package let bottomRight: Point
    package let bottomLeft: Point

    package init(topLeft: Point, topRight: Point, bottomRight: Point, bottomLeft: Point) {
        self.topLeft = topLeft
        self.topRight = topRight
        self.bottomRight = bottomRight
        self.bottomLeft = bottomLeft
    }

    package var corners: [Point] { [topLeft, topRight, bottomRight, bottomLeft] }

    /// The smallest upright rectangle around the corners.
    package var bounds: Region {
        let (xs, ys) = (corners.map(\.x), corners.map(\.y))
        let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
        return Region(x: left, y: top, width: (xs.max() ?? 0) - left, height: (ys.max() ?? 0) - top)
    }
}
