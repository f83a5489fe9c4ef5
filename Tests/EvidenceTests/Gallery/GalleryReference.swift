import Evidence
import Foundation

/// What a gallery has to do, in the plainest way: every entry compared by `FaceComparison`, then sorted.
struct GalleryReference {
    let scale: FaceComparisonScale
    var entries: [UUID: [Float]] = [:]

    /// All entries that can be compared, best first.
    func ranked(_ probe: [Float]) -> [FaceGalleryHit] {
        entries.compactMap { identifier, values in
            FaceComparison(probe: .told(probe), reference: .told(values), scale: scale).map {
                FaceGalleryHit(identifier: identifier, comparison: $0)
            }
        }.sorted(by: isBefore)
    }

    func reaches(_ threshold: Double, _ hit: FaceGalleryHit) -> Bool {
        scale.measure == .cosine ? hit.comparison.value >= threshold : hit.comparison.value <= threshold
    }

    private func isBefore(_ one: FaceGalleryHit, _ other: FaceGalleryHit) -> Bool {
        let (first, second) = (one.comparison.value, other.comparison.value)
        if first != second { return scale.measure == .cosine ? first > second : first < second }
        return one.identifier.uuidString < other.identifier.uuidString
    }
}
