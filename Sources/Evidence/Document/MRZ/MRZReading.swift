/// A machine-readable zone as it was read from a picture.
package struct MRZReading: Codable, Equatable, Sendable {
    package let format: MRZFormat
    package let lines: [String]
    package let fields: MRZFields
    package let checkDigits: [CheckDigit]
    /// Whether the check digits overruled what was seen. Digits that hold after a repair prove nothing about the
    /// document.
    package let isCorrected: Bool
    package let correctedCharacters: [MRZPosition]
    /// Mean probability of the characters, 0…1.
    package let confidence: Double
    /// Probability of each character by line, 0…1.
    package let characterConfidences: [[Double]]
    /// Height of a capital in the picture, by the pitch: OCR-B prints 2.4 mm high at 2.54 mm (part 3, section 4.4).
    package let characterHeightPixels: Double
    /// Around all lines, its first corner at the beginning of the first.
    package let quad: Quad

    package var hasValidCheckDigits: Bool { checkDigits.allSatisfy(\.isValid) }

    /// Nil where the decoded text is no zone, which the decoder never returns.
    init?(_ decoding: MRZDecoding, lines read: [MRZLine]) {
        guard let zone = MRZ(lines: decoding.text, as: decoding.format), let first = read.first, let last = read.last
        else { return nil }
        format = zone.format
        lines = zone.lines
        fields = zone.fields
        checkDigits = zone.checkDigits
        correctedCharacters = decoding.corrected.enumerated().flatMap { line, flags in
            flags.indices.filter { flags[$0] }.map { MRZPosition(line: line, index: $0) }
        }
        isCorrected = !correctedCharacters.isEmpty
        characterConfidences = decoding.confidences
        let all = decoding.confidences.joined()
        confidence = all.reduce(0, +) / Double(max(1, all.count))
        let pitches = read.compactMap(\.pitchPixels)
        characterHeightPixels = pitches.reduce(0, +) / Double(max(1, pitches.count)) * 2.4 / 2.54
        let (top, bottom) = (first.row.quad, last.row.quad)
        quad = Quad(
            topLeft: top.topLeft, topRight: top.topRight, bottomRight: bottom.bottomRight, bottomLeft: bottom.bottomLeft
        )
    }
}
