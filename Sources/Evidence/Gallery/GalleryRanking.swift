import Foundation

/// The best of what a search has seen: best first, equals by identifier, so that the order is one and the same on
/// every machine and whatever the order of the gallery.
struct GalleryRanking {
    struct Place {
        let identifier: UUID
        /// In the scale's own measure.
        let value: Double
    }

    private(set) var places: [Place] = []
    /// No worse value can be a hit any more.
    private(set) var cutoff: Double
    private let measure: FaceComparisonScale.Measure
    private let limit: Int

    init(measure: FaceComparisonScale.Measure, threshold: Double, limit: Int) {
        self.measure = measure
        self.limit = limit
        cutoff = threshold
    }

    mutating func note(_ place: Place) {
        guard reaches(place.value) else { return }
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if isBetter(places[middle], place) { low = middle + 1 } else { high = middle }
        }
        places.insert(place, at: low)
        if places.count > limit { places.removeLast() }
        if places.count == limit { cutoff = places[limit - 1].value }
    }

    private func reaches(_ value: Double) -> Bool {
        measure == .cosine ? value >= cutoff : value <= cutoff
    }

    private func isBetter(_ one: Place, _ other: Place) -> Bool {
        if one.value == other.value { return one.identifier < other.identifier }
        return measure == .cosine ? one.value > other.value : one.value < other.value
    }
}
