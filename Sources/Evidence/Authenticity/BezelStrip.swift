/// A dark strip along one side of a document.
struct BezelStrip {
    /// Pixels from the document's side in its middle, and how much the edge runs away from it, pixels a pixel.
    let inner: StraightEdge
    /// Nil where the strip reaches out of the picture, or ends unevenly.
    let outer: StraightEdge?
    /// On the outer edge or, without one, on the inner.
    let ends: [Point]

    /// Whether both end, and are equally wide.
    func matches(_ other: BezelStrip, of size: Double) -> Bool {
        guard let own = width, let across = other.width else { return false }
        let (narrow, wide) = (min(own, across), max(own, across))
        return wide <= ScreenBezel.Limits.uneven * narrow && wide <= ScreenBezel.Limits.widest * size
    }

    private var width: Double? {
        outer.flatMap { outer in
            abs(outer.slope - inner.slope) <= ScreenBezel.Limits.parallel ? outer.middle - inner.middle : nil
        }
    }
}

/// A line through most of the distances at which rays, evenly apart, met something.
struct StraightEdge {
    let middle: Double
    let slope: Double

    /// - Parameters:
    ///   - distances: nil where a ray met nothing.
    ///   - apart: pixels between two rays.
    ///   - share: of the rays that must lie on the line.
    init?(_ distances: [Double?], apart: Double, share: Double) {
        let met = distances.enumerated().compactMap { ray, distance in distance.map { (ray: Double(ray), at: $0) } }
        let needed = share * Double(distances.count)
        guard Double(met.count) >= needed else { return nil }
        let ends = stride(from: 0, to: met.count, by: 2).map { met[$0] }
        var best = (count: 0, slope: 0.0, start: 0.0)
        for first in ends {
            for last in ends where last.ray - first.ray >= 0.4 * Double(distances.count) {
                let slope = (last.at - first.at) / (last.ray - first.ray)
                let start = first.at - slope * first.ray
                let count = met.count { abs($0.at - start - slope * $0.ray) <= ScreenBezel.Limits.straight }
                if count > best.count { best = (count, slope, start) }
            }
        }
        guard Double(best.count) >= needed else { return nil }
        middle = best.start + best.slope * Double(distances.count) / 2
        slope = best.slope / apart
    }
}

/// What lies around a document.
struct Surroundings {
    /// Of the document's shorter side.
    let size: Double
    private let grey: Picture
    private let document: Quad
    /// Grey value of the document's paper.
    private let paper: Double

    init(_ grey: Picture, _ document: Quad) {
        (self.grey, self.document) = (grey, document)
        size = min(document.width, document.height)
        let side = 64
        let straight = grey.rectified(document, width: side, height: side).pixels.sorted()
        paper = Double(straight[straight.count * 4 / 5])
    }

    /// - Parameter side: of the document's corners, in their order.
    func strip(beside side: Int) -> BezelStrip? {
        let (from, to) = (document.corners[side], document.corners[(side + 1) % 4])
        let length = from.distance(to: to)
        guard length > 0 else { return nil }
        var outward = Point(x: (to.y - from.y) / length, y: (from.x - to.x) / length)
        let centre = document.centre
        if outward.x * (centre.x - from.x) + outward.y * (centre.y - from.y) > 0 {
            outward = Point(x: -outward.x, y: -outward.y)
        }
        let rays = ScreenBezel.Limits.rays
        let starts = (0..<rays).map { ray in
            // The rounded corners are left out.
            let share = 0.05 + 0.9 * (Double(ray) + 0.5) / Double(rays)
            return Point(x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share)
        }
        let found = starts.map { dark(along: values(from: $0, outward)) }
        let apart = 0.9 * length / Double(rays)
        let limits = ScreenBezel.Limits.self
        guard let inner = StraightEdge(found.map(\.?.start), apart: apart, share: limits.inner) else { return nil }
        let outer = StraightEdge(found.map { $0?.end }, apart: apart, share: limits.outer)
        let ends = zip(starts, found).compactMap { start, strip in
            strip.map { ($0.end ?? $0.start, start) }.map { distance, start in
                Point(x: start.x + distance * outward.x, y: start.y + distance * outward.y)
            }
        }
        return BezelStrip(inner: inner, outer: outer, ends: ends)
    }

    /// Grey values outwards from a point, one a pixel, as far as the picture reaches.
    private func values(from start: Point, _ outward: Point) -> [Double] {
        var values: [Double] = []
        for distance in 1...2 * grey.longSide {
            let x = Int((start.x + Double(distance) * outward.x).rounded())
            let y = Int((start.y + Double(distance) * outward.y).rounded())
            guard x >= 0, y >= 0, x < grey.width, y < grey.height else { break }
            values.append(Double(grey.pixels[y * grey.width + x]))
        }
        return values
    }

    /// The first dark strip that something lighter lies before: where it begins, and where it ends in the picture.
    private func dark(along values: [Double]) -> (start: Double, end: Double?)? {
        let limit = ScreenBezel.Limits.dark * paper
        var place = max(8, Int(ScreenBezel.Limits.gap * size))
        while place + 4 < values.count {
            guard values[place..<place + 3].allSatisfy({ $0 <= limit }) else {
                place += 1
                continue
            }
            let before = values[place - 8..<place - 2].sorted()[3]
            let inside = values[place + 1..<place + 4].sorted()[1]
            let isLighter = values[place - 6..<place - 2].allSatisfy { $0 > limit }
            let end = values[(place + 1)...].firstIndex { $0 >= (inside + before) / 2 }
            if isLighter && inside <= ScreenBezel.Limits.darker * before {
                return (Double(place + 1), end.map { Double($0 + 1) })
            }
            while place < values.count, values[place] <= limit { place += 1 }
        }
        return nil
    }
}
