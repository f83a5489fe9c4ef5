/// What was read from one picture of a document.
package struct DocumentReading: Codable, Equatable, Sendable {
    /// The document's corners where the caller found them.
    package let boundary: Quad?
    package let mrz: MRZReading?
    /// The visual zone, as far as it was read: lines in the zone's reading direction, from the top of the picture.
    package let text: [TextLine]
    /// SHA-256 (hex) of the data of the languages that lines were read in beside Latin; nil where none was tried.
    package let scriptModels: [String]?
    /// Symbols on a side that may have some; nil where none was looked for.
    package let barcodes: [Barcode]?
    /// What lies around the document, to be held against other verifications; nil where too little of it is seen.
    package let background: BackgroundPrint?
    package let findings: [Finding]
    /// The side in small, where its edges were found; nil in readings of earlier versions.
    package let thumbnail: SideThumbnail?

    package init(
        boundary: Quad?, mrz: MRZReading?, text: [TextLine], barcodes: [Barcode]? = nil,
        background: BackgroundPrint? = nil, findings: [Finding], scriptModels: [String]? = nil,
        thumbnail: SideThumbnail? = nil
    ) {
        self.scriptModels = scriptModels
        self.thumbnail = thumbnail
        self.background = background
        self.barcodes = barcodes
        self.boundary = boundary
        self.mrz = mrz
        self.text = text
        self.findings = findings
    }

    /// The card data of North America, where a symbol holds some.
    package var card: AAMVACard? {
        (barcodes ?? []).lazy.filter { $0.format == .pdf417 }.compactMap { try? $0.aamvaCard() }.first
    }
}
