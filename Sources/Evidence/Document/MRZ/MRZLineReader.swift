/// Who reads a row of a picture as a line of a zone: the house's own model of OCR-B, or the recogniser of all print.
protocol MRZLineReader: Sendable {
    /// How far what it sees is to be trusted.
    static var trust: MRZTrust { get }
    func line(_ picture: Picture, _ row: MRZRow) throws(InferenceError) -> MRZLine
}

/// The recogniser of all print: slow, and at home in every typeface.
struct MRZGeneralLineReader: MRZLineReader {
    static let trust = MRZTrust.general
    private let recogniser: TextRecogniser
    private let classes: MRZClasses

    init(_ recogniser: TextRecogniser) {
        self.recogniser = recogniser
        classes = MRZClasses(recogniser.classes)
    }

    func line(_ picture: Picture, _ row: MRZRow) throws(InferenceError) -> MRZLine {
        MRZLine(row: row, try recogniser.recognise(picture, row.quad), classes, Self.trust)
    }
}

/// The house's own model: a twentieth of the other's time, and at home in OCR-B alone.
struct MRZOwnLineReader: MRZLineReader {
    static let trust = MRZTrust.own
    private let recogniser: ZoneRecogniser
    private let classes: MRZClasses

    init(_ recogniser: ZoneRecogniser) {
        self.recogniser = recogniser
        classes = MRZClasses(ZoneRecogniser.classes)
    }

    func line(_ picture: Picture, _ row: MRZRow) throws(InferenceError) -> MRZLine {
        MRZLine(row: row, try recogniser.recognise(picture, row.quad), classes, Self.trust)
    }
}
