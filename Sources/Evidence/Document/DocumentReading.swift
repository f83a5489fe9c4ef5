/// What was read from one picture of a document.
package struct DocumentReading: Codable, Equatable, Sendable {
    /// The document's corners where the caller found them.
    package let boundary: Quad?
    package let mrz: MRZReading?
    /// The visual zone, as far as it was read: lines in the zone's reading direction, from the top of the picture.
    package let text: [TextLine]
    package let findings: [Finding]

    package init(boundary: Quad?, mrz: MRZReading?, text: [TextLine], findings: [Finding]) {
        self.boundary = boundary
        self.mrz = mrz
        self.text = text
        self.findings = findings
    }
}
