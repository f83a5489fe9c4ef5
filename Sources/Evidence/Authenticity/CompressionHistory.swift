import Foundation

/// A portrait laid into a file that had been saved before, and then saved again: what lies around it was compressed
/// twice and the portrait once, in these blocks.
///
/// A coefficient that was rounded twice, to one step and then to another, takes some values too often and others never.
/// How, the surroundings tell; held against it are the portrait's own values. Where the surroundings show nothing of
/// the kind, or the second rounding was too coarse to leave any of it, nothing is said. (A. C. Popescu and H. Farid,
/// Statistical Tools for Digital Forensics, 2004, section 3, is where the double rounding comes from.)
struct CompressionHistory {
    /// 0: the portrait has been through the same. 1: it was compressed once.
    let otherness: Double

    enum Limits {
        /// Nats that the portrait's values tell at least. Where nothing was saved twice chance alone makes up to 411.
        static let evidence = 800.0
        /// Between the two: docs/accuracy.md.
        static let differs = 0.7
        static let certainlyDiffers = 0.9
        /// Blocks looked at.
        static let inside = 2_000
        static let outside = 4_000
        /// Of the face's half width and height, what surely lies on the photograph.
        static let face = 1.1
        /// Widths of the face that no document's photograph reaches beyond its middle.
        static let photograph = 1.4
        /// Multiples of the step that are counted, and neighbours to either side whose mean they are held against.
        static let multiples = 24
        static let reach = 3
        /// Coefficients that a multiple has at least on the mean, multiples a frequency, coefficients of the portrait.
        static let fewestAround = 15.0
        static let fewestMultiples = 6
        static let fewestInside = 30.0
        /// How far beyond chance the surroundings' unevenness must be: of its square, a multiple.
        static let uneven = 3.0
    }

    /// - Parameter steps: of the file's own quantisation of the luminance, as `ImageTraces` has them.
    /// - Returns: nil where the file tells nothing of an earlier one.
    init?(_ picture: Picture, face: Region, steps: [Int]) {
        guard steps.count == 64, picture.channels == 3, picture.shortSide >= 64 else { return nil }
        let parts = Self.blocks(of: picture, face)
        let coefficients = [parts.inside, parts.outside].map { BlockCoefficients(of: picture, blocks: $0, steps) }
        var (seen, expected) = (0.0, 0.0)
        for frequency in BlockCoefficients.frequencies.indices {
            guard
                let told = Self.told(
                    inside: coefficients[0].counts[frequency], outside: coefficients[1].counts[frequency])
            else { continue }
            seen += told.seen
            expected += told.expected
        }
        guard expected >= Limits.evidence else { return nil }
        otherness = min(1, max(0, (1 - seen / expected) / 2))
    }

    /// Corners of blocks on the face, and of blocks clear of the photograph, spread evenly.
    private static func blocks(
        of picture: Picture, _ face: Region
    ) -> (inside: [(x: Int, y: Int)], outside: [(x: Int, y: Int)]) {
        let middle = face.centre
        var (inside, outside): ([(x: Int, y: Int)], [(x: Int, y: Int)]) = ([], [])
        for y in stride(from: 0, through: picture.height - 8, by: 8) {
            for x in stride(from: 0, through: picture.width - 8, by: 8) {
                let away = (x: abs(Double(x + 4) - middle.x), y: abs(Double(y + 4) - middle.y))
                if away.x < face.width / 2 * Limits.face && away.y < face.height / 2 * Limits.face {
                    inside.append((x, y))
                } else if away.x > face.width * Limits.photograph || away.y > face.height * Limits.photograph {
                    outside.append((x, y))
                }
            }
        }
        return (spread(inside, Limits.inside), spread(outside, Limits.outside))
    }

    private static func spread(_ blocks: [(x: Int, y: Int)], _ most: Int) -> [(x: Int, y: Int)] {
        guard blocks.count > most else { return blocks }
        return (0..<most).map { blocks[$0 * (blocks.count - 1) / (most - 1)] }
    }

    /// Of one frequency: how much likelier its values make a history like the surroundings' than an even one, and how
    /// much they would if it were so. Both in nats.
    private static func told(inside: [Double], outside: [Double]) -> (seen: Double, expected: Double)? {
        let (around, own) = (means(of: outside), means(of: inside))
        let multiples = (1...Limits.multiples).filter { (around[$0] ?? 0) >= Limits.fewestAround }
        guard multiples.count >= Limits.fewestMultiples else { return nil }
        let even = multiples.map { own[$0] ?? 0 }
        let all = even.reduce(0, +)
        guard all >= Limits.fewestInside else { return nil }
        let total = multiples.reduce(0.0) { $0 + outside[$1] } / multiples.reduce(0.0) { $0 + (around[$1] ?? 0) }
        guard total > 0 else { return nil }
        let squares = multiples.reduce(0.0) { sum, multiple in
            let mean = around[multiple] ?? 1
            let off = outside[multiple] - mean * total
            return sum + off * off / mean
        }
        let beyond = squares / Double(multiples.count)
        guard beyond >= Limits.uneven else { return nil }
        // What of the unevenness is chance is left out of the expectation.
        let uneven = zip(multiples, even).map { multiple, share in
            let ratio = (outside[multiple] + 2) / ((around[multiple] ?? 0) + 2) / total
            return share / all * (1 + (ratio - 1) * (1 - 1 / beyond))
        }
        let sum = uneven.reduce(0, +)
        let count = multiples.reduce(0.0) { $0 + inside[$1] }
        var (seen, expected) = (0.0, 0.0)
        for (index, multiple) in multiples.enumerated() {
            let likelihood = log(max(uneven[index] / sum, 1e-9) / max(even[index] / all, 1e-9))
            seen += inside[multiple] * likelihood
            expected += count * uneven[index] / sum * likelihood
        }
        return (seen, expected)
    }

    /// What each multiple has on the mean of its neighbours and itself; nil where they reach over the ends.
    private static func means(of counts: [Double]) -> [Double?] {
        let reach = Limits.reach
        return counts.indices.map { index in
            guard index > reach, index + reach < counts.count else { return nil }
            return counts[index - reach...index + reach].reduce(0, +) / Double(2 * reach + 1)
        }
    }

    static func signal(_ surface: DocumentSurface, _ traces: ImageTraces) -> AuthenticitySignal {
        let history = surface.face.flatMap { face in
            traces.luminanceSteps.flatMap { steps in
                CompressionHistory(surface.picture, face: face, steps: steps)
            }
        }
        let reason: Reason = surface.face == nil ? .notFound : history == nil ? .dataMissing : .compressionDiffers
        return AuthenticitySignal(
            .portraitCompression, history?.otherness, limits: (Limits.differs, Limits.certainlyDiffers), unit: .share,
            seen: (surface.face, reason))
    }
}
