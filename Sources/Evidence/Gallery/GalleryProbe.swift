/// What is looked for, and the bound that lets most templates go after a look at their codes alone.
///
/// With the stored vector x = g·Q + e and the probe p = s·P + f (`GalleryCode`: Q and P are whole numbers),
///
///     p · x = s·P·x + f·x = s·g·(P·Q) + s·P·e + f·x
///
/// and by the inequality of Cauchy and Schwarz, since |s·P| ≤ |p| + |f|,
///
///     p · x ≤ s·g·(P·Q) + (|p| + |f|)·|e| + |f|·|x|
///
/// P·Q is exact. The error |e| of each template was measured when it was put in and |f| is measured now, so this is a
/// bound and no estimate: a template whose bound lies below what is asked for cannot be a hit. The others are compared
/// number by number in `FaceComparison`'s own arithmetic, whose roundings `floor` allows for.
struct GalleryProbe {
    let values: [Float]
    let codes: [Int16]
    let measure: FaceComparisonScale.Measure
    /// s
    let gain: Double
    /// |p| + |f|
    let weight: Double
    /// |p|² / 2
    private let halfSquare: Double
    private let length: Double
    /// |f|
    private let error: Double

    private enum Slack {
        /// `FaceComparison` multiplies in `Float`, with a relative error of 2⁻²⁴ a product: a cosine is out by less
        /// than 2⁻²² and a squared distance by less than 2⁻²² of itself.
        static let comparison = 0x1p-22
        /// All sums here are of at most 512 `Double`s and then a few: their error is less than 2⁻⁴³ of the greatest.
        static let rounding = 0x1p-40
        /// What a `Float` is too small to hold is less than this, for all numbers of a vector together.
        static let underflow = 0x1p-100
    }

    init(of values: [Float], measure: FaceComparisonScale.Measure) {
        let vector = GalleryVector(of: values, measure: measure)
        let code = GalleryCode(of: vector.numbers, largest: GalleryCode.probeLargest)
        let padding = [Int16](repeating: 0, count: GalleryCode.rowLength(values.count) - values.count)
        self.values = values
        self.measure = measure
        codes = code.integers.map { Int16($0) } + padding
        gain = Double(code.gain)
        error = Double(code.error)
        length = vector.length
        weight = vector.length + Double(code.error)
        halfSquare = vector.length * vector.length / 2
    }

    /// The least p · x − o (`GalleryVector`) with which a template may still reach `cutoff`.
    /// - Parameter cutoff: in the scale's own measure.
    func floor(_ cutoff: Double) -> Double {
        switch measure {
        case .cosine: return cutoff - Slack.comparison
        case .distance:
            let farthest = max(cutoff, 0)
            return halfSquare - farthest * farthest / 2 * (1 + Slack.comparison)
        }
    }

    /// What the bound of every template of a segment has on top of its own.
    /// - Parameter longest: the length of the segment's longest vector.
    func allowance(longest: Double) -> Double {
        error * longest + Slack.rounding * (length + longest) * (length + longest) + Slack.underflow
    }
}
