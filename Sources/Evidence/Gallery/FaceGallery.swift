package import Foundation
import Synchronization

/// Templates of many faces, in memory, among which one face is looked for (1:N, ISO/IEC 2382-37 "identification").
///
/// A search is exact: it finds what comparing the probe with every template by `FaceComparison` finds, in the same
/// order and with the same values to the last bit. It is quick because the codes of the templates, a quarter of their
/// size, rule most of them out first (`GalleryProbe` has the proof). Where very many are equally alike, as copies of
/// one template are, each of them is compared in full, in less than a microsecond each.
///
/// May be used by several threads. A search sees the gallery as it was when the search began and holds no lock
/// meanwhile; a change waits for no search, and copies the one segment it touches where a search still holds it.
/// Searching takes the caller's processor for as long as it takes: tens of milliseconds with a million templates.
///
/// Nothing is kept elsewhere: what is sealed and stored of an entry is a `FaceGalleryRecord`.
package final class FaceGallery: Sendable {
    /// SHA-256 (hex) of the model that made all templates.
    package let model: String
    /// Numbers of a template.
    package let dimension: Int
    /// How templates are compared, and what a hit means: a match is an alert, a review a possible match.
    package let scale: FaceComparisonScale
    package let capacity: Int

    /// Templates of a segment: what a change copies while a search is under way (1.3 MB at 256 numbers each).
    private static let segmentCount = 1_024

    private struct State {
        /// All full but the last.
        var segments: [GallerySegment] = []
        var places: [UUID: Int] = [:]
    }

    private let state = Mutex(State())

    /// - Parameters:
    ///   - dimension: within `FaceGalleryLimits.dimensions`.
    ///   - capacity: how many templates there may be, at most `FaceGalleryLimits.templates`.
    package init(model: String, dimension: Int, scale: FaceComparisonScale, capacity: Int) {
        precondition(FaceGalleryLimits.dimensions.contains(dimension), "a template of \(dimension) numbers")
        precondition((1...FaceGalleryLimits.templates).contains(capacity), "a gallery of \(capacity) templates")
        self.model = model
        self.dimension = dimension
        self.scale = scale
        self.capacity = capacity
    }

    package var count: Int { state.withLock { $0.places.count } }

    /// What the templates and the index of their identifiers have taken of the memory.
    package var memoryBytes: Int {
        state.withLock { state in
            let place = MemoryLayout<UUID>.stride + MemoryLayout<Int>.stride
            return state.segments.reduce(state.places.capacity * place) { $0 + $1.memoryBytes }
        }
    }

    package func contains(_ identifier: UUID) -> Bool {
        state.withLock { $0.places[identifier] != nil }
    }

    /// - Throws: besides what is wrong with the template, `alreadyThere` and `full`.
    package func add(_ template: FaceTemplate, as identifier: UUID) throws(FaceGalleryError) {
        let entry = GalleryEntry(of: try checked(template), measure: scale.measure)
        try state.withLock { state throws(FaceGalleryError) in
            guard state.places[identifier] == nil else { throw .alreadyThere }
            let count = state.places.count
            guard count < capacity else { throw .full(capacity: capacity) }
            if count == state.segments.count * Self.segmentCount {
                state.segments.append(GallerySegment(dimension: dimension, capacity: Self.segmentCount))
            }
            state.segments[count / Self.segmentCount].append(entry, as: identifier)
            state.places[identifier] = count
        }
    }

    /// Puts another template in the place of one that is there.
    /// - Throws: besides what is wrong with the template, `notThere`.
    package func replace(_ template: FaceTemplate, of identifier: UUID) throws(FaceGalleryError) {
        let entry = GalleryEntry(of: try checked(template), measure: scale.measure)
        try state.withLock { state throws(FaceGalleryError) in
            guard let place = state.places[identifier] else { throw .notThere }
            state.segments[place / Self.segmentCount].set(entry, as: identifier, at: place % Self.segmentCount)
        }
    }

    /// Takes a template out; the last one moves into its place.
    /// - Returns: false where there was none.
    @discardableResult
    package func remove(_ identifier: UUID) -> Bool {
        state.withLock { state in
            guard let place = state.places.removeValue(forKey: identifier) else { return false }
            // Read through the array: a copy of the segment in a variable would make the change below copy it all.
            let lastSegment = state.segments.count - 1
            let lastIndex = state.segments[lastSegment].count - 1
            if place != lastSegment * Self.segmentCount + lastIndex {
                let moved = state.segments[lastSegment].identifiers[lastIndex]
                let entry = state.segments[lastSegment].entry(at: lastIndex)
                state.segments[place / Self.segmentCount].set(entry, as: moved, at: place % Self.segmentCount)
                state.places[moved] = place
            }
            state.segments[lastSegment].removeLast()
            if lastIndex == 0 { state.segments.removeLast() }
            return true
        }
    }

    /// The templates most alike to the probe, best first, equals by identifier.
    /// - Parameters:
    ///   - threshold: in the scale's own measure: from this cosine on, or up to this distance. `scale.review` finds all
    ///     that a person should see.
    ///   - limit: how many hits at the most, 1 to `FaceGalleryLimits.hits`.
    ///   - isExcluded: entries that are no hits whatever they are, such as the same person's own. Asked of those only
    ///     that could be one.
    /// - Throws: what is wrong with the probe.
    package func search(
        _ probe: FaceTemplate, threshold: Double, limit: Int, excluding isExcluded: (UUID) -> Bool
    ) throws(FaceGalleryError) -> [FaceGalleryHit] {
        precondition(!threshold.isNaN && (1...FaceGalleryLimits.hits).contains(limit), "no search")
        let probe = GalleryProbe(of: try checked(probe), measure: scale.measure)
        let segments = state.withLock { $0.segments }
        let places = withoutActuallyEscaping(isExcluded) { isExcluded in
            let ranking = GalleryRanking(measure: scale.measure, threshold: threshold, limit: limit)
            var search = GallerySearch(probe, ranking: ranking, excluding: isExcluded)
            for segment in segments { search.look(through: segment) }
            return search.ranking.places
        }
        return places.map {
            FaceGalleryHit(
                identifier: $0.identifier, comparison: FaceComparison(value: $0.value, scale: scale, model: model))
        }
    }

    private func checked(_ template: FaceTemplate) throws(FaceGalleryError) -> [Float] {
        guard template.model == model else { throw .otherModel }
        guard template.values.count == dimension else { throw .wrongDimension(template.values.count) }
        guard template.values.allSatisfy(\.isFinite) else { throw .notFinite }
        let length = GalleryVector.length(of: template.values)
        let shortest = scale.measure == .cosine ? FaceGalleryLimits.length.lowerBound : 0
        guard length >= shortest, length <= FaceGalleryLimits.length.upperBound else { throw .wrongLength(length) }
        return template.values
    }
}
