/// One template as a segment keeps it.
struct GalleryEntry {
    let values: [Float]
    let codes: [Int8]
    let meaning: GallerySegment.Meaning
    /// At least the length of the vector that the codes stand for.
    let length: Double

    init(values: [Float], codes: [Int8], meaning: GallerySegment.Meaning, length: Double) {
        self.values = values
        self.codes = codes
        self.meaning = meaning
        self.length = length
    }

    init(of values: [Float], measure: FaceComparisonScale.Measure) {
        let vector = GalleryVector(of: values, measure: measure)
        let code = GalleryCode(of: vector.numbers, largest: GalleryCode.storedLargest)
        let padding = [Int8](repeating: 0, count: GalleryCode.rowLength(values.count) - values.count)
        let halfSquare = measure == .distance ? Float(vector.length * vector.length / 2).nextDown : 0
        self.init(
            values: values, codes: code.integers.map { Int8($0) } + padding,
            meaning: .init(gain: code.gain, error: code.error, halfSquare: max(halfSquare, 0)), length: vector.length)
    }
}
