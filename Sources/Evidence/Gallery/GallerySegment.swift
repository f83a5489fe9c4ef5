import Foundation

/// Some templates of a gallery, side by side: their numbers, and their codes for the first look.
///
/// A value: whoever searches holds the segments as they were, and a change copies the one it touches and no more.
struct GallerySegment: Sendable {
    /// What the codes of one template mean: `GalleryProbe` has the formula.
    struct Meaning: Sendable {
        let gain: Float
        let error: Float
        /// Half the square of the vector's length, never more than it is; 0 for a cosine.
        let halfSquare: Float
    }

    private(set) var identifiers: ContiguousArray<UUID> = []
    /// `dimension` numbers a template.
    private(set) var values: ContiguousArray<Float> = []
    /// `GalleryCode.rowLength(dimension)` numbers a template.
    private(set) var codes: ContiguousArray<Int8> = []
    private(set) var meanings: ContiguousArray<Meaning> = []
    /// No vector that was ever put in is longer.
    private(set) var longest = 0.0
    private let dimension: Int
    private let rowLength: Int

    init(dimension: Int, capacity: Int) {
        self.dimension = dimension
        rowLength = GalleryCode.rowLength(dimension)
        identifiers.reserveCapacity(capacity)
        values.reserveCapacity(capacity * dimension)
        codes.reserveCapacity(capacity * rowLength)
        meanings.reserveCapacity(capacity)
    }

    var count: Int { identifiers.count }

    var memoryBytes: Int {
        identifiers.capacity * MemoryLayout<UUID>.stride + values.capacity * MemoryLayout<Float>.stride
            + codes.capacity + meanings.capacity * MemoryLayout<Meaning>.stride
    }

    func template(at index: Int) -> ContiguousArray<Float>.SubSequence {
        values[index * dimension..<(index + 1) * dimension]
    }

    mutating func append(_ entry: GalleryEntry, as identifier: UUID) {
        identifiers.append(identifier)
        values += entry.values
        codes += entry.codes
        meanings.append(entry.meaning)
        longest = max(longest, entry.length)
    }

    mutating func set(_ entry: GalleryEntry, as identifier: UUID, at index: Int) {
        identifiers[index] = identifier
        values.replaceSubrange(index * dimension..<(index + 1) * dimension, with: entry.values)
        codes.replaceSubrange(index * rowLength..<(index + 1) * rowLength, with: entry.codes)
        meanings[index] = entry.meaning
        longest = max(longest, entry.length)
    }

    func entry(at index: Int) -> GalleryEntry {
        GalleryEntry(
            values: Array(template(at: index)), codes: Array(codes[index * rowLength..<(index + 1) * rowLength]),
            meaning: meanings[index], length: longest)
    }

    mutating func removeLast() {
        identifiers.removeLast()
        values.removeLast(dimension)
        codes.removeLast(rowLength)
        meanings.removeLast()
    }
}
