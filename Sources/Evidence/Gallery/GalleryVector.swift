/// A template as the first look compares it: of length 1 where only the direction counts, as it is otherwise.
///
/// Then one number ranks both measures: p · x − o, with o = 0 for a cosine (which it is) and o = |x|² / 2 for a
/// distance (it is (|p|² − d²) / 2).
struct GalleryVector {
    let numbers: [Double]
    let length: Double

    init(of values: [Float], measure: FaceComparisonScale.Measure) {
        let numbers = values.map(Double.init)
        let length = Self.length(of: values)
        switch measure {
        case .cosine: (self.numbers, self.length) = (numbers.map { $0 / length }, 1)
        case .distance: (self.numbers, self.length) = (numbers, length)
        }
    }

    static func length(of values: [Float]) -> Double {
        values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    }
}
