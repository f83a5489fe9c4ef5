/// What lies around a document, in few bits: the same desk under the same camera gives nearly the same bits, another
/// document on it or not.
///
/// Every bit says which of two neighbouring places is lighter. Places on the document, and pairs that are alike, say
/// nothing. Only the same camera at the same place is recognised: pictures that a programme makes, not a desk that is
/// photographed twice by hand.
package struct BackgroundPrint: Codable, Equatable, Sendable {
    /// `Limits.cells` × `Limits.cells` places, each with its right and its lower neighbour; 64 bits a word.
    package let bits: [UInt64]
    /// Which of them say something.
    package let known: [UInt64]

    package enum Limits {
        package static let cells = 24
        /// Bits that both prints must know.
        package static let fewestBits = 64
        /// Share of the bits in which prints of one background differ at most: docs/accuracy.md.
        package static let same = 0.15
        /// Grey values by which two places must differ to say anything: above what noise leaves of a cell's mean, and
        /// what uneven light makes of two neighbours.
        static let contrast = 2.0
        /// Share of a cell that must lie beside the document: where it fills the frame, cells are cut.
        static let free = 0.6
        /// The document is thought larger by this share: its shadow moves with it.
        static let margin = 0.04
    }

    /// - Parameter document: its corners; nil has no background, since what is document and what is not is not known.
    package init?(of picture: Picture, without document: Quad?) {
        guard let document, picture.shortSide >= 4 * Limits.cells else { return nil }
        let cells = Limits.cells
        let small = picture.grey().resized(width: 4 * cells, height: 4 * cells)
        let scaled = document.grown(by: Limits.margin)
            .scaled(x: Double(4 * cells) / Double(picture.width), y: Double(4 * cells) / Double(picture.height))
        let values = (0..<cells * cells).map { Self.value(of: small, column: $0 % cells, row: $0 / cells, scaled) }
        let words = 2 * cells * cells / 64
        var (bits, known) = ([UInt64](repeating: 0, count: words), [UInt64](repeating: 0, count: words))
        for index in 0..<cells * cells {
            let neighbours = [
                index % cells + 1 < cells ? index + 1 : nil, index + cells < cells * cells ? index + cells : nil,
            ]
            for (direction, neighbour) in neighbours.enumerated() {
                guard let neighbour, let own = values[index], let other = values[neighbour],
                    abs(own - other) >= Limits.contrast
                else { continue }
                let place = 2 * index + direction
                known[place / 64] |= 1 << UInt64(place % 64)
                if own > other { bits[place / 64] |= 1 << UInt64(place % 64) }
            }
        }
        guard known.reduce(0, { $0 + $1.nonzeroBitCount }) >= Limits.fewestBits else { return nil }
        self.bits = bits
        self.known = known
    }

    /// Share of the bits known to both that differ (Hamming), 0…1: about a half for two backgrounds. Nil where too few
    /// are known to both.
    package func distance(to other: BackgroundPrint) -> Double? {
        guard bits.count == other.bits.count, known.count == other.known.count, bits.count == known.count else {
            return nil
        }
        var (shared, differing) = (0, 0)
        for index in bits.indices {
            let both = known[index] & other.known[index]
            shared += both.nonzeroBitCount
            differing += (both & (bits[index] ^ other.bits[index])).nonzeroBitCount
        }
        return shared >= Limits.fewestBits ? Double(differing) / Double(shared) : nil
    }

    /// What a background says that was seen before, with another document. Never a failure: a family photographs at one
    /// table.
    package func finding(against earlier: [BackgroundPrint]) -> Finding {
        let nearest = earlier.compactMap(distance).min()
        let isSame = nearest.map { $0 <= Limits.same } ?? false
        return Finding(
            .backgroundReused, isSame ? .review : .success, measure: nearest, threshold: Limits.same, unit: .share,
            reason: isSame ? .duplicate : nil)
    }

    private static func value(of small: Picture, column: Int, row: Int, _ document: Quad) -> Double? {
        var (sum, count) = (0, 0)
        for y in 4 * row..<4 * row + 4 {
            for x in 4 * column..<4 * column + 4 where !document.contains(Point(x: Double(x) + 0.5, y: Double(y) + 0.5))
            {
                sum += Int(small.pixels[y * small.width + x])
                count += 1
            }
        }
        return Double(count) >= Limits.free * 16 ? Double(sum) / Double(count) : nil
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
