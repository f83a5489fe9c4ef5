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

    /// Whether it has a card's shape rather than a page's.
    var isCard: Bool { abs(aspectRatio - Self.cardRatio) < abs(aspectRatio - Self.pageRatio) }

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

    // ISO/IEC 7810: ID-1 is 85.60 × 53.98 mm, ID-3 125 × 88 mm, ID-2 105 × 74 mm (the same shape as ID-3).
    static let cardRatio = 85.60 / 53.98
    static let pageRatio = 125.0 / 88.0
}

extension Boundary {
    /// Looks for the document: for its edges, and, where none is seen, by its zone.
    /// - Parameters:
    ///   - text: boxes of text in the picture; a document has its text inside.
    ///   - zone: where one was read.
    package static func find(in picture: Picture, text: [Quad], zone: Zone? = nil) -> Boundary? {
        let guess = zone.flatMap(around)
        // Where no edge is seen, as in a scan that fills the picture, the zone's standardised place tells the rest.
        return edges(in: picture, text: text, guess, aspect: zone?.aspect ?? 0) ?? guess
    }

    private static func edges(
        in picture: Picture, text: [Quad], _ guess: Boundary?, aspect: Double
    ) -> Boundary? {
        let small = picture.colour().reduced(toLongSide: workingSide)
        let scale = Double(small.longSide) / Double(picture.longSide)
        var values = [Float](repeating: 0, count: 9)
        var count: Int32 = 0
        let boxes = text.flatMap { $0.scaled(x: scale, y: scale).floats }
        let place = guess?.quad.scaled(x: scale, y: scale).floats
        let status = withHints(boxes, place) { boxes, place in
            let hints = cvision_document_hints(
                text: boxes, text_count: Int32(text.count), guess: place, aspect: Float(aspect))
            return small.withView { cvision_document_quads($0, hints, &values, 1, &count) }
        }
        precondition(status == CVISION_OK, "the vision shim refused a valid picture: \(status)")
        guard count == 1, Double(values[8]) >= leastScore else { return nil }
        let quad = Quad(floats: values[0..<8]).scaled(x: 1 / scale, y: 1 / scale)
        return Boundary(quad: quad.lying, source: .edges, score: Double(values[8]))
    }

    private static func withHints(
        _ text: [Float], _ guess: [Float]?,
        _ body: (UnsafePointer<Float>?, UnsafePointer<Float>?) -> cvision_status
    ) -> cvision_status {
        text.withUnsafeBufferPointer { text in
            guard let guess else { return body(text.baseAddress, nil) }
            return guess.withUnsafeBufferPointer { body(text.baseAddress, $0.baseAddress) }
        }
    }

    /// Longer side at which edges are looked for: large enough for a corner within 0.3 %, small enough to be quick.
    private static let workingSide = 640
    private static let leastScore = 0.55
}

extension Quad {
    /// The corners turned so that the longer edges are on top and below: documents lie.
    fileprivate var lying: Quad { width >= height ? self : turned(quarterTurns: 1) }

    fileprivate var floats: [Float] { corners.flatMap { [Float($0.x), Float($0.y)] } }

    package init(_ region: Region) {
        let (right, bottom) = (region.x + region.width, region.y + region.height)
        self.init(
            topLeft: Point(x: region.x, y: region.y), topRight: Point(x: right, y: region.y),
            bottomRight: Point(x: right, y: bottom), bottomLeft: Point(x: region.x, y: bottom))
    }
}
