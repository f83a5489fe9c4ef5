/// Reads one picture of a document: its machine-readable zone, its visual zone, and what they say about each other.
package struct DocumentReader: Sendable {
    private let detector: TextDetector
    private let recogniser: TextRecogniser
    private let zones: MRZReader
    private let scripts: ScriptSearch?
    /// SHA-256 (hex) of the models used.
    package let models: [String]

    /// Nil where a model of text is missing. Without the own model of zones they are read by that of all print; without
    /// languages of other scripts Latin letters alone are read.
    package init?(_ models: EvidenceModels) {
        guard let detector = models.textDetector, let recogniser = models.textRecogniser else { return nil }
        self.init(
            detector: detector, recogniser: recogniser, zoneRecogniser: models.zoneRecogniser,
            scripts: models.scriptReader)
    }

    /// - Parameters:
    ///   - zoneRecogniser: nil where its model is missing: the zone is then read by `recogniser` alone.
    ///   - scripts: nil where their library is missing.
    package init(
        detector: TextDetector, recogniser: TextRecogniser, zoneRecogniser: ZoneRecogniser?,
        scripts: ScriptReader? = nil
    ) {
        self.detector = detector
        self.recogniser = recogniser
        self.scripts = scripts.map { ScriptSearch(reader: $0) }
        zones = MRZReader(recogniser: recogniser, zoneRecogniser: zoneRecogniser)
        models = [detector.digest, recogniser.digest] + (zoneRecogniser.map { [$0.digest] } ?? [])
    }

    package enum Limits {
        /// Long sides, in pixels, at which text is looked for until a zone is found. The first finds most; small print
        /// in a large picture needs the second, print that fills the picture the third.
        package static let longSides = [960, 1_536, 640]
        /// A wrong check digit counts against the document only where the characters it covers were seen this clearly.
        package static let clearCharacter = 0.9
        /// Below it a character was guessed, and that its digit holds is no reason to believe it: over the specimen set
        /// right readings whose digits hold unrepaired have 0.49 and more, `O` for `0` under motion blur has 0.26.
        package static let guessedCharacter = 0.4
        /// Mean probability of the characters below which a person must look, since no digit covers the names. Right
        /// readings of the specimen set have 0.94 and more, those with a garbled name line under 0.9.
        package static let clearReading = 0.9
    }

    /// - Parameters:
    ///   - picture: upright or turned, the whole document in it.
    ///   - boundary: the document's corners where they are known, for the record.
    package func read(
        _ picture: Picture, part: DocumentSide, boundary: Quad? = nil
    ) throws(InferenceError) -> DocumentReading {
        let (mrz, quads) = try findZone(picture, part)
        var findings: [Finding] = []
        if mrz != nil || part.mustHaveMrz { findings.append(hasMrz(mrz)) }
        if let mrz { findings.append(checkDigits(mrz)) }
        let latin = try VisualZoneReader(recogniser: recogniser, part: part).read(picture, quads, mrz)
        let other = scripts?.read(picture, VisualZoneReader.rows(quads, mrz), latin, zone: mrz?.fields)
        let text = (latin + (other?.lines ?? [])).sorted { $0.quad.centre.y < $1.quad.centre.y }
        // The back of a card shows neither name nor, mostly, number; its zone is held against the front's text.
        if let mrz, part != .cardBack {
            let models = models + (other?.models ?? [])
            findings.append(VisualZone(text, at: mrz.quad).finding(for: mrz, models: models))
        }
        return DocumentReading(
            boundary: boundary, mrz: mrz, text: text, findings: findings, scriptModels: other?.models)
    }

    /// The machine-readable zone alone: what the measures hold beside readers that look for nothing else.
    package func readZone(_ picture: Picture, part: DocumentSide) throws(InferenceError) -> MRZReading? {
        try findZone(picture, part).mrz
    }

    /// The zone, and the boxes of text among which it was found or, without one, of the first look.
    private func findZone(
        _ picture: Picture, _ part: DocumentSide
    ) throws(InferenceError) -> (mrz: MRZReading?, quads: [Quad]) {
        var first: [Quad] = []
        for (index, longSide) in Limits.longSides.enumerated() where index == 0 || part.mustHaveMrz {
            let quads = try detector.detect(in: picture, longSide: longSide, run: TextDetector.Run(of: first))
            if index == 0 { first = quads }
            if let mrz = try zones.read(picture, quads) { return (mrz, quads) }
        }
        return (nil, first)
    }

    private func hasMrz(_ mrz: MRZReading?) -> Finding {
        guard let mrz else { return Finding(.documentHasMrz, .fail, reason: .notFound, models: models) }
        let isClear = mrz.confidence >= Limits.clearReading
        return Finding(
            .documentHasMrz, isClear ? .success : .review, measure: mrz.confidence, threshold: Limits.clearReading,
            unit: .probability, region: mrz.quad.bounds, reason: isClear ? nil : .notRead, models: models)
    }

    /// Fails where a digit is wrong and everything it covers was seen clearly. Where it was not, or where the digits
    /// only hold after a repair or over guesses, a person has to look: neither says anything about the document.
    private func checkDigits(_ mrz: MRZReading) -> Finding {
        let wrong = mrz.checkDigits.filter { !$0.isValid }
        let isClear = mrz.wrongDigitsAreClear(atLeast: Limits.clearCharacter)
        let isSound = !mrz.isCorrected && !mrz.digitsHoldByGuess(below: Limits.guessedCharacter)
        let outcome: Finding.Outcome = wrong.isEmpty ? (isSound ? .success : .review) : isClear ? .fail : .review
        let reason: Reason? = outcome == .success ? nil : outcome == .fail ? .checkDigitWrong : .notRead
        return Finding(
            .mrzCheckDigits, outcome, measure: Double(wrong.count), threshold: 0, unit: .count,
            region: mrz.quad.bounds, reason: reason, models: models)
    }
}
