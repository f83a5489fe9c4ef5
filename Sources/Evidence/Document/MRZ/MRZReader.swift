/// Finds and reads a machine-readable zone among the boxes of text in a picture.
///
/// The house's own model of OCR-B reads first. The recogniser of all print is asked where that reading is doubtful, and
/// where no zone was found: a zone may be printed in another typeface.
package struct MRZReader: Sendable {
    private let general: MRZGeneralLineReader
    private let own: MRZOwnLineReader?

    /// - Parameter zoneRecogniser: nil where its model is missing: all is read by the recogniser of all print.
    package init(recogniser: TextRecogniser, zoneRecogniser: ZoneRecogniser? = nil) {
        general = MRZGeneralLineReader(recogniser)
        own = zoneRecogniser.map(MRZOwnLineReader.init)
    }

    enum Limits {
        /// Rows looked at before giving up: a page of dense print has more, a document few.
        static let rows = 10
        /// Below this mean logarithm of the characters' probabilities the characters are guesses: not read. In the
        /// specimen set every right reading is above -0.15, and what was read into other lines below -0.8.
        static let leastMeanLogProbability = -0.5
        /// A reading below this is tried again on wider and closer crops.
        static let doubtfulMeanLogProbability = -0.12
        /// A reading above this whose digits hold is seen so clearly that further crops would say the same.
        static let clearMeanLogProbability = -0.02
        /// Crops that are averaged at the least.
        static let leastLooks = 2
    }

    /// - Parameter quads: the detector's boxes.
    /// - Returns: the best reading, or nil where nothing looks like a zone.
    package func read(_ picture: Picture, _ quads: [Quad]) throws(InferenceError) -> MRZReading? {
        let rows = MRZRows.merge(quads)
        let candidates = Array(MRZRows.candidates(rows).prefix(Limits.rows))
        guard let own else { return try first(of: candidates, rows, picture, general).found.flatMap(reading) }
        let (found, promising) = try first(of: candidates, rows, picture.grey(), own)
        if let found {
            guard found.isDoubtful else { return reading(found) }
            return reading(try secondOpinion(on: found, picture))
        }
        return try first(of: promising, rows, picture, general).found.flatMap(reading)
    }

    private func reading(_ candidate: MRZCandidate) -> MRZReading? {
        MRZReading(candidate.decoding, lines: candidate.lines)
    }

    /// The first zone around one of `candidates` that `reader` finds and can read, and the candidates in which another
    /// reader may see more.
    private func first(
        of candidates: [MRZRow], _ rows: [MRZRow], _ picture: Picture, _ reader: some MRZLineReader
    ) throws(InferenceError) -> (found: MRZCandidate?, promising: [MRZRow]) {
        var search = MRZSearch(reader, picture, rows)
        var candidates = candidates[...]
        while let lines = try search.next(of: &candidates) {
            if let found = try best(lines, picture, reader), found.isRead { return (found, []) }
        }
        return (nil, search.promising)
    }

    /// The best reading of the lines as they are, on other crops, or of all crops together.
    private func best<R: MRZLineReader>(
        _ lines: [MRZLine], _ picture: Picture, _ reader: R
    ) throws(InferenceError) -> MRZCandidate? {
        var best = MRZCandidate.best(lines)
        var looks = best.map { [$0] } ?? []
        for crop in R.trust.crops where R.trust.averagesAlways || best?.isDoubtful ?? true {
            if looks.count >= Limits.leastLooks, let best, best.isClear { break }
            guard let rows = crop.rows(of: best?.lines ?? lines, as: best?.decoding.format) else { continue }
            var again: [MRZLine] = []
            for row in rows { again.append(try reader.line(picture, row)) }
            guard let look = MRZCandidate.best(again) else { continue }
            looks.append(look)
            let together = MRZCandidate(averaging: looks.filter { $0.hasSameCells(as: look) })
            best = [look, together].compactMap(\.self).reduce(best) { $1.isBetter(than: $0) ? $1 : $0 }
        }
        guard R.trust.averagesAlways, let best else { return best }
        return MRZCandidate(averaging: looks.filter { $0.isAlike(best) }) ?? best
    }

    /// The recogniser of all print reads the same lines; what both say together counts where it explains more.
    private func secondOpinion(on found: MRZCandidate, _ picture: Picture) throws(InferenceError) -> MRZCandidate {
        var lines: [MRZLine] = []
        for row in MRZCandidate.rowsWithCommonEdges(found.lines) { lines.append(try general.line(picture, row)) }
        guard let second = MRZCandidate(lines, found.decoding.format) else { return found }
        let together = MRZCandidate(averaging: [found, second])
        return [second, together].compactMap(\.self).reduce(found) { $1.isBetter(than: $0) ? $1 : $0 }
    }
}
