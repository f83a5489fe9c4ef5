import CVision

/// Where the document lies in a picture.
package struct Boundary: Codable, Equatable, Sendable {
    package enum Source: String, Codable, Sendable {
        /// Its edges were seen.
        case edges
        /// Its machine-readable zone was, whose place on the document is standardised.
        case machineReadableZone
    }

    /// The document's corners, clockwise; which is the first is only sure after `upright(along:)`. Corners of a
    /// document that is cut off may lie outside the picture.
    package let quad: Quad
    package let source: Source
    /// How much speaks for it, 0…1: mostly the share of its circumference that lies on edges of the picture.
    package let score: Double

    package init(quad: Quad, source: Source, score: Double) {
        self.quad = quad
        self.source = source
        self.score = score
    }

    /// Width over height, from the longer edges: about 1.42 for a passport's page, 1.59 for a card.
    package var aspectRatio: Double { quad.width / max(quad.height, 1) }

    /// Share of the document's area that lies inside the picture, 0…1.
    package func shareInside(_ picture: Picture) -> Double {
        let frame = Quad(picture.region)
        let overlap = quad.intersectionOverUnion(frame)
        // From intersection over union to the intersection itself.
        let shared = overlap * (quad.area + frame.area) / (1 + overlap)
        return quad.area > 0 ? min(shared / quad.area, 1) : 0
    }

    /// The same corners, beginning with the one where text that runs along `line` begins.
    package func upright(along line: Quad) -> Boundary {
        let (dx, dy) = (line.topRight.x - line.topLeft.x, line.topRight.y - line.topLeft.y)
        let turns = (0..<4).map { quad.turned(quarterTurns: $0) }
        let best = turns.max { along($0, dx, dy) < along($1, dx, dy) } ?? quad
        return Boundary(quad: best, source: source, score: score)
    }

    private func along(_ quad: Quad, _ dx: Double, _ dy: Double) -> Double {
        let (x, y) = (quad.topRight.x - quad.topLeft.x, quad.topRight.y - quad.topLeft.y)
        return (x * dx + y * dy) / max(quad.topLeft.distance(to: quad.topRight), 1)
    }

    /// The document alone, straightened: an ID-1 card at 1,012 × 638 pixels (300 a inch), a page at 1,012 × 711.
    package func rectified(_ picture: Picture) -> Picture {
        let isCard = abs(aspectRatio - Self.cardRatio) < abs(aspectRatio - Self.pageRatio)
        let height = Double(Self.rectifiedWidth) / (isCard ? Self.cardRatio : Self.pageRatio)
        return picture.rectified(quad, width: Self.rectifiedWidth, height: Int(height.rounded()))
    }

    // ISO/IEC 7810: ID-1 is 85.60 × 53.98 mm, ID-3 125 × 88 mm, ID-2 105 × 74 mm (the same shape as ID-3).
    static let cardRatio = 85.60 / 53.98
    static let pageRatio = 125.0 / 88.0
    static let rectifiedWidth = 1_012
}

extension Boundary {
    /// Looks for the document's edges.
    /// - Parameter text: boxes of text in the picture; a document has its text inside.
    package static func find(in picture: Picture, text: [Quad]) -> Boundary? {
        let small = picture.colour().reduced(toLongSide: workingSide)
        let scale = Double(picture.longSide) / Double(small.longSide)
        return candidates(in: small)
            .map { ($0.quad.scaled(x: scale, y: scale).lying, $0.support) }
            .map { Boundary(quad: $0, source: .edges, score: $1).rated(text: text) }
            .filter { $0.score >= leastScore }
            .max { $0.score < $1.score }
    }

    private static func candidates(in picture: Picture) -> [(quad: Quad, support: Double)] {
        var values = [Float](repeating: 0, count: 9 * mostCandidates)
        var count: Int32 = 0
        let status = picture.withView { cvision_document_quads($0, &values, Int32(mostCandidates), &count) }
        precondition(status == CVISION_OK, "the vision shim refused a valid picture: \(status)")
        return (0..<Int(count)).map { index in
            (Quad(floats: values[(9 * index)..<(9 * index + 8)]), Double(values[9 * index + 8]))
        }
    }

    /// The score, until now the edge support, lowered for what makes an outline unlike a document.
    private func rated(text: [Quad]) -> Boundary {
        Boundary(quad: quad, source: source, score: score * Self.shapeLikeness(of: quad) * textShare(text))
    }

    /// 1 for the shape of a card or page, falling with the difference, since perspective changes it; low where opposite
    /// edges differ as no hand-held camera shows them.
    private static func shapeLikeness(of quad: Quad) -> Double {
        let ratio = quad.width / max(quad.height, 1)
        let off = min(abs(ratio / cardRatio - 1), abs(ratio / pageRatio - 1))
        let edges = [
            quad.topLeft.distance(to: quad.topRight), quad.bottomLeft.distance(to: quad.bottomRight),
            quad.topLeft.distance(to: quad.bottomLeft), quad.topRight.distance(to: quad.bottomRight),
        ]
        let skew = max(
            max(edges[0], edges[1]) / max(min(edges[0], edges[1]), 1),
            max(edges[2], edges[3]) / max(min(edges[2], edges[3]), 1))
        return max(0, 1 - 1.5 * off) * (skew > 2 ? 0.3 : 1)
    }

    /// Share of the text's area that lies inside; a little is granted to text on the desk.
    private func textShare(_ text: [Quad]) -> Double {
        let all = text.map(\.area).reduce(0, +)
        guard all > 0 else { return 0.8 }
        let inside = text.filter { quad.contains($0.centre) }.map(\.area).reduce(0, +)
        return (inside / all) * (inside / all)
    }

    /// Longer side at which edges are looked for: large enough for a corner within 0.3 %, small enough to be quick.
    private static let workingSide = 640
    private static let mostCandidates = 60
    /// Of 45 drawn scenes the worst right outline has 0.84; of 19 scans, most without visible edges, all wrong outlines
    /// but one (0.79) have less than 0.6.
    private static let leastScore = 0.65
}

extension Quad {
    /// The corners turned so that the longer edges are on top and below: documents lie.
    fileprivate var lying: Quad { width >= height ? self : turned(quarterTurns: 1) }

    package init(_ region: Region) {
        let (right, bottom) = (region.x + region.width, region.y + region.height)
        self.init(
            topLeft: Point(x: region.x, y: region.y), topRight: Point(x: right, y: region.y),
            bottomRight: Point(x: right, y: bottom), bottomLeft: Point(x: region.x, y: bottom))
    }
}
