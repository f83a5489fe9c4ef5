import Kernel

/// How well a picture shows its document, measured where it matters: on the lines of text, all brought to one height,
/// so that neither the size of the picture nor the strength of the print counts.
package struct DocumentQuality: Equatable, Sendable {
    /// Variance of the Laplacian over the variance of the grey values, median of the lines at 32 pixels of height:
    /// 0…, higher is sharper. Nil without text.
    package let sharpness: Double?
    /// The lesser of the sharpness of strokes across and down, median of the lines: a movement takes one of them. Nil
    /// without text.
    package let strokeSharpness: Double?
    /// The same as `sharpness` over the whole document at 480 × 320 pixels: for pictures in which no line of text is
    /// left.
    package let overallSharpness: Double
    /// Mean grey value of the document, 0…255.
    package let exposure: Double
    /// Share of the document that shines white, 0…1; 0 for white paper, on which glare cannot be told from paper.
    package let glare: Double
    /// Share of the zone that is washed out or covered, 0…1; 0 where it is not known where a zone would be.
    package let washedOut: Double
    package let coveredZone: Double
    /// Share of the document that fingers cover, 0…1. Nil where its edges were not found.
    package let skin: Double?
    /// Height of the zone's characters by the pitch, of the place where it would be where it was not read, else of the
    /// longest lines, in pixels. Nil without any.
    package let characterHeightPixels: Double?
    /// Share of the document inside the picture, 0…1. Nil where its edges were not found.
    package let visibleShare: Double?
    /// Whether the document's own edges were seen, so that `visibleShare` is measured and not estimated.
    package let hasEdges: Bool
    /// Whether a line of text runs into the edge of the picture.
    package let textIsCut: Bool
    /// The document's surroundings, for findings; nil where its edges were not found.
    package let region: Region?
    /// Where the zone is, or would be.
    package let zoneRegion: Region?
    /// How clearly the zone was read; nil where none was.
    package let zone: ZoneClarity?

    /// - Parameters:
    ///   - boundary: the document, where it was found; else the whole picture counts as the document.
    ///   - text: boxes of the text detector.
    ///   - zone: as it was read.
    ///   - expectsZone: whether the side has a zone, so that its absence is a fault of the picture.
    package init(
        of picture: Picture, boundary: Boundary?, text: [Quad], zone: ZoneClarity? = nil, expectsZone: Bool = false
    ) {
        let straight = boundary.map { picture.rectified($0.quad, width: 480, height: 320) }
        let document = (straight ?? picture.reduced(toLongSide: 480)).grey()
        let lines = text.filter { $0.width > 2 * $0.height }.sorted { $0.width > $1.width }.prefix(Self.mostLines)
        let strips = lines.map { Self.strip(of: picture, $0) }
        sharpness = strips.compactMap(Self.sharpness).upperMedian
        strokeSharpness = strips.map { min($0.strokeSharpness.across, $0.strokeSharpness.down) }.upperMedian
        overallSharpness = Self.sharpness(of: document) ?? 0
        exposure = document.meanGrey
        glare = document.share(above: Self.paperWhite) > 0.5 ? 0 : document.share(above: Self.saturated)
        let hasEdges = boundary?.source == .edges
        skin = hasEdges ? straight?.resized(width: 180, height: 120).skinShare : nil
        visibleShare = boundary?.shareInside(picture)
        self.hasEdges = hasEdges
        textIsCut = lines.contains { Self.runsOut($0, of: picture) }
        region = boundary?.quad.bounds
        let place = Self.place(of: zone, in: picture, hasEdges && expectsZone ? boundary : nil)
        washedOut = place?.strokes.washedOut ?? 0
        coveredZone = place?.strokes.covered ?? 0
        zoneRegion = place?.quad.bounds
        characterHeightPixels =
            zone?.characterHeightPixels ?? place?.characterHeight
            ?? lines.map { $0.height * Self.characterShare }.upperMedian
        self.zone = zone
    }

    /// The line at a common height; blur that hides strokes takes more of the fine detail than of the contrast.
    private static func strip(of picture: Picture, _ line: Quad) -> Picture {
        let width = min(Int(Double(lineHeight) * line.width / max(line.height, 1)), 1_024)
        return picture.rectified(line, width: max(width, lineHeight), height: lineHeight).grey()
    }

    private static func sharpness(of grey: Picture) -> Double? {
        let deviation = grey.greyStatistics.deviation
        return deviation > leastDeviation ? grey.laplacianVariance / (deviation * deviation) : nil
    }

    private static func runsOut(_ line: Quad, of picture: Picture) -> Bool {
        let margin = max(1.5, 0.003 * Double(picture.longSide))
        let (right, bottom) = (Double(picture.width) - margin, Double(picture.height) - margin)
        return line.corners.contains { $0.x < margin || $0.y < margin || $0.x > right || $0.y > bottom }
    }

    private static let mostLines = 12
    private static let lineHeight = 32
    /// A strip of less contrast shows no text.
    private static let leastDeviation = 4.0
    private static let saturated: UInt8 = 250
    private static let paperWhite: UInt8 = 235
    /// Detected boxes are higher than their characters, by the growth of the detector; median over read zones.
    private static let characterShare = 0.5
}

extension DocumentQuality {
    private struct Place {
        let quad: Quad
        let columns: Int
        let strokes: ZoneStrokes

        init(_ quad: Quad, rows: Int, columns: Int, in picture: Picture) {
            self.quad = quad
            self.columns = columns
            strokes = ZoneStrokes(of: picture, zone: quad, rows: rows, columns: columns)
        }

        /// OCR-B prints 2.4 mm high at 2.54 mm (part 3, section 4.4).
        var characterHeight: Double { quad.width / Double(columns) * 2.4 / 2.54 }
    }

    /// The zone that was read or, where none was, the place that the standards give it on the document, in the way up
    /// in which more print is seen there.
    private static func place(of zone: ZoneClarity?, in picture: Picture, _ boundary: Boundary?) -> Place? {
        if let zone { return Place(zone.quad, rows: zone.rows, columns: zone.columns, in: picture) }
        guard let boundary else { return nil }
        let (columns, rows) = boundary.isCard ? (30, 3) : (44, 2)
        return [0, 2].compactMap { turns in
            boundary.quad.turned(quarterTurns: turns).zone(columns: columns, rows: rows)
        }
        .map { Place($0, rows: rows, columns: columns, in: picture) }
        .max { $0.strokes.contrast < $1.strokes.contrast }
    }
}
