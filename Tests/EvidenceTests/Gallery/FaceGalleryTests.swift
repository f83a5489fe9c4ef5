import Evidence
import Foundation
import Testing

@Suite struct `A face gallery` {
    typealias Numbers = GalleryNumbers

    /// More than two segments, so that templates move from one to the other.
    @Test(arguments: [Numbers.cosine, Numbers.distance])
    func `holds what was put in and not taken out`(_ scale: FaceComparisonScale) throws {
        var numbers = Numbers(seed: 1)
        let gallery = FaceGallery.told(4, scale)
        var reference = GalleryReference(scale: scale)
        var known: [UUID] = []
        for step in 0..<6_000 {
            // First mostly in, then mostly out.
            let isGrowing = step < 3_500
            if known.isEmpty || numbers.number(0...9) < (isGrowing ? 8 : 1) {
                known.append(numbers.identifier())
                reference.entries[known[known.count - 1]] = numbers.vector(4)
                try gallery.add(.told(reference.entries[known[known.count - 1]] ?? []), as: known[known.count - 1])
            } else if numbers.number(0...2) == 0 {
                let identifier = known[numbers.number(0...known.count - 1)]
                reference.entries[identifier] = numbers.vector(4)
                try gallery.replace(.told(reference.entries[identifier] ?? []), of: identifier)
            } else {
                let identifier = known.remove(at: numbers.number(0...known.count - 1))
                reference.entries[identifier] = nil
                #expect(gallery.remove(identifier))
                #expect(!gallery.contains(identifier))
            }
            guard step % 250 == 0 else { continue }
            #expect(gallery.count == known.count)
            let probe = numbers.vector(4)
            let found = try gallery.search(.told(probe), threshold: scale.review, limit: 1_000) { _ in false }
            let expected = reference.ranked(probe).filter { reference.reaches(scale.review, $0) }
            #expect(found == Array(expected.prefix(1_000)))
        }
        #expect(known.allSatisfy(gallery.contains))
    }

    @Test func `is empty again when all are taken out, and can be filled anew`() throws {
        var numbers = Numbers(seed: 2)
        let gallery = FaceGallery.told(4, Numbers.cosine)
        let identifiers = (0..<1_025).map { _ in numbers.identifier() }
        for _ in 0..<2 {
            for identifier in identifiers { try gallery.add(.told(numbers.vector(4)), as: identifier) }
            #expect(gallery.count == 1_025)
            for identifier in identifiers { gallery.remove(identifier) }
            #expect(gallery.count == 0)
            #expect(try gallery.search(.told([1, 0, 0, 0]), threshold: -1, limit: 1_000) { _ in false }.isEmpty)
        }
    }

    @Test(arguments: [
        (FaceTemplate(model: "other", values: [1, 0]), FaceGalleryError.otherModel),
        (.told([1]), .wrongDimension(1)), (.told([1, 0, 0]), .wrongDimension(3)), (.told([]), .wrongDimension(0)),
        (.told([.nan, 1]), .notFinite), (.told([1, .infinity]), .notFinite), (.told([-.infinity, 1]), .notFinite),
        (.told([0, 0]), .wrongLength(0)), (.told([0, 0x1p-11]), .wrongLength(0x1p-11)),
        (.told([4_096, 0]), .wrongLength(4_096)),
    ])
    func `takes no template that cannot be compared, and looks for none`(
        _ template: FaceTemplate, _ error: FaceGalleryError
    ) throws {
        var numbers = Numbers(seed: 3)
        let gallery = FaceGallery.told(2, Numbers.cosine)
        let identifier = numbers.identifier()
        try gallery.add(.told([1, 0]), as: identifier)
        #expect(throws: error) { try gallery.add(template, as: numbers.identifier()) }
        #expect(throws: error) { try gallery.replace(template, of: identifier) }
        #expect(throws: error) { try gallery.search(template, threshold: 0, limit: 1) { _ in false } }
        #expect(gallery.count == 1)
    }

    @Test func `takes a template without length where distances are measured`() throws {
        var numbers = Numbers(seed: 4)
        let gallery = FaceGallery.told(2, Numbers.distance)
        try gallery.add(.told([0, 0]), as: numbers.identifier())
        let found = try gallery.search(.told([0.3, 0.4]), threshold: 0.6, limit: 1) { _ in false }
        #expect(found.map(\.comparison.level) == [.match])
    }

    @Test func `has one template an identifier, and no more than its capacity`() throws {
        var numbers = Numbers(seed: 5)
        let gallery = FaceGallery.told(2, Numbers.cosine, capacity: 2)
        let (first, second, third) = (numbers.identifier(), numbers.identifier(), numbers.identifier())
        try gallery.add(.told([1, 0]), as: first)
        #expect(throws: FaceGalleryError.alreadyThere) { try gallery.add(.told([0, 1]), as: first) }
        #expect(throws: FaceGalleryError.notThere) { try gallery.replace(.told([0, 1]), of: second) }
        #expect(!gallery.remove(second))
        try gallery.add(.told([0, 1]), as: second)
        #expect(throws: FaceGalleryError.full(capacity: 2)) { try gallery.add(.told([0, 1]), as: third) }
        gallery.remove(first)
        try gallery.add(.told([0, 1]), as: third)
        #expect(gallery.count == 2)
    }

    /// Those who never change are found all the time, whatever happens around them.
    @Test func `is searched while others change it`() async throws {
        let gallery = FaceGallery.told(8, Numbers.cosine)
        var numbers = Numbers(seed: 6)
        let probe = numbers.vector(8)
        let steady = (0..<1_500).map { _ in numbers.identifier() }
        for identifier in steady { try gallery.add(.told(probe), as: identifier) }
        let expected = Set(steady.sorted { $0.uuidString < $1.uuidString }.prefix(1_000))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for seed in 100..<103 as Range<UInt64> {
                group.addTask {
                    var numbers = Numbers(seed: seed)
                    for _ in 0..<300 {
                        let identifier = numbers.identifier()
                        try gallery.add(.told(probe.map { -$0 }), as: identifier)
                        try gallery.replace(.told(probe.map { -2 * $0 }), of: identifier)
                        gallery.remove(identifier)
                    }
                }
                group.addTask {
                    for _ in 0..<20 {
                        let found = try gallery.search(.told(probe), threshold: 0.9, limit: 1_000) { _ in false }
                        #expect(Set(found.map(\.identifier)) == expected)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(gallery.count == steady.count)
    }
}
