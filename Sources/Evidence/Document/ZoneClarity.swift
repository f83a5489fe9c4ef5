/// How clearly a machine-readable zone was read: what tells best whether a picture can be read.
package struct ZoneClarity: Equatable, Sendable {
    /// From the first character of the first line to the last of the last.
    package let quad: Quad
    package let rows: Int
    package let columns: Int
    package let characterHeightPixels: Double
    /// Mean probability of its characters, 0…1.
    package let confidence: Double

    package init(quad: Quad, rows: Int, columns: Int, characterHeightPixels: Double, confidence: Double) {
        self.quad = quad
        self.rows = rows
        self.columns = columns
        self.characterHeightPixels = characterHeightPixels
        self.confidence = confidence
    }

    package init(_ reading: MRZReading) {
        self.init(
            quad: reading.quad, rows: reading.format.lineCount, columns: reading.format.lineLength,
            characterHeightPixels: reading.characterHeightPixels, confidence: reading.confidence)
    }

    package enum Limits {
        /// Of 150 drawn pictures (odd seeds to 299) three that were read wrongly lie above, three that were read
        /// rightly below; of 102 specimen pictures none that was read rightly.
        package static let clear = 0.945
        /// The same where part of the zone or of the document is seen to be missing: a reader completes what it cannot
        /// see. Of the even seeds to 298 nine pictures with fingers or cut off were read wrongly between the two.
        package static let clearThoughHidden = 0.968
    }
}
