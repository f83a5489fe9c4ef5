/// What a reader's probabilities have to be corrected by before the grammar weighs them.
struct MRZTrust: Sendable {
    /// Times the confusions of `MRZConfusions`: how much of what was read may have been a look-alike.
    let confusion: Double
    /// Times the weight of a filler.
    let filler: Double
    /// The looks that are taken at lines that were found.
    let crops: [MRZCrop]
    /// Whether all of them are always read and averaged, doubtful or not.
    let averagesAlways: Bool

    /// Trained on text without OCR-B: surer than it is right.
    static let general = MRZTrust(
        confusion: 1, filler: 1, crops: [.commonEdges, .longer, .higher, .lower], averagesAlways: false)

    /// Its probabilities are right for what it was trained on, so half of the confusions is enough; lines that it was
    /// trained on had more fillers than fields have, so a filler counts for less. Measured on the specimen set: 100 of
    /// 102 zones exact with both and all crops averaged, 97 without any of the three. Digits that are printed wrong
    /// would take repairs of 8 nats and more, those that were read wrong took 1.2 at the most.
    static let own = MRZTrust(
        confusion: 0.5, filler: 0.3, crops: [.longer, .commonEdges, .higher, .lower, .wider], averagesAlways: true)
}
