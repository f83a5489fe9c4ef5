/// A run of characters in one line of a machine-readable zone; lines and characters count from 0.
struct MRZSpan: Hashable, Sendable {
    let line: Int
    let start: Int
    let count: Int

    init(_ line: Int, _ positions: ClosedRange<Int>) {
        self.line = line
        start = positions.lowerBound
        count = positions.count
    }

    var positions: Range<Int> { start..<start + count }

    /// The span's characters, or nothing where the lines are too short for it.
    func text(in lines: [[UInt8]]) -> [UInt8] {
        guard line < lines.count, lines[line].count >= start + count else { return [] }
        return Array(lines[line][positions])
    }
}
