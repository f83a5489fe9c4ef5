/// An affine map of the plane: x' = a·x + b·y + c, y' = d·x + e·y + f.
package struct Affine: Equatable, Sendable {
    package let a, b, c, d, e, f: Double

    package init(a: Double, b: Double, c: Double, d: Double, e: Double, f: Double) {
        (self.a, self.b, self.c) = (a, b, c)
        (self.d, self.e, self.f) = (d, e, f)
    }

    package func apply(_ point: Point) -> Point {
        Point(x: a * point.x + b * point.y + c, y: d * point.x + e * point.y + f)
    }

    /// The map back, or nil where this one flattens the plane to a line.
    package var inverse: Affine? {
        let determinant = a * e - b * d
        guard abs(determinant) > 1e-12 else { return nil }
        let (ia, ib, id, ie) = (e / determinant, -b / determinant, -d / determinant, a / determinant)
        return Affine(a: ia, b: ib, c: -(ia * c + ib * f), d: id, e: ie, f: -(id * c + ie * f))
    }
}
