/// One face that a detector found, in pixels of the picture it was given.
package struct DetectedFace: Codable, Equatable, Sendable {
    package let region: Region
    package let landmarks: FaceLandmarks
    /// The detector's certainty, 0…1, higher is surer.
    package let score: Double

    package init(region: Region, landmarks: FaceLandmarks, score: Double) {
        self.region = region
        self.landmarks = landmarks
        self.score = score
    }

    func mapped(_ move: (Point) -> Point) -> DetectedFace {
        let corners = [
            Point(x: region.x, y: region.y), Point(x: region.x + region.width, y: region.y),
            Point(x: region.x + region.width, y: region.y + region.height),
            Point(x: region.x, y: region.y + region.height),
        ].map(move)
        let quad = Quad(topLeft: corners[0], topRight: corners[1], bottomRight: corners[2], bottomLeft: corners[3])
        return DetectedFace(region: quad.bounds, landmarks: landmarks.mapped(move), score: score)
    }
}

extension Region {
    var area: Double { width * height }
    var centre: Point { Point(x: x + width / 2, y: y + height / 2) }

    /// Intersection over union, 0…1.
    func overlap(with other: Region) -> Double {
        let shared =
            max(0, min(x + width, other.x + other.width) - max(x, other.x))
            * max(0, min(y + height, other.y + other.height) - max(y, other.y))
        let union = area + other.area - shared
        return union > 0 ? shared / union : 0
    }
}

extension [DetectedFace] {
    /// Non-maximum suppression: of faces that overlap by more than `limit` (0…1) only the surest stays. Surest first.
    func suppressed(overlap limit: Double) -> [DetectedFace] {
        var kept: [DetectedFace] = []
        for face in sorted(by: { $0.score > $1.score })
        where !kept.contains(where: { $0.region.overlap(with: face.region) > limit }) {
            kept.append(face)
        }
        return kept
    }

    /// The face with the largest area: the person's own, or the portrait rather than its ghost.
    package var largest: DetectedFace? { self.max { $0.region.area < $1.region.area } }
}
