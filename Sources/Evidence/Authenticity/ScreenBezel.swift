/// The dark frame of a telephone or a tablet around the picture of a document that is shown on it.
///
/// Looked for outwards from the document: something lighter, and then a dark, even strip whose inner and outer edges
/// are straight and parallel, on two opposite sides and equally wide. A dark desk, a shadow and the cover of a booklet
/// are not bounded so, or begin at the document itself.
package struct ScreenBezel: Sendable {
    /// How many sides of the document have such a strip before them: 0, 2 or 4.
    package let sides: Int
    /// Around the strips, in the picture; nil where there are none.
    package let region: Region?

    package enum Limits {
        /// Pixels of the picture's longer side, in which edges are a pixel or two wide and noise has gone.
        static let longSide = 960
        /// Of the document's shorter side, in these.
        static let shortestSide = 100.0
        /// Rays from each side.
        static let rays = 32
        /// Of the document's shorter side, which no shadow and no cover reaches across.
        static let gap = 0.03
        /// Of the document's shorter side that a strip is wide at most: more is a desk.
        static let widest = 0.5
        /// Of the light of the document's paper, and of what lies before the strip: a screen that is off.
        static let dark = 0.17
        static let darker = 0.62
        /// Share of the rays that see the inner edge, and the outer one, where it is a straight line.
        static let inner = 0.75
        static let outer = 0.7
        /// Pixels from the line.
        static let straight = 1.6
        /// Difference of slopes that is still parallel.
        static let parallel = 0.06
        /// Times that one strip may be as wide as the one across.
        static let uneven = 1.6
        /// All sides: docs/accuracy.md.
        package static let raised = 2.0
        static let strong = 4.0
    }

    /// - Returns: nil where the document's edges are not known, or it is too small.
    package init?(_ surface: DocumentSurface) {
        guard let boundary = surface.boundary else { return nil }
        let small = surface.picture.reduced(toLongSide: Limits.longSide)
        let scale = Double(small.longSide) / Double(surface.picture.longSide)
        let document = boundary.scaled(x: scale, y: scale)
        guard min(document.width, document.height) >= Limits.shortestSide else { return nil }
        let surroundings = Surroundings(small.grey(), document)
        let strips = (0..<4).map { surroundings.strip(beside: $0) }
        var (bounded, dark): ([Int], [Int]) = ([], [])
        for side in 0..<2 {
            guard let one = strips[side], let other = strips[side + 2] else { continue }
            if one.matches(other, of: surroundings.size) {
                bounded += [side, side + 2]
            } else {
                dark += [side, side + 2]
            }
        }
        // A frame whose other two sides reach out of the picture is still a frame; without any outer edge it is none.
        let seen = bounded.isEmpty ? [] : bounded + dark
        sides = seen.count
        region = Self.region(around: seen.compactMap { strips[$0]?.ends }.flatMap { $0 }, scale)
    }

    private static func region(around points: [Point], _ scale: Double) -> Region? {
        guard !points.isEmpty else { return nil }
        let (xs, ys) = (points.map { $0.x / scale }, points.map { $0.y / scale })
        let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
        return Region(x: left, y: top, width: (xs.max() ?? 0) - left, height: (ys.max() ?? 0) - top)
    }

    static func signal(_ surface: DocumentSurface) -> AuthenticitySignal {
        let bezel = ScreenBezel(surface)
        let reason: Reason = surface.boundary == nil ? .notFound : bezel == nil ? .tooSmall : .screenFrame
        return AuthenticitySignal(
            .documentBezel, (bezel?.sides).map(Double.init), limits: (Limits.raised, Limits.strong), unit: .count,
            seen: (bezel?.region ?? surface.boundary?.bounds, reason))
    }
}
