/// How two templates of one model are compared, and what the number means.
package struct FaceComparisonScale: Codable, Equatable, Sendable {
    package enum Measure: String, Codable, Sendable {
        /// Cosine, -1…1, higher is more alike.
        case cosine
        /// Euclidean distance, 0…, lower is more alike.
        case distance
    }

    package let measure: Measure
    /// From this measure on (for a distance: up to it) two faces count as one person's.
    package let match: Double
    /// Between this and `match` a person has to look; beyond it the faces are two persons'.
    package let review: Double

    package init(measure: Measure, match: Double, review: Double) {
        self.measure = measure
        self.match = match
        self.review = review
    }

    package func level(of value: Double) -> FaceComparison.Level {
        switch measure {
        case .cosine: value >= match ? .match : value >= review ? .review : .noMatch
        case .distance: value <= match ? .match : value <= review ? .review : .noMatch
        }
    }
}
