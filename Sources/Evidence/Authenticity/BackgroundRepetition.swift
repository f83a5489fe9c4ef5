/// Whether a background looks like itself once it is moved: a cloth whose pattern comes again and again. Anybody may
/// own the same, and wherever theirs lies, some part of it lies as it does here.
///
/// The same comparisons as a print's, at every place of the small picture and not at every cell alone, are held against
/// themselves moved by every way. A bit a place, a row a word: a row is moved by one shift.
struct BackgroundRepetition {
    /// All lengths are those of the small picture.
    private enum Limits {
        /// Ways to each side, each half a cell longer than the one before: nearly three fifths of the picture.
        static let ways = 28
        static let step = 2
        /// Under a cell and a half everything is like itself.
        static let nearest = 6
        /// Share of the comparisons under which a way still belongs to a shorter one beside it.
        static let barrier = 0.35
        /// Share of the known comparisons that must meet others.
        static let meeting = 0.3
    }

    /// Comparisons along rows, or along columns.
    private struct Field {
        var known = [UInt128](repeating: 0, count: BackgroundCells.side)
        var lighter = [UInt128](repeating: 0, count: BackgroundCells.side)
    }

    private let fields: [Field]

    init(_ cells: BackgroundCells) {
        let (cell, count) = (BackgroundCells.perCell, BackgroundCells.side - BackgroundCells.perCell + 1)
        let means = (0..<count * count).map { cells.mean(x: $0 % count, y: $0 / count) }
        fields = [(cell, 0), (0, cell)].map { right, down in
            var field = Field()
            for y in down..<count - down {
                for x in right..<count - right {
                    let (place, step) = (y * count + x, down * count + right)
                    guard
                        let isLighter = BackgroundCells.isLighter(
                            means[place], than: means[place - step], and: means[place + step])
                    else { continue }
                    field.known[y] |= 1 << UInt128(x)
                    if isLighter { field.lighter[y] |= 1 << UInt128(x) }
                }
            }
            return field
        }
    }

    /// The share of comparisons that differ once the background is moved in the way that suits it best: under a
    /// half, 0 for a perfect pattern. Nil where no way is left, or nothing is known.
    ///
    /// Large and soft shapes are like themselves a little further on, and boards all along their grain. No pattern
    /// comes again there: only ways count between which and no way at all the background is unlike itself.
    var leastDifference: Double? {
        let differences = differences
        var belongs = Set(
            differences.indices.filter { place in
                let (right, down) = Self.way(place)
                return right * right + down * down < Limits.nearest * Limits.nearest
            })
        var open = Array(belongs)
        while let place = open.popLast() {
            for next in Self.beside(place)
            where !belongs.contains(next) && differences[next].map({ $0 < Limits.barrier }) ?? false {
                belongs.insert(next)
                open.append(next)
            }
        }
        return differences.indices.filter { !belongs.contains($0) }.compactMap { differences[$0] }.min()
    }

    private static let side = 2 * Limits.ways + 1

    /// The way of a place in the table of ways, whose middle is no way at all.
    private static func way(_ place: Int) -> (right: Int, down: Int) {
        (Limits.step * (place % side - Limits.ways), Limits.step * (place / side - Limits.ways))
    }

    private static func beside(_ place: Int) -> [Int] {
        let (column, row) = (place % side, place / side)
        return (max(0, row - 1)...min(side - 1, row + 1)).flatMap { row in
            (max(0, column - 1)...min(side - 1, column + 1)).map { row * side + $0 }
        }
    }

    /// For every way the share that differs; nil where too little meets.
    private var differences: [Double?] {
        let all = fields.reduce(0) { $0 + $1.known.reduce(0) { $0 + $1.nonzeroBitCount } }
        var table = [Double?](repeating: nil, count: Self.side * Self.side)
        for place in table.count / 2..<table.count {
            let (right, down) = Self.way(place)
            let (met, differing) = compared(movedBy: right, down)
            guard met > 0, Double(met) >= Limits.meeting * Double(all) else { continue }
            table[place] = Double(differing) / Double(met)
            // To move one against the other is to move the other one back.
            table[table.count - 1 - place] = table[place]
        }
        return table
    }

    /// - Parameter down: 0 or more.
    private func compared(movedBy right: Int, _ down: Int) -> (met: Int, differing: Int) {
        var (met, differing) = (0, 0)
        for field in fields {
            for row in 0..<BackgroundCells.side - down {
                // Swift's smart shift: a negative one goes to the other side.
                let both = field.known[row] & (field.known[row + down] >> right)
                met += both.nonzeroBitCount
                differing += (both & (field.lighter[row] ^ (field.lighter[row + down] >> right))).nonzeroBitCount
            }
        }
        return (met, differing)
    }
}
