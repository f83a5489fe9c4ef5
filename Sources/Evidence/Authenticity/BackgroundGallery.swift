package import Foundation

/// Prints of backgrounds that are held against a new one: exact, one by one, in one piece of memory.
///
/// It never grows beyond its capacity: what came first goes first.
package struct BackgroundGallery: Sendable {
    /// A print that is like the one that was looked for.
    package struct Hit: Equatable, Sendable {
        package let identifier: UUID
        /// See `BackgroundPrint.distance`: 0 to `BackgroundPrint.Limits.same`.
        package let distance: Double
    }

    private let capacity: Int
    /// Of each place; nil where it was taken out.
    private var owners: [UUID?] = []
    private var places: [UUID: [Int]] = [:]
    /// `BackgroundPrint.Limits.words` for each place.
    private var bits: [UInt64] = []
    private var known: [UInt64] = []
    /// Where the next one goes once all places were used.
    private var next = 0

    /// - Parameter capacity: prints, at least one. About 300 bytes each.
    package init(capacity: Int) {
        precondition(capacity > 0)
        self.capacity = capacity
    }

    /// How many prints it has.
    package var count: Int { places.values.reduce(0) { $0 + $1.count } }

    /// Adds a print; one of an older version, with other words, is not taken.
    package mutating func add(_ print: BackgroundPrint, as identifier: UUID) {
        guard print.isWhole else { return }
        var place = owners.count
        if place < capacity {
            owners.append(identifier)
            bits += print.bits
            known += print.known
        } else {
            place = next
            next = (next + 1) % capacity
            if let former = owners[place] { places[former]?.removeAll { $0 == place } }
            owners[place] = identifier
            let range = place * BackgroundPrint.Limits.words..<(place + 1) * BackgroundPrint.Limits.words
            bits.replaceSubrange(range, with: print.bits)
            known.replaceSubrange(range, with: print.known)
        }
        places[identifier, default: []].append(place)
    }

    /// Takes all prints of one out; their bits are overwritten.
    package mutating func remove(_ identifier: UUID) {
        let words = BackgroundPrint.Limits.words
        for place in places.removeValue(forKey: identifier) ?? [] {
            owners[place] = nil
            for word in place * words..<(place + 1) * words { (bits[word], known[word]) = (0, 0) }
        }
    }

    /// The nearest to any of `prints`, each owner once, the nearest first: those that are taken for the same
    /// background.
    package func nearest(to prints: [BackgroundPrint], limit: Int, excluding own: UUID) -> [Hit] {
        let probes = prints.filter(\.isWhole)
        let words = BackgroundPrint.Limits.words
        var nearest: [UUID: Double] = [:]
        bits.withUnsafeBufferPointer { bits in
            known.withUnsafeBufferPointer { known in
                for place in owners.indices {
                    guard let owner = owners[place], owner != own else { continue }
                    let range = place * words..<(place + 1) * words
                    for probe in probes {
                        let distance = BackgroundPrint.distance(
                            of: probe, toBits: UnsafeBufferPointer(rebasing: bits[range]),
                            known: UnsafeBufferPointer(rebasing: known[range]))
                        guard let distance, distance <= BackgroundPrint.Limits.same else { continue }
                        nearest[owner] = min(distance, nearest[owner] ?? .infinity)
                    }
                }
            }
        }
        return nearest.map { Hit(identifier: $0.key, distance: $0.value) }
            .sorted { ($0.distance, $0.identifier.uuidString) < ($1.distance, $1.identifier.uuidString) }
            .prefix(limit).map(\.self)
    }
}
