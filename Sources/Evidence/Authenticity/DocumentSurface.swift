/// One side of a document as the signals of authenticity look at it: in the picture's own pixels where fine structure
/// counts, and straightened where places do.
package struct DocumentSurface: Sendable {
    /// The machine-readable zone, as far as the signals need it.
    package struct Zone: Sendable {
        /// Around all lines, its first corner at the beginning of the first.
        package let quad: Quad
        package let lines: [String]

        package init(quad: Quad, lines: [String]) {
            self.quad = quad
            self.lines = lines
        }
    }

    /// As decoded, upright or turned.
    package let picture: Picture
    /// The document's corners in the order of its text where that was read; nil where no edge was seen.
    package let boundary: Quad?
    package let zone: Zone?
    /// The face of the main portrait, in the picture's pixels.
    package let face: Region?
    /// Nil where no second portrait was seen.
    package let ghost: GhostPortrait?
    /// The document straightened, in colour, at most `Limits.width` pixels wide and never larger than it was seen.
    let straight: Picture

    package enum Limits {
        /// Pixels of the straightened document: fine enough for colour, small enough to be quick.
        package static let width = 480
        /// Shorter sides than this carry no structure that could be told from noise.
        package static let shortestSide = 160
        /// Height over width that a document has at most, turned as it may be.
        static let tallest = 3.0
    }

    package init(
        _ picture: Picture, boundary: Quad?, zone: Zone?, face: Region?, ghost: GhostPortrait? = nil
    ) {
        self.picture = picture.colour()
        self.boundary = boundary
        self.zone = zone
        self.face = face
        self.ghost = ghost
        let outline = boundary ?? Quad(picture.region)
        let width = min(Double(Limits.width), outline.width)
        let height = width * min(outline.height / max(outline.width, 1), Limits.tallest)
        // Made smaller first: straightening a large picture with all its pixels takes ten times as long.
        let (part, place) = self.picture.cropped(around: outline)
        let small = part.reduced(toLongSide: 2 * Limits.width)
        let scale = Double(small.longSide) / Double(part.longSide)
        straight = small.rectified(
            place.scaled(x: scale, y: scale), width: max(1, Int(width.rounded())),
            height: max(1, Int(height.rounded())))
    }

    /// The surface as the readers found it.
    package init(_ picture: Picture, boundary: Boundary?, mrz: MRZReading?, text: [TextLine], portrait: FaceReading?) {
        let longest = text.max { $0.quad.width < $1.quad.width }?.quad
        let line = mrz?.quad ?? longest
        self.init(
            picture, boundary: line.flatMap { boundary?.upright(along: $0) }?.quad ?? boundary?.quad,
            zone: mrz.map { Zone(quad: $0.quad, lines: $0.lines) }, face: portrait?.region, ghost: portrait?.ghost)
    }

    /// The document, or the whole picture where its edges were not seen.
    var outline: Quad { boundary ?? Quad(picture.region) }
    var isLargeEnough: Bool { straight.shortSide >= Limits.shortestSide }
}
