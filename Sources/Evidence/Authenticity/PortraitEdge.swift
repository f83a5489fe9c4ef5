import Foundation

/// The straight edges of a photograph that was laid over the document's own in an editor: they have not passed the
/// lens, and are sharper than anything that has.
struct PortraitEdge {
    /// How many times sharper than the document's rim and print the sharpest side is, as doublings.
    let doublings: Double
    /// Around that side.
    let region: Region

    enum Limits {
        /// Doublings: docs/accuracy.md.
        static let sharper = 0.5
        /// Never strong alone.
        static let strong = Double.infinity
        /// Pixels that rim and print are blurred: in a sharper picture an edge can be no sharper.
        static let blur = 0.7
        /// Where a side lies beyond the face's middle, in half widths or heights of the face.
        static let reach = 1.05...2.6
        /// Grey values of a photograph's edge.
        static let contrast: Float = 15
        /// Of the rows or columns beside the face, those that show the edge.
        static let share = 0.5
        static let fewest = 40
        /// Pixels from the document's rim.
        static let offRim = 10.0
        /// Half the breadth of an edge's track, in pixels.
        static let track = 1.6
        /// Sharper than this no spread is told.
        static let leastSpread = 0.25
    }

    /// - Returns: nil where there is no photograph, or the picture is too sharp or too blurred to tell.
    init?(_ boundary: Quad, face: Region, _ sharpness: PrintSharpness) {
        let isTurned = abs(boundary.topRight.y - boundary.topLeft.y) > abs(boundary.topRight.x - boundary.topLeft.x)
        let plane = Perspective(unitSquareTo: boundary)
        let size = (
            width: boundary.width / Double(sharpness.steps.side), height: boundary.height / Double(sharpness.steps.side)
        )
        var best: (doublings: Double, region: Region)?
        for direction in BrightnessSteps.Direction.allCases {
            guard let seen = sharpness.seen(direction) else { continue }
            let reference = min(seen.rim, seen.sharpest)
            guard reference >= Limits.blur else { continue }
            for sign in [-1.0, 1] {
                let steps = Self.steps(direction, sign, face, sharpness.steps)
                let isAlong = (direction == .across) != isTurned
                let places = steps.found.map { step -> Double in
                    let place = plane.unapply(step.place)
                    return isAlong ? place.x * size.width : place.y * size.height
                }
                let track = Self.track(places, length: isAlong ? size.width : size.height)
                guard let track, Double(track.count) >= max(Double(Limits.fewest), Limits.share * Double(steps.lines))
                else { continue }
                let spreads = track.map { steps.found[$0].spread }.sorted()
                let doublings = log2(reference / max(Limits.leastSpread, spreads[spreads.count / 2]))
                if doublings > best?.doublings ?? -.infinity {
                    best = (doublings, Region(around: track.map { steps.found[$0].place }))
                }
            }
        }
        guard let best else { return nil }
        (doublings, region) = (max(0, best.doublings), best.region)
    }

    /// Those to one side of the face where the photograph's edge may be, on every second line beside the face.
    private static func steps(
        _ direction: BrightnessSteps.Direction, _ sign: Double, _ face: Region, _ steps: BrightnessSteps
    ) -> (found: [BrightnessSteps.Step], lines: Int) {
        let isAcross = direction == .across
        let (middle, half) = isAcross ? (face.centre.x, face.width / 2) : (face.centre.y, face.height / 2)
        let ends = [Limits.reach.lowerBound, Limits.reach.upperBound].map { middle + sign * half * $0 }.sorted()
        let (first, last) = isAcross ? (face.y, face.y + face.height) : (face.x, face.x + face.width)
        var (found, lines): ([BrightnessSteps.Step], Int) = ([], 0)
        for line in stride(from: Int(first), to: Int(last), by: 2 * steps.side) {
            found += steps.along(direction, line: line, ends[0]...ends[1], contrast: Limits.contrast)
            lines += 1
        }
        return (found, lines)
    }

    /// The steps on the straight line, along the document, on which most of them lie.
    private static func track(_ places: [Double], length: Double) -> [Int]? {
        guard length > 2 * Limits.offRim else { return nil }
        var counts = [Int](repeating: 0, count: Int(length) + 3)
        for place in places where place >= Limits.offRim && place <= length - Limits.offRim {
            for bin in Int(place) - 1...Int(place) + 1 { counts[bin] += 1 }
        }
        guard let most = counts.max(), most > 0, let bin = counts.firstIndex(of: most) else { return nil }
        return places.indices.filter { abs(places[$0] - Double(bin) - 0.5) < Limits.track }
    }

    static func signal(_ surface: DocumentSurface, _ sharpness: PrintSharpness?) -> AuthenticitySignal {
        let edge = surface.face.flatMap { face in
            surface.boundary.flatMap { boundary in
                sharpness.flatMap { PortraitEdge(boundary, face: face, $0) }
            }
        }
        let isMissing = surface.face == nil || surface.boundary == nil
        let reason: Reason = isMissing ? .notFound : edge == nil ? .dataMissing : .edgeTooSharp
        return AuthenticitySignal(
            .portraitEdge, edge?.doublings, limits: (Limits.sharper, Limits.strong), unit: .doublings,
            seen: (edge?.region ?? surface.face, reason))
    }
}

extension Region {
    /// The smallest that holds all points, and a pixel around them.
    fileprivate init(around points: [Point]) {
        let (xs, ys) = (points.map(\.x), points.map(\.y))
        let (left, top) = ((xs.min() ?? 0) - 1, (ys.min() ?? 0) - 1)
        self.init(x: left, y: top, width: (xs.max() ?? 0) + 1 - left, height: (ys.max() ?? 0) + 1 - top)
    }
}
