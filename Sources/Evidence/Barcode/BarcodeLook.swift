/// A grey picture to look at, and the way back from its coordinates to those of the picture it was made of.
struct BarcodeLook: Sendable {
    let picture: Picture
    let back: @Sendable (Point) -> Point

    init(_ picture: Picture) {
        self.init(picture) { $0 }
    }

    private init(_ picture: Picture, back: @escaping @Sendable (Point) -> Point) {
        self.picture = picture
        self.back = back
    }

    var pixels: Int { picture.width * picture.height }

    /// A picture made of this one.
    /// - Parameter step: from the new picture's coordinates to this one's.
    func changed(
        to picture: Picture, _ step: @escaping @Sendable (Point) -> Point = { $0 }
    ) -> BarcodeLook {
        let back = back
        return BarcodeLook(picture) { back(step($0)) }
    }

    func resized(width: Int, height: Int, _ interpolation: Interpolation) -> BarcodeLook {
        let x = Double(picture.width) / Double(width)
        let y = Double(picture.height) / Double(height)
        return changed(to: picture.resized(width: width, height: height, interpolation)) {
            Point(x: $0.x * x, y: $0.y * y)
        }
    }

    func reduced(toLongSide limit: Int) -> BarcodeLook {
        guard picture.longSide > limit else { return self }
        let scale = Double(limit) / Double(picture.longSide)
        let (width, height) = (Double(picture.width) * scale, Double(picture.height) * scale)
        return resized(width: max(1, Int(width)), height: max(1, Int(height)), .area)
    }

    /// What lies inside the quadrilateral, straightened; nil where that is next to nothing.
    func rectified(_ quad: Quad) -> BarcodeLook? {
        let (long, short) = (max(quad.width, quad.height), min(quad.width, quad.height))
        guard long.isFinite, short >= 16, quad.area >= 256 else { return nil }
        let limits = BarcodeLimits.rectifiedWidths
        let scale = min(max(long, limits.lowerBound), limits.upperBound) / long
        let width = Int(quad.width * scale)
        let height = Int(quad.height * scale)
        let perspective = Perspective(unitSquareTo: quad)
        return changed(to: picture.rectified(quad, width: width, height: height)) { point in
            perspective.apply(Point(x: point.x / Double(width), y: point.y / Double(height)))
        }
    }
}
