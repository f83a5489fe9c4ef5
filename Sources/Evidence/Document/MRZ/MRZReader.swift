/// Finds and reads a machine-readable zone among the boxes of text in a picture.
package struct MRZReader: Sendable {
    private let recogniser: TextRecogniser
    private let classes: MRZClasses

    package init(recogniser: TextRecogniser) {
        self.recogniser = recogniser
        classes = MRZClasses(recogniser.classes)
    }

    enum Limits {
        /// Rows looked at before giving up: a page of dense print has more, a document few.
        static let rows = 10
        /// Below this mean logarithm of the characters' probabilities the characters are guesses: not read. In the
        /// specimen set every right reading is above -0.15, and what was read into other lines below -0.8.
        static let leastMeanLogProbability = -0.5
        /// A reading below this is tried again on wider and closer crops.
        static let doubtfulMeanLogProbability = -0.12
    }

    /// - Parameter quads: the detector's boxes.
    /// - Returns: the best reading, or nil where nothing looks like a zone.
    package func read(_ picture: Picture, _ quads: [Quad]) throws(InferenceError) -> MRZReading? {
        let rows = MRZRows.merge(quads)
        var seen = Seen(picture: picture)
        for row in MRZRows.candidates(rows).prefix(Limits.rows) where !seen.isRead(row) {
            guard let seed = try seed(row, &seen) else { continue }
            if let found = try read(around: seed, rows, &seen) { return found }
        }
        return nil
    }

    /// What has been looked at so far. Rows are few, and recognising one is dear.
    private struct Seen {
        let picture: Picture
        var centres: [Point] = []
        /// The rows of one picture stand upright alike: once one had to be turned, the next is turned first.
        var isTurned = false

        func isRead(_ row: MRZRow) -> Bool { centres.contains { $0.distance(to: row.centre) < row.height / 2 } }
    }

    /// The row in the direction in which it looks like a line of a zone; nil where it does in neither.
    private func seed(_ row: MRZRow, _ seen: inout Seen) throws(InferenceError) -> MRZLine? {
        let first = try recognise(seen.isTurned ? row.reversed : row, seen.picture)
        seen.centres.append(row.centre)
        if first.looksLikeZone { return first }
        if first.isClearlyOther { return nil }
        let second = try recognise(seen.isTurned ? row : row.reversed, seen.picture)
        guard second.looksLikeZone else { return nil }
        seen.isTurned.toggle()
        return second
    }

    private func recognise(_ row: MRZRow, _ picture: Picture) throws(InferenceError) -> MRZLine {
        MRZLine(row: row, try recogniser.recognise(picture, row.quad), classes)
    }

    private func read(around seed: MRZLine, _ rows: [MRZRow], _ seen: inout Seen) throws(InferenceError) -> MRZReading?
    {
        let lines = try lines(around: seed, rows, &seen)
        var best = Self.best(lines)
        var looks = best.map { [$0] } ?? []
        for crop in Crop.allCases where best?.isDoubtful ?? true {
            guard let again = try reread(best?.lines ?? lines, crop, seen.picture) else { continue }
            looks.append(again)
            let together = MRZCandidate(averaging: looks.filter { $0.decoding.format == again.decoding.format })
            for candidate in [again, together].compactMap({ $0 }) where candidate.quality > best?.quality ?? -.infinity
            {
                best = candidate
            }
        }
        guard let best, best.decoding.meanLogProbability >= Limits.leastMeanLogProbability else { return nil }
        return MRZReading(best.decoding, lines: best.lines)
    }

    /// The line that was found and those above and below it; where the detector saw none, the places where they must
    /// lie.
    private func lines(
        around seed: MRZLine, _ rows: [MRZRow], _ seen: inout Seen
    ) throws(InferenceError) -> [MRZLine] {
        let above = try neighbours(of: seed, rows, above: true, &seen)
        let below = try neighbours(of: seed, rows, above: false, &seen)
        guard above.isEmpty, below.isEmpty else { return above.reversed() + [seed] + below }
        return [
            try recognise(MRZNeighbours.assumed(of: seed, above: true), seen.picture), seed,
            try recognise(MRZNeighbours.assumed(of: seed, above: false), seen.picture),
        ]
    }

    /// The lines on one side of `seed`, nearest first, up to the first that is clearly something else.
    private func neighbours(
        of seed: MRZLine, _ rows: [MRZRow], above: Bool, _ seen: inout Seen
    ) throws(InferenceError) -> [MRZLine] {
        var lines: [MRZLine] = []
        for row in MRZNeighbours.rows(of: seed, among: rows, above: above) {
            let line = try recognise(row, seen.picture)
            seen.centres.append(row.centre)
            guard line.mayBeZone else { break }
            lines.append(line)
        }
        return lines
    }

    /// Another look at the same lines.
    private enum Crop: CaseIterable {
        /// All lines as long as the longest.
        case commonEdges
        /// As long as the longest format: the detector may have lost the same fillers of all lines.
        case longer
        /// Common edges and a little more height, or a little less.
        case higher, lower

        /// Times the height of the detector's box.
        var height: Double {
            switch self {
            case .commonEdges, .longer: 1
            case .higher: 1.15
            case .lower: 0.87
            }
        }
    }

    /// - Returns: nil where this crop shows nothing new or nothing that fits a format.
    private func reread(_ lines: [MRZLine], _ crop: Crop, _ picture: Picture) throws(InferenceError) -> MRZCandidate? {
        let missing = crop == .longer ? MRZCandidate.missingPixels(lines) : 0
        guard crop != .longer || missing > 0 else { return nil }
        var again: [MRZLine] = []
        for row in MRZCandidate.rowsWithCommonEdges(lines) {
            again.append(try recognise(row.scaledHeight(by: crop.height).extended(before: 0, after: missing), picture))
        }
        return Self.best(again)
    }

    /// The best reading over all formats and all runs of as many lines as the format has.
    private static func best(_ lines: [MRZLine]) -> MRZCandidate? {
        var best: MRZCandidate?
        for format in MRZFormat.allCases where lines.count >= format.lineCount {
            for first in 0...(lines.count - format.lineCount) {
                let window = Array(lines[first..<first + format.lineCount])
                // A line of another length belongs to another format; a broken one may lack a few characters.
                guard window.contains(where: { abs($0.length - format.lineLength) <= 3 }) else { continue }
                guard let candidate = MRZCandidate(window, format) else { continue }
                if candidate.quality > best?.quality ?? -.infinity { best = candidate }
            }
        }
        return best
    }
}
