import Evidence

/// Lines of text at places of a page, as a reader hands them over.
struct Page {
    let lines: [TextLine]

    /// - Parameter lines: left edge, top edge, height, text; letters are half as wide as high.
    init(_ lines: [(x: Double, y: Double, height: Double, text: String)], confidence: Double = 1) {
        self.lines = lines.map { line in
            let width = Double(line.text.count) * line.height * 0.5
            return TextLine(
                text: line.text, confidence: confidence,
                quad: Quad(Region(x: line.x, y: line.y, width: width, height: line.height)))
        }
    }

    /// The page turned about its corner, with every line still read from its beginning.
    func turned(_ degrees: Int) -> [TextLine] {
        let (sine, cosine): (Double, Double) = [0: (0, 1), 90: (1, 0), 180: (0, -1), 270: (-1, 0)][degrees] ?? (0, 1)
        return lines.map { line in
            let quad = line.quad.mapped { Point(x: $0.x * cosine - $0.y * sine, y: $0.x * sine + $0.y * cosine) }
            return TextLine(text: line.text, confidence: line.confidence, quad: quad)
        }
    }

    /// Of a holder who does not exist.
    static let zone = MRZFields(
        documentCode: "P", issuingState: "UTO", documentNumber: "K12345678", primaryIdentifier: "SOLVANGAR",
        secondaryIdentifier: "IVO JOREN", nationality: "UTO", dateOfBirth: MRZDate("640812"), sex: .female,
        dateOfExpiry: MRZDate("310205"))
}
