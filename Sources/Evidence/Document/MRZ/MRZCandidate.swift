/// Lines that were decoded as one format.
struct MRZCandidate: Sendable {
    let lines: [MRZLine]
    let decoding: MRZDecoding
    private let cells: [[MRZCell]]

    /// Nil where a line is too short for the format.
    init?(_ lines: [MRZLine], _ format: MRZFormat) {
        self.init(lines, lines.map { $0.cells(format.lineLength) }, format)
    }

    /// - Parameter seen: each line's cells; nil of a line that is too short.
    private init?(_ lines: [MRZLine], _ seen: [[MRZCell]?], _ format: MRZFormat) {
        let cells = seen.compactMap(\.self)
        guard cells.count == lines.count, let decoding = MRZDecoder.decode(cells, as: format) else { return nil }
        self.lines = lines
        self.cells = cells
        self.decoding = decoding
    }

    /// Several looks at the same lines as the same format, weighed alike: their errors are seldom the same.
    init?(averaging looks: [MRZCandidate]) {
        guard looks.count > 1, let first = looks.first else { return nil }
        let cells = first.cells.indices.map { line in
            first.cells[line].indices.map { index in MRZCell(averaging: looks.map { $0.cells[line][index] }) }
        }
        guard let decoding = MRZDecoder.decode(cells, as: first.decoding.format) else { return nil }
        lines = first.lines
        self.cells = cells
        self.decoding = decoding
    }

    /// The best reading over all formats and all runs of as many lines as the format has.
    static func best(_ lines: [MRZLine]) -> MRZCandidate? {
        var best: MRZCandidate?
        // Formats have lengths, and windows lines, in common.
        var cells: [Int: [[MRZCell]?]] = [:]
        for format in MRZFormat.allCases where lines.count >= format.lineCount {
            for first in 0...(lines.count - format.lineCount) {
                let window = Array(lines[first..<first + format.lineCount])
                // A line of another length belongs to another format; a broken one may lack a few characters.
                guard window.contains(where: { abs($0.length - format.lineLength) <= 3 }) else { continue }
                let length = format.lineLength
                let seen = cells[length] ?? lines.map { $0.cells(length) }
                cells[length] = seen
                let part = Array(seen[first..<first + format.lineCount])
                guard let candidate = MRZCandidate(window, part, format) else { continue }
                if candidate.isBetter(than: best) { best = candidate }
            }
        }
        return best
    }

    private var quality: Double { MRZDecoder.quality(decoding) }

    func isBetter(than other: MRZCandidate?) -> Bool { quality > other?.quality ?? -.infinity }

    /// Whether both read the same format about as well: a look that missed a character explains much less.
    func isAlike(_ other: MRZCandidate) -> Bool {
        hasSameCells(as: other) && abs(decoding.meanLogProbability - other.decoding.meanLogProbability) < 0.1
    }

    /// Whether cell by cell both look at the same characters: a frame or a stain before the first one moves all others.
    func hasSameCells(as other: MRZCandidate) -> Bool {
        decoding.format == other.decoding.format && !decoding.isShifted(against: other.decoding)
    }

    /// Whether the characters are more than guesses.
    var isRead: Bool { decoding.meanLogProbability >= MRZReader.Limits.leastMeanLogProbability }

    /// Whether another look would say the same.
    var isClear: Bool {
        decoding.isConstrained && decoding.meanLogProbability > MRZReader.Limits.clearMeanLogProbability
    }

    var isDoubtful: Bool {
        !decoding.isConstrained || decoding.meanLogProbability < MRZReader.Limits.doubtfulMeanLogProbability
            || lines.contains { abs($0.length - decoding.format.lineLength) > 2 }
    }

    /// What the lines lack to their format, or two short ones to the longest format; 0 where they lack nothing.
    static func missingPixels(_ lines: [MRZLine], _ format: MRZFormat?) -> Double {
        guard let longest = lines.max(by: { $0.length < $1.length }), let pitch = longest.pitchPixels else { return 0 }
        if lines.count == 2, longest.length < MRZFormat.td2.lineLength - 2 {
            return Double(MRZFormat.td3.lineLength - longest.length) * pitch
        }
        return Double(max(0, (format?.lineLength ?? 0) - longest.length)) * pitch
    }

    /// All lines of a zone begin and end under each other: a shorter one lacks characters at its end.
    static func rowsWithCommonEdges(_ lines: [MRZLine]) -> [MRZRow] {
        guard let longest = lines.map(\.row).max(by: { $0.length < $1.length }) else { return [] }
        let starts = lines.map { longest.place(of: $0.row.start).along }
        let ends = lines.map { longest.place(of: $0.row.end).along }
        guard let left = starts.min(), let right = ends.max() else { return [] }
        return lines.indices.map { index in
            lines[index].row.extended(before: max(0, starts[index] - left), after: max(0, right - ends[index]))
        }
    }
}
