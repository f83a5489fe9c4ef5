import Evidence
import Foundation
import Testing

@Suite struct `Backgrounds that were seen before` {
    private static let tests = `A background's print`()

    private static func seen(_ seed: Int, noise: UInt64 = 1) throws -> BackgroundPrint {
        try tests.seen(`A background's print`.desk(seed: seed, shade: 220, noise: noise))
    }

    @Test func `are found under any of their owner's prints, each owner once, and never one's own`() throws {
        var gallery = BackgroundGallery(capacity: 10)
        let (own, first, second) = (UUID(), UUID(), UUID())
        gallery.add(try Self.seen(1), as: own)
        gallery.add(try Self.seen(1, noise: 2), as: first)
        gallery.add(try Self.seen(1, noise: 3), as: first)
        gallery.add(try Self.seen(2), as: second)
        let found = gallery.nearest(to: [try Self.seen(1), try Self.seen(3)], limit: 10, excluding: own)
        #expect(found.map(\.identifier) == [first])
        #expect(found.allSatisfy { (0...BackgroundPrint.Limits.same).contains($0.distance) })
        let both = gallery.nearest(to: [try Self.seen(1), try Self.seen(2)], limit: 10, excluding: own)
        #expect(Set(both.map(\.identifier)) == [first, second] && both.count == 2)
        #expect(both.map(\.distance) == both.map(\.distance).sorted(), "the nearest first")
        #expect(gallery.nearest(to: [try Self.seen(1), try Self.seen(2)], limit: 1, excluding: own).count == 1)
    }

    @Test func `are gone once they are taken out`() throws {
        var gallery = BackgroundGallery(capacity: 10)
        let (first, second) = (UUID(), UUID())
        gallery.add(try Self.seen(1), as: first)
        gallery.add(try Self.seen(1), as: second)
        gallery.remove(first)
        gallery.remove(UUID())
        #expect(gallery.count == 1)
        let found = gallery.nearest(to: [try Self.seen(1)], limit: 10, excluding: UUID())
        #expect(found.map(\.identifier) == [second])
    }

    @Test func `are never more than the limit: what came first goes first`() throws {
        var gallery = BackgroundGallery(capacity: 3)
        let owners = (0..<5).map { _ in UUID() }
        for (index, owner) in owners.enumerated() { gallery.add(try Self.seen(index + 1), as: owner) }
        #expect(gallery.count == 3)
        for (index, owner) in owners.enumerated() {
            let found = gallery.nearest(to: [try Self.seen(index + 1)], limit: 10, excluding: UUID())
            #expect(found.map(\.identifier) == (index < 2 ? [] : [owner]))
        }
    }
}
