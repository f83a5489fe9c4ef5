import Foundation

/// A grey copy: a document without colours of its own, in whatever light it lies.
///
/// Coloured light multiplies red, green and blue by the same factors everywhere, or by slowly changing ones. So the
/// logarithms of their ratios move together, and what a place differs from its surroundings is the print's alone.
enum DocumentColour {
    enum Limits {
        /// Columns at which colour is looked at: sensors and JPEG blur it, and their noise averages out.
        static let columns = 160
        /// Cells to either side that count as a place's surroundings: a ninth of the document's width.
        static let reach = 9
        /// Grey values between which the ratio of colours is known well enough.
        static let darkest = 40
        static let lightest = 250
        /// The share of the places that may have less colour than the measure.
        static let quantile = 0.97
        /// Colourfulness of the document's most colourful places, as a share of the light: docs/accuracy.md.
        static let grey = 0.045
        static let certainlyGrey = 0.025
        /// The rim, as a share, that is left out: what lies beside the document has colours of its own.
        static let rim = 0.05
        /// Places of known colour that are needed.
        static let fewestPlaces = 2_000
    }

    /// The measure is turned around, so that it grows with suspicion: 1 − colour ÷ (colour + limit).
    static func signal(_ surface: DocumentSurface) -> AuthenticitySignal {
        let spread = surface.isLargeEnough ? spread(of: surface.straight) : nil
        return AuthenticitySignal(
            .documentColour, spread.map { Limits.grey / (Limits.grey + $0) },
            limits: (0.5, Limits.grey / (Limits.grey + Limits.certainlyGrey)), unit: .share,
            seen: (surface.outline.bounds, spread == nil ? .tooSmall : .greyCopy))
    }

    /// How far the colour of the print's most colourful places is from that of their surroundings: 0…, in natural
    /// logarithms of ratios, so 0.1 is a tenth more of one colour.
    static func spread(of document: Picture) -> Double? {
        let (wide, high) = (Double(document.width), Double(document.height))
        let inner = document.cropped(
            to: Region(
                x: Limits.rim * wide, y: Limits.rim * high, width: (1 - 2 * Limits.rim) * wide,
                height: (1 - 2 * Limits.rim) * high))
        let height = max(1, inner.height * Limits.columns / inner.width)
        let small = inner.resized(width: Limits.columns, height: height)
        let (width, count) = (small.width, small.width * small.height)
        var known = [Bool](repeating: false, count: count)
        var ratios: [[Double]] = [Array(repeating: 0, count: count), Array(repeating: 0, count: count)]
        for index in 0..<count {
            let (blue, green, red) = (small.pixels[3 * index], small.pixels[3 * index + 1], small.pixels[3 * index + 2])
            let (low, high) = (min(blue, green, red), max(blue, green, red))
            guard low >= Limits.darkest, high <= Limits.lightest else { continue }
            known[index] = true
            ratios[0][index] = log(Double(red) / Double(green))
            ratios[1][index] = log(Double(blue) / Double(green))
        }
        guard known.count(where: { $0 }) >= Limits.fewestPlaces else { return nil }
        let differences = ratios.map { LocalMean(width: width, known: known, reach: Limits.reach).differences(of: $0) }
        let lengths = known.indices.filter { known[$0] }.map { index in
            (differences[0][index] * differences[0][index] + differences[1][index] * differences[1][index]).squareRoot()
        }.sorted()
        return lengths[Int(Double(lengths.count - 1) * Limits.quantile)]
    }
}

/// Means over squares of known places, by sums over all that lies above and to the left.
private struct LocalMean {
    let width: Int
    let known: [Bool]
    let reach: Int

    func differences(of values: [Double]) -> [Double] {
        let height = known.count / width
        let stride = width + 1
        var sums = [Double](repeating: 0, count: stride * (height + 1))
        var counts = sums
        for y in 0..<height {
            for x in 0..<width {
                let (index, place) = (y * width + x, (y + 1) * stride + x + 1)
                let (above, left, both) = (place - stride, place - 1, place - stride - 1)
                sums[place] = (known[index] ? values[index] : 0) + sums[above] + sums[left] - sums[both]
                counts[place] = (known[index] ? 1 : 0) + counts[above] + counts[left] - counts[both]
            }
        }
        return known.indices.map { index in
            let (x, y) = (index % width, index / width)
            let (left, right) = (max(0, x - reach), min(width, x + reach + 1))
            let (top, bottom) = (max(0, y - reach) * stride, min(height, y + reach + 1) * stride)
            func total(_ table: [Double]) -> Double {
                table[bottom + right] - table[top + right] - table[bottom + left] + table[top + left]
            }
            return values[index] - total(sums) / max(1, total(counts))
        }
    }
}
