import Evidence
import Foundation
import Testing

@Suite struct `A search of a gallery` {
    typealias Numbers = GalleryNumbers

    private static func filled(
        _ count: Int, _ dimension: Int, _ scale: FaceComparisonScale, _ numbers: inout Numbers
    ) throws -> (FaceGallery, GalleryReference) {
        let gallery = FaceGallery.told(dimension, scale)
        var reference = GalleryReference(scale: scale)
        for vector in numbers.vectors(count, dimension, scale.measure) {
            let identifier = numbers.identifier()
            try gallery.add(.told(vector), as: identifier)
            reference.entries[identifier] = vector
        }
        return (gallery, reference)
    }

    @Test(arguments: [Numbers.cosine, Numbers.distance], [1, 2, 17, 63, 64, 65, 128, 256, 512])
    func `finds what comparing with every template finds, to the last bit`(
        _ scale: FaceComparisonScale, _ dimension: Int
    ) throws {
        var numbers = Numbers(seed: UInt64(dimension))
        let (gallery, reference) = try Self.filled(120, dimension, scale, &numbers)
        let (cosines, distances) = ([-Double.infinity, 0, 0.45, 0.9, 1], [Double.infinity, 1.3, 0.62, 0])
        let thresholds = scale.measure == .cosine ? cosines : distances
        let probes = numbers.vectors(5, dimension, scale.measure) + reference.entries.values.prefix(3)
        for probe in probes {
            let ranked = reference.ranked(probe)
            for threshold in thresholds {
                let limit = [1, 2, 10, 1_000][numbers.number(0...3)]
                let excluded = Set(reference.entries.keys.filter { _ in numbers.number(0...9) == 0 })
                let found = try gallery.search(.told(probe), threshold: threshold, limit: limit) {
                    excluded.contains($0)
                }
                let expected = ranked.filter { !excluded.contains($0.identifier) && reference.reaches(threshold, $0) }
                #expect(found == Array(expected.prefix(limit)), "threshold \(threshold), limit \(limit)")
            }
        }
    }

    @Test(arguments: [Numbers.cosine, Numbers.distance], [3, 128, 256])
    func `loses nobody who lies on the threshold`(_ scale: FaceComparisonScale, _ dimension: Int) throws {
        var numbers = Numbers(seed: 7)
        let (gallery, reference) = try Self.filled(100, dimension, scale, &numbers)
        let probe = numbers.vector(dimension)
        for (identifier, values) in reference.entries {
            let comparison = try #require(
                FaceComparison(probe: .told(probe), reference: .told(values), scale: scale))
            let beyond = scale.measure == .cosine ? comparison.value.nextUp : comparison.value.nextDown
            let at = try gallery.search(.told(probe), threshold: comparison.value, limit: 1_000) { $0 != identifier }
            let after = try gallery.search(.told(probe), threshold: beyond, limit: 1_000) { $0 != identifier }
            #expect(at.map(\.identifier) == [identifier])
            #expect(after.isEmpty)
        }
    }

    /// Whole numbers up to 127 have exact codes, and distances far less than the lengths cancel almost all of these.
    @Test func `loses nobody where only the probe is rounded`() throws {
        var numbers = Numbers(seed: 11)
        for _ in 0..<100 {
            let gallery = FaceGallery.told(8, Numbers.distance)
            let vector = [127] + (0..<7).map { _ in Float(numbers.number(-127...127)) }
            let probe = zip(vector, numbers.vector(8, length: 0.01)).map { $0 + $1 }
            let identifier = numbers.identifier()
            try gallery.add(.told(vector), as: identifier)
            try gallery.add(.told(numbers.vector(8)), as: numbers.identifier())
            let comparison = try #require(
                FaceComparison(probe: .told(probe), reference: .told(vector), scale: Numbers.distance))
            let found = try gallery.search(.told(probe), threshold: comparison.value, limit: 2) { _ in false }
            #expect(found.map(\.identifier) == [identifier])
        }
    }

    @Test func `puts equals in the order of their identifiers, wherever they lie`() throws {
        var numbers = Numbers(seed: 8)
        let gallery = FaceGallery.told(16, Numbers.cosine)
        let vector = numbers.vector(16)
        let identifiers = (0..<40).map { _ in numbers.identifier() }
        for identifier in identifiers { try gallery.add(.told(vector), as: identifier) }
        let found = try gallery.search(.told(vector), threshold: 0.5, limit: 5) { _ in false }
        #expect(found.map(\.identifier) == Array(identifiers.sorted { $0.uuidString < $1.uuidString }.prefix(5)))
    }

    @Test(arguments: [Numbers.cosine, Numbers.distance])
    func `compares in full only those that the codes cannot rule out`(_ scale: FaceComparisonScale) throws {
        var numbers = Numbers(seed: 9)
        let gallery = FaceGallery.told(256, scale)
        for _ in 0..<300 { try gallery.add(.told(numbers.vector(256)), as: numbers.identifier()) }
        var asked = 0
        let found = try gallery.search(.told(numbers.vector(256)), threshold: scale.review, limit: 10) { _ in
            asked += 1
            return false
        }
        #expect(found.isEmpty && asked == 0)
    }

    @Test func `says of each hit whether it is an alert or a possible match`() throws {
        var numbers = Numbers(seed: 10)
        let gallery = FaceGallery.told(2, Numbers.cosine)
        for cosine: Float in [0.6, 0.47, 0.3] {
            try gallery.add(.told([cosine, (1 - cosine * cosine).squareRoot()]), as: numbers.identifier())
        }
        let found = try gallery.search(.told([1, 0]), threshold: gallery.scale.review, limit: 10) { _ in false }
        #expect(found.map(\.comparison.level) == [.match, .review])
        #expect(found.allSatisfy { $0.comparison.model == "told" && $0.comparison.scale == Numbers.cosine })
    }

    @Test func `finds nothing where there is nothing`() throws {
        let gallery = FaceGallery.told(2, Numbers.cosine)
        #expect(try gallery.search(.told([1, 0]), threshold: -1, limit: 1) { _ in false }.isEmpty)
    }
}
