/// The perspective map that takes the unit square to a quadrilateral: top left (0, 0), bottom right (1, 1).
///
/// The closed form of P. Heckbert, Fundamentals of Texture Mapping and Image Warping (1989), section 2.2.3.
struct Perspective {
    private let a, b, c, d, e, f, g, h: Double

    init(unitSquareTo quad: Quad) {
        let (p0, p1, p2, p3) = (quad.topLeft, quad.topRight, quad.bottomRight, quad.bottomLeft)
        let (dx1, dx2, sx) = (p1.x - p2.x, p3.x - p2.x, p0.x - p1.x + p2.x - p3.x)
        let (dy1, dy2, sy) = (p1.y - p2.y, p3.y - p2.y, p0.y - p1.y + p2.y - p3.y)
        let determinant = dx1 * dy2 - dx2 * dy1
        // A flattened quadrilateral has no perspective; the affine part is all that is left.
        g = determinant == 0 ? 0 : (sx * dy2 - dx2 * sy) / determinant
        h = determinant == 0 ? 0 : (dx1 * sy - sx * dy1) / determinant
        (a, b, c) = (p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x)
        (d, e, f) = (p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y, p0.y)
    }

    func apply(_ point: Point) -> Point {
        let depth = g * point.x + h * point.y + 1
        return Point(
            x: (a * point.x + b * point.y + c) / depth, y: (d * point.x + e * point.y + f) / depth)
    }

    /// The place of the unit square's plane that `apply` takes to `point`; the origin where the map is flattened.
    func unapply(_ point: Point) -> Point {
        let (ax, bx) = (a - g * point.x, b - h * point.x)
        let (ay, by) = (d - g * point.y, e - h * point.y)
        let determinant = ax * by - bx * ay
        guard determinant != 0 else { return Point(x: 0, y: 0) }
        let (x, y) = (point.x - c, point.y - f)
        return Point(x: (x * by - bx * y) / determinant, y: (ax * y - x * ay) / determinant)
    }
}
