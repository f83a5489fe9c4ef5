/// How well a picture shows its document, measured where it matters: on the lines of text, all brought to one height,
/// so that neither the size of the picture nor the strength of the print counts.
package struct DocumentQuality: Codable, Equatable, Sendable {
    /// Variance of the Laplacian over the variance of the grey values, median of the lines at 32 pixels of height:
    /// 0…, higher is sharper. Nil without text.
    package let sharpness: Double?
    /// The same over the whole document at 480 × 320 pixels: for pictures in which no line of text is left.
    package let overallSharpness: Double
    /// Mean grey value of the document, 0…255.
    package let exposure: Double
    /// Share of the document that shines white, 0…1; 0 for white paper, on which glare cannot be told from paper.
    package let glare: Double
    /// Height of the characters of the longest lines, in pixels. Nil without text.
    package let characterHeightPixels: Double?
    /// Share of the document inside the picture, 0…1. Nil where its edges were not found.
    package let visibleShare: Double?
    /// The document's surroundings, for findings; nil where its edges were not found.
    package let region: Region?

    /// - Parameters:
    ///   - boundary: the document, where it was found; else the whole picture counts as the document.
    ///   - text: boxes of the text detector.
    package init(of picture: Picture, boundary: Boundary?, text: [Quad]) {
        let document =
            boundary?.rectified(picture).resized(width: 480, height: 320).grey()
            ?? picture.reduced(toLongSide: 480).grey()
        let lines = text.filter { $0.width > 2 * $0.height }.sorted { $0.width > $1.width }.prefix(Self.mostLines)
        sharpness = Self.median(lines.compactMap { Self.sharpness(of: picture, $0) })
        overallSharpness = Self.sharpness(of: document) ?? 0
        exposure = document.meanGrey
        glare = document.share(above: Self.paperWhite) > 0.5 ? 0 : document.share(above: Self.saturated)
        characterHeightPixels = Self.median(lines.map { $0.height * Self.characterShare })
        visibleShare = boundary?.shareInside(picture)
        region = boundary?.quad.bounds
    }

    /// The line at a common height; blur that hides strokes takes more of the fine detail than of the contrast.
    private static func sharpness(of picture: Picture, _ line: Quad) -> Double? {
        let width = min(Int(Double(lineHeight) * line.width / max(line.height, 1)), 1_024)
        return sharpness(of: picture.rectified(line, width: max(width, lineHeight), height: lineHeight).grey())
    }

    private static func sharpness(of grey: Picture) -> Double? {
        let deviation = grey.greyStatistics.deviation
        return deviation > leastDeviation ? grey.laplacianVariance / (deviation * deviation) : nil
    }

    private static func median(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
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
