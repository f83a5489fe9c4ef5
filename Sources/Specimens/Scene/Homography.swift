package import Evidence

/// A projective map from a plane to a picture: 3 × 3, row-major.
package struct Homography: Codable, Equatable, Sendable {
    let elements: [Double]

    init(_ elements: [Double]) {
        precondition(elements.count == 9, "a homography is 3 × 3")
        self.elements = elements
    }

    package func apply(_ point: Point) -> Point {
        let m = elements
        let depth = m[6] * point.x + m[7] * point.y + m[8]
        return Point(
            x: (m[0] * point.x + m[1] * point.y + m[2]) / depth, y: (m[3] * point.x + m[4] * point.y + m[5]) / depth)
    }

    /// The corners of `region` of the plane, in the picture.
    package func apply(_ region: Region) -> Quad {
        let (right, bottom) = (region.x + region.width, region.y + region.height)
        return Quad(
            topLeft: apply(Point(x: region.x, y: region.y)), topRight: apply(Point(x: right, y: region.y)),
            bottomRight: apply(Point(x: right, y: bottom)), bottomLeft: apply(Point(x: region.x, y: bottom)))
    }

    /// This map after another one: their product.
    func after(_ first: Homography) -> Homography {
        let (a, b) = (elements, first.elements)
        return Homography(
            (0..<9).map { index in
                let (row, column) = (index / 3 * 3, index % 3)
                return a[row] * b[column] + a[row + 1] * b[column + 3] + a[row + 2] * b[column + 6]
            })
    }

    /// The map back, up to a factor, which a projective map does not feel: the adjugate matrix.
    var inverse: Homography {
        let m = elements
        return Homography([
            m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
            m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
            m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3],
        ])
    }
}
