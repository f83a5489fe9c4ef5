/// How sharp a picture shows a document's rim, and how sharp what is printed on the document.
///
/// A camera blurs both alike. Of a copy that was scanned and printed the print has been blurred before, and the paper's
/// rim has not: so fine lines are lost in a copy while nothing tells that from a lens out of focus but the rim.
struct PrintSharpness {
    /// Standard deviations of steps of brightness, in pixels of `BrightnessSteps.side`.
    struct Seen {
        /// Median of the document's rim.
        let rim: Double
        /// Median and lower quartile of the print's most contrasting steps.
        let print: Double
        let sharpest: Double

        /// What the print has been blurred more than the rim.
        var extra: Double {
            let squares = print * print - rim * rim
            return squares > 0 ? squares.squareRoot() : 0
        }
    }

    let steps: BrightnessSteps
    let across: Seen?
    let down: Seen?

    enum Limits {
        // Pixels: docs/accuracy.md.
        static let blurred = 0.8
        /// Never strong alone: genuine prints by diffusion of dyes may be as soft as a copy, and nobody measured them.
        static let muchBlurred = Double.infinity
        /// Pixels of the document's width: below, a copy's blur is less than the camera's.
        static let width = 1_000.0
        /// Document's width in pixels from which four of them are looked at as one, from twice as many nine.
        static let large = 1_600.0
        /// Rows and columns that are looked at.
        static let lines = 120
        /// Shares of the document's breadth at its ends that are left out: round corners, and the rim itself.
        static let ends = 0.06
        static let inner = 0.04
        /// Pixels from where the rim should be to where it is.
        static let offRim = 8.0
        /// Grey values, of rim and print.
        static let contrast: Float = 30
        /// The most contrasting of the print's steps, as a share: letters, not the ground.
        static let letters = 0.2
        static let fewest = 60
        /// Widths and heights of the face that no document's photograph reaches beyond its middle.
        static let photograph = 1.4
    }

    /// - Returns: nil where no rim is known or the document is too small.
    init?(_ surface: DocumentSurface) {
        guard let boundary = surface.boundary, boundary.width >= Limits.width else { return nil }
        steps = BrightnessSteps(surface.picture, side: max(1, Int(boundary.width / Limits.large)))
        across = Self.seen(.across, steps, boundary, surface.face)
        down = Self.seen(.down, steps, boundary, surface.face)
    }

    func seen(_ direction: BrightnessSteps.Direction) -> Seen? { direction == .across ? across : down }

    /// In both directions: a movement of the camera blurs one more than the other, rim and print alike.
    var extra: Double? { across.flatMap { across in down.map { min(across.extra, $0.extra) } } }

    private static func seen(
        _ direction: BrightnessSteps.Direction, _ steps: BrightnessSteps, _ boundary: Quad, _ face: Region?
    ) -> Seen? {
        let beside = boundary.corners.map { direction == .across ? $0.y : $0.x }.sorted()
        let breadth = beside[2] - beside[1]
        let (first, last) = (beside[1] + Limits.ends * breadth, beside[2] - Limits.ends * breadth)
        guard last - first >= Double(Limits.lines) else { return nil }
        var (rim, print): ([Double], [BrightnessSteps.Step]) = ([], [])
        for number in 0..<Limits.lines {
            let line = first + (last - first) * (Double(number) + 0.5) / Double(Limits.lines)
            guard let ends = boundary.crossings(direction, at: line) else { continue }
            for end in [ends.lowerBound, ends.upperBound] {
                rim += Self.rim(direction, steps, line: Int(line), near: end).map { [$0] } ?? []
            }
            let inner = Limits.inner * (ends.upperBound - ends.lowerBound)
            print += steps.along(
                direction, line: Int(line), ends.lowerBound + inner...ends.upperBound - inner,
                contrast: Limits.contrast
            ).filter { !isOnPhotograph($0.place, face) }
        }
        print.sort { $0.contrast > $1.contrast }
        let letters = print.prefix(Int(Double(print.count) * Limits.letters)).map(\.spread).sorted()
        guard min(rim.count, letters.count) >= Limits.fewest else { return nil }
        rim.sort()
        return Seen(rim: rim[rim.count / 2], print: letters[letters.count / 2], sharpest: letters[letters.count / 4])
    }

    /// The strongest step where the rim should be.
    private static func rim(
        _ direction: BrightnessSteps.Direction, _ steps: BrightnessSteps, line: Int, near end: Double
    ) -> Double? {
        let (off, around) = (Limits.offRim * Double(steps.side), 2 * Limits.offRim * Double(steps.side))
        return steps.along(direction, line: line, end - around...end + around, contrast: Limits.contrast)
            .filter { abs((direction == .across ? $0.place.x : $0.place.y) - end) <= off }
            .max { $0.contrast < $1.contrast }?.spread
    }

    private static func isOnPhotograph(_ place: Point, _ face: Region?) -> Bool {
        guard let face else { return false }
        return abs(place.x - face.centre.x) < face.width * Limits.photograph
            && abs(place.y - face.centre.y) < face.height * Limits.photograph
    }

    /// The print's blur, and the edges of the photograph.
    static func signals(_ surface: DocumentSurface) -> [AuthenticitySignal] {
        let sharpness = PrintSharpness(surface)
        let extra = sharpness?.extra
        let reason: Reason = surface.boundary == nil ? .notFound : extra == nil ? .tooSmall : .detailLost
        return [
            AuthenticitySignal(
                .documentFineDetail, extra, limits: (Limits.blurred, Limits.muchBlurred), unit: .pixels,
                seen: (surface.outline.bounds, reason)),
            PortraitEdge.signal(surface, sharpness),
        ]
    }
}

extension Quad {
    /// Where a row or column of the picture enters and leaves it.
    fileprivate func crossings(_ direction: BrightnessSteps.Direction, at line: Double) -> ClosedRange<Double>? {
        let ends = corners.map { direction == .across ? (along: $0.x, beside: $0.y) : (along: $0.y, beside: $0.x) }
        let places = ends.indices.compactMap { index -> Double? in
            let (from, to) = (ends[index], ends[(index + 1) % ends.count])
            guard (from.beside < line) != (to.beside < line) else { return nil }
            return from.along + (line - from.beside) / (to.beside - from.beside) * (to.along - from.along)
        }
        guard let first = places.min(), let last = places.max(), last > first else { return nil }
        return first...last
    }
}
