extension Affine {
    /// The similarity (turn, one scale, shift) that takes `points` closest to `targets` by least squares. The closed
    /// form for the plane: centre both, then the two numbers of the turned scale are inner products over the spread.
    /// Nil where all points are one.
    package static func similarity(from points: [Point], to targets: [Point]) -> Affine? {
        precondition(points.count == targets.count && points.count >= 2, "a similarity needs two pairs of points")
        let (from, to) = (mean(of: points), mean(of: targets))
        var (along, across, spread) = (0.0, 0.0, 0.0)
        for (point, target) in zip(points, targets) {
            let (x, y) = (point.x - from.x, point.y - from.y)
            let (u, v) = (target.x - to.x, target.y - to.y)
            along += x * u + y * v
            across += x * v - y * u
            spread += x * x + y * y
        }
        guard spread > 1e-9 else { return nil }
        let (cosine, sine) = (along / spread, across / spread)
        return Affine(
            a: cosine, b: -sine, c: to.x - cosine * from.x + sine * from.y,
            d: sine, e: cosine, f: to.y - sine * from.x - cosine * from.y)
    }

    private static func mean(of points: [Point]) -> Point {
        let count = Double(points.count)
        return Point(x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count)
    }

    /// How much longer a line becomes; for similarities the same in every direction.
    var scale: Double { abs(a * e - b * d).squareRoot() }
}

extension Picture {
    /// The face brought onto `template` in a square of `side` pixels; nil where its landmarks are one point.
    ///
    /// A face much larger than the square is made smaller by averaging first: sampling it directly would read noise
    /// between the pixels.
    func aligned(_ face: DetectedFace, to template: [Point], side: Int) -> Picture? {
        guard let map = Affine.similarity(from: face.landmarks.points, to: template) else { return nil }
        guard map.scale < 0.5 else { return warped(by: map, width: side, height: side) }
        // Only the face and some space around it: a whole photograph need not be made smaller for it.
        let region = face.region.grown(by: 2)
        let part = cropped(to: region)
        let smaller = part.resized(
            width: max(1, Int(Double(part.width) * map.scale)), height: max(1, Int(Double(part.height) * map.scale)))
        let (x, y) = (max(region.x.rounded(), 0), max(region.y.rounded(), 0))
        let factor = (
            x: Double(smaller.width) / Double(part.width), y: Double(smaller.height) / Double(part.height)
        )
        let moved = face.landmarks.points.map { Point(x: ($0.x - x) * factor.x, y: ($0.y - y) * factor.y) }
        return Affine.similarity(from: moved, to: template).map { smaller.warped(by: $0, width: side, height: side) }
    }
}

extension Region {
    /// The region scaled about its centre.
    func grown(by factor: Double) -> Region {
        Region(
            x: centre.x - width * factor / 2, y: centre.y - height * factor / 2,
            width: width * factor, height: height * factor)
    }
}
