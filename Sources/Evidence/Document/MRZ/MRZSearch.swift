/// Looks through the rows of one picture for lines of a zone, with one reader of lines.
struct MRZSearch {
    private let reader: any MRZLineReader
    private let picture: Picture
    /// All of the picture's rows, merged.
    private let rows: [MRZRow]
    /// The middles of the rows that have been looked at: one row need not be read again.
    private var seen: [Point] = []
    /// The rows tried that a zone in another typeface may stand in.
    private(set) var promising: [MRZRow] = []
    /// The rows of one picture stand upright alike: once one had to be turned, the next is turned first.
    private var isTurned = false

    init(_ reader: any MRZLineReader, _ picture: Picture, _ rows: [MRZRow]) {
        self.reader = reader
        self.picture = picture
        self.rows = rows
    }

    /// The lines around the next of the rows that looks like a line of a zone; nil where none is left.
    /// - Parameter candidates: the rows not yet tried, the likeliest first; those tried now are taken away.
    mutating func next(of candidates: inout ArraySlice<MRZRow>) throws(InferenceError) -> [MRZLine]? {
        while let row = candidates.popFirst() {
            guard !isSeen(row), let seed = try seed(row) else { continue }
            return try lines(around: seed)
        }
        return nil
    }

    private func isSeen(_ row: MRZRow) -> Bool { seen.contains { $0.distance(to: row.centre) < row.height / 2 } }

    /// The row in the direction in which it looks like a line of a zone; nil where it does in neither.
    private mutating func seed(_ row: MRZRow) throws(InferenceError) -> MRZLine? {
        let first = try reader.line(picture, isTurned ? row.reversed : row)
        seen.append(row.centre)
        if first.looksLikeZone {
            promising.append(row)
            return first
        }
        if first.isClearlyOther { return nil }
        let second = try reader.line(picture, isTurned ? row : row.reversed)
        if first.hasZoneCharacters || second.hasZoneCharacters { promising.append(row) }
        guard second.looksLikeZone else { return nil }
        isTurned.toggle()
        return second
    }

    /// The line that was found and those above and below it; where the detector saw none, the places where they must
    /// lie.
    private mutating func lines(around seed: MRZLine) throws(InferenceError) -> [MRZLine] {
        let above = try neighbours(of: seed, above: true)
        let below = try neighbours(of: seed, above: false)
        guard above.isEmpty, below.isEmpty else { return above.reversed() + [seed] + below }
        return [
            try reader.line(picture, MRZNeighbours.assumed(of: seed, above: true)), seed,
            try reader.line(picture, MRZNeighbours.assumed(of: seed, above: false)),
        ]
    }

    /// The lines on one side of `seed`, nearest first, up to the first that is clearly something else.
    private mutating func neighbours(of seed: MRZLine, above: Bool) throws(InferenceError) -> [MRZLine] {
        var lines: [MRZLine] = []
        for row in MRZNeighbours.rows(of: seed, among: rows, above: above) {
            let line = try reader.line(picture, row)
            seen.append(row.centre)
            guard line.mayBeZone else { break }
            lines.append(line)
        }
        return lines
    }
}
