/// What lies around a document, in few bits: the same desk under the same camera gives nearly the same bits, another
/// document on it or not.
///
/// Every bit says whether a place is lighter than its two neighbours on one line are in the mean, so that slowly
/// changing light says nothing. Places on the document or beside it, and those that are like their neighbours, say
/// nothing either. Only the same camera at the same place is recognised: pictures that a programme makes, not a desk
/// that is photographed twice by hand. A cloth whose pattern repeats gives no print: others may own and lay the same.
package struct BackgroundPrint: Codable, Equatable, Sendable {
    /// `Limits.cells` × `Limits.cells` places, each along its row, then along its column; 64 bits a word.
    package let bits: [UInt64]
    /// Which of them say something.
    package let known: [UInt64]

    package enum Limits {
        package static let cells = 24
        static let words = 2 * cells * cells / 64
        /// Bits that both prints must know.
        package static let fewestBits = 64
        /// How often the bits that both prints know must change along the lines that an edge would follow: an edge of a
        /// table, a seam or the grain of wood says one thing along its whole length, and lies so on many desks. Drawn
        /// ones change up to 7 times, the blotches of the tests 68 times and more.
        package static let fewestTurns = 24
        /// Share of the bits in which prints of one background differ at most. Drawn tables under a camera that stands
        /// still differ by up to 0.02, moved by a millimetre by up to 0.14; two mats with one print that lie alike to
        /// two millimetres by 0.13, all other tables by 0.26 and more: docs/accuracy.md.
        package static let same = 0.12
        /// Grey values by which a place must differ from its neighbours' mean to say anything: above what noise leaves
        /// of a cell's mean, and what the curve of a lamp's light makes of three neighbours.
        static let contrast = 2.0
        /// Share of the comparisons in which a background must differ from itself moved (`BackgroundRepetition`): under
        /// it the pattern is one that others may own and lay in the same way. docs/accuracy.md.
        static let repetition = 0.2
        /// The document is thought larger by this share: its shadow moves with it.
        static let margin = 0.04
    }

    /// - Parameter document: its corners; nil has no background, since what is document and what is not is not known.
    package init?(of picture: Picture, without document: Quad?) {
        guard let document, picture.shortSide >= BackgroundCells.side else { return nil }
        let cells = Limits.cells
        let small = BackgroundCells(picture, without: document.grown(by: Limits.margin))
        let values = (0..<cells * cells).map { index in
            small.mean(x: index % cells * BackgroundCells.perCell, y: index / cells * BackgroundCells.perCell)
        }
        var (bits, known) = (
            [UInt64](repeating: 0, count: Limits.words), [UInt64](repeating: 0, count: Limits.words)
        )
        for index in 0..<cells * cells {
            for (direction, step) in [1, cells].enumerated() {
                let place = direction == 0 ? index % cells : index / cells
                guard place > 0, place + 1 < cells,
                    let isLighter = BackgroundCells.isLighter(
                        values[index], than: values[index - step], and: values[index + step])
                else { continue }
                let bit = 2 * index + direction
                known[bit / 64] |= 1 << UInt64(bit % 64)
                if isLighter { bits[bit / 64] |= 1 << UInt64(bit % 64) }
            }
        }
        self.bits = bits
        self.known = known
        guard known.reduce(0, { $0 + $1.nonzeroBitCount }) >= Limits.fewestBits,
            Self.turns(bits, known) >= Limits.fewestTurns,
            BackgroundRepetition(small).leastDifference ?? 1 >= Limits.repetition
        else { return nil }
    }

    /// Share of the bits known to both that differ (Hamming), 0…1: about a half for two backgrounds. Nil where too few
    /// are known to both.
    package func distance(to other: BackgroundPrint) -> Double? {
        guard isWhole, other.isWhole else { return nil }
        return bits.withUnsafeBufferPointer { bits in
            known.withUnsafeBufferPointer { Self.distance(of: other, toBits: bits, known: $0) }
        }
    }

    /// Whether it has the words that prints have: those that were kept may be an older version's.
    var isWhole: Bool { bits.count == Limits.words && known.count == Limits.words }

    /// The distance to a print whose words lie elsewhere; all are `Limits.words` long.
    static func distance(
        of print: BackgroundPrint, toBits bits: UnsafeBufferPointer<UInt64>, known: UnsafeBufferPointer<UInt64>
    ) -> Double? {
        var (shared, differing) = (0, 0)
        for index in 0..<Limits.words {
            let both = known[index] & print.known[index]
            shared += both.nonzeroBitCount
            differing += (both & (bits[index] ^ print.bits[index])).nonzeroBitCount
        }
        guard shared >= Limits.fewestBits else { return nil }
        let distance = Double(differing) / Double(shared)
        // Only what comes near is looked at more closely: nearly all do not.
        guard distance <= Limits.same else { return distance }
        let both = zip(known, print.known).map { $0 & $1 }
        return turns(print.bits, both) >= Limits.fewestTurns ? distance : nil
    }

    /// How often the known bits change along the lines that an edge would follow: those along rows from top to bottom,
    /// those along columns from left to right.
    private static func turns(_ bits: [UInt64], _ known: [UInt64]) -> Int {
        let cells = Limits.cells
        var count = 0
        for line in 0..<2 * cells {
            var last: Bool?
            for place in 0..<cells {
                let bit = line < cells ? 2 * (place * cells + line) : 2 * ((line - cells) * cells + place) + 1
                guard known[bit / 64] >> UInt64(bit % 64) & 1 == 1 else { continue }
                let value = bits[bit / 64] >> UInt64(bit % 64) & 1 == 1
                if last == !value { count += 1 }
                last = value
            }
        }
        return count
    }

    /// What a search for backgrounds that were seen before says, with another document. Never a failure: a family
    /// photographs at one table. Where nothing of the scene is seen nothing of it is known again, which proves nothing.
    /// - Parameters:
    ///   - nearest: distance of the nearest of another person's; nil where none came near enough to be compared.
    ///   - isSeen: whether there was a print to look for.
    package static func finding(nearest: Double?, isSeen: Bool) -> Finding {
        let isSame = nearest.map { $0 <= Limits.same } ?? false
        return Finding(
            .backgroundReused, isSame ? .review : .success, measure: nearest, threshold: Limits.same, unit: .share,
            reason: isSame ? .duplicate : isSeen ? nil : .notFound)
    }
}

extension Quad {
    /// The corners moved away from the middle by a share of their distance.
    func grown(by share: Double) -> Quad {
        let middle = centre
        return mapped { corner in
            Point(
                x: middle.x + (corner.x - middle.x) * (1 + share), y: middle.y + (corner.y - middle.y) * (1 + share))
        }
    }
}
