package import Evidence

/// One face laid into another's picture: pasted whole, or half and half as a morph.
///
/// The hair, the neck and the background stay the base's, so that nothing shows twice; makers of morphs call this
/// splicing.
package struct FaceBlend: Sendable {
    private let base: AttackSource
    private let donor: AttackSource

    package init(base: AttackSource, donor: AttackSource) {
        precondition(base.mesh.count == donor.mesh.count, "two faces are blended point by point")
        self.base = base
        self.donor = donor
    }

    /// The donor's face over the base's, in the base's shape and light.
    package func pasted() throws(SpecimenError) -> Picture { try blended(share: 1, shape: 0) }

    /// A face between both: the points half way, and the colours half and half.
    package func morphed() throws(SpecimenError) -> Picture { try blended(share: 0.5, shape: 0.5) }

    /// - Parameters:
    ///   - share: of the donor's pixels in the face, 0…1.
    ///   - shape: how far the points lie towards the donor's, 0…1.
    private func blended(share: Double, shape: Double) throws(SpecimenError) -> Picture {
        let target = points(shape: shape)
        let ground = laid(base, onto: target)
        let face = laid(donor, onto: target)
        let mask = try mask(over: target)
        let toned = Tone(of: face, as: ground, within: mask)
        let pixels = ground.pixels.indices.map { index -> UInt8 in
            let weight = share * Double(mask.pixels[index]) / 255
            let own = Double(ground.pixels[index])
            return Film.clamped(own + weight * (toned.apply(face.pixels[index], channel: index % 3) - own))
        }
        return Picture(width: ground.width, height: ground.height, channels: 3, pixels: pixels)
    }

    /// The points between the base's and the donor's, which are brought to the base's place, size and tilt first.
    private func points(shape: Double) -> [Point] {
        guard let map = Affine.similarity(from: donor.mesh, to: base.mesh) else { return base.mesh }
        return zip(base.mesh, donor.mesh).map { own, other in
            let moved = map.apply(other)
            return Point(x: own.x + shape * (moved.x - own.x), y: own.y + shape * (moved.y - own.y))
        }
    }

    /// A source in the base's frame; where its own picture ends, the base's shows.
    private func laid(_ source: AttackSource, onto target: [Point]) -> Picture {
        var film = Film(base.picture)
        film.lay(FaceWarp(from: source.mesh, to: target).sheet(of: source.picture), from: source.picture)
        return film.picture
    }

    /// White on the face, black beside it, and soft between: three equal channels.
    private func mask(over points: [Point]) throws(SpecimenError) -> Picture {
        let canvas = try Canvas(width: base.picture.width, height: base.picture.height)
        let hull = Self.hull(of: points)
        let middle = Point(
            x: hull.reduce(0) { $0 + $1.x } / Double(hull.count), y: hull.reduce(0) { $0 + $1.y } / Double(hull.count))
        // A little inside the outline: there the seam falls on skin.
        let inner = hull.map { Point(x: middle.x + 0.93 * ($0.x - middle.x), y: middle.y + 0.93 * ($0.y - middle.y)) }
        canvas.fill(inner, Colour(1, 1, 1))
        var film = Film(try canvas.picture())
        film.blur(sigma: base.faceWidth / 30)
        return film.picture
    }

    /// The convex hull by A. Andrew's monotone chain (1979): lower half, then upper half.
    static func hull(of points: [Point]) -> [Point] {
        let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        func half(_ points: [Point]) -> [Point] {
            var chain: [Point] = []
            for point in points {
                while chain.count > 1, !isTurn(chain[chain.count - 2], chain[chain.count - 1], point) {
                    chain.removeLast()
                }
                chain.append(point)
            }
            return chain.dropLast()
        }
        return half(sorted) + half(sorted.reversed())
    }

    private static func isTurn(_ a: Point, _ b: Point, _ c: Point) -> Bool {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0
    }

    /// Brings the mean and the spread of each colour to another picture's, as far as both show the face (E. Reinhard
    /// and others, Color Transfer between Images, 2001; here in blue, green and red).
    private struct Tone {
        private var own: [(mean: Double, deviation: Double)] = []
        private var wanted: [(mean: Double, deviation: Double)] = []

        init(of face: Picture, as ground: Picture, within mask: Picture) {
            for channel in 0..<3 {
                own.append(Self.statistics(of: face, channel, within: mask))
                wanted.append(Self.statistics(of: ground, channel, within: mask))
            }
        }

        func apply(_ value: UInt8, channel: Int) -> Double {
            let (from, to) = (own[channel], wanted[channel])
            let gain = min(max(0.6, to.deviation / max(1, from.deviation)), 1.6)
            return to.mean + (Double(value) - from.mean) * gain
        }

        private static func statistics(
            of picture: Picture, _ channel: Int, within mask: Picture
        ) -> (mean: Double, deviation: Double) {
            var (count, sum, squares) = (0.0, 0.0, 0.0)
            for index in stride(from: channel, to: picture.pixels.count, by: 3) where mask.pixels[index] > 127 {
                let value = Double(picture.pixels[index])
                (count, sum, squares) = (count + 1, sum + value, squares + value * value)
            }
            guard count > 0 else { return (128, 1) }
            let mean = sum / count
            return (mean, max(0, squares / count - mean * mean).squareRoot())
        }
    }
}
