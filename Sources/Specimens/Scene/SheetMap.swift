package import Evidence

/// From a document's plane, in millimetres, to the picture, a slight bend included: a sheet whose middle is raised
/// between its left and right edge is seen a little higher there.
package struct SheetMap: Codable, Equatable, Sendable {
    package let homography: Homography
    /// Millimetres; 0 is flat.
    package let bend: Double
    /// Of the document, in millimetres.
    let width: Double

    package func apply(_ point: Point) -> Point {
        homography.apply(Point(x: point.x, y: point.y - rise(point.x)))
    }

    /// The corners of `region`, in the picture.
    package func apply(_ region: Region) -> Quad {
        let (right, bottom) = (region.x + region.width, region.y + region.height)
        return Quad(
            topLeft: apply(Point(x: region.x, y: region.y)), topRight: apply(Point(x: right, y: region.y)),
            bottomRight: apply(Point(x: right, y: bottom)), bottomLeft: apply(Point(x: region.x, y: bottom)))
    }

    /// A parabola: nothing at both edges, all of `bend` in the middle.
    func rise(_ x: Double) -> Double {
        let share = x / width
        return bend * 4 * share * (1 - share)
    }

    /// Grey values that the bend adds: the side that faces the light is lighter.
    func light(_ x: Double) -> Double {
        bend * 7 * (0.5 - x / width)
    }

    /// Around the document, in the picture.
    func bounds(of size: (width: Double, height: Double)) -> Region {
        let around = Region(
            x: 0, y: min(0, -bend), width: size.width, height: size.height + abs(bend))
        return homography.apply(around).bounds
    }
}
