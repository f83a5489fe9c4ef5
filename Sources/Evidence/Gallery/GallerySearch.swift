import Foundation

/// One search, over the segments as they were when it began.
struct GallerySearch {
    private let probe: GalleryProbe
    private let isExcluded: (UUID) -> Bool
    private(set) var ranking: GalleryRanking
    /// `probe.floor` of the ranking's cutoff.
    private var floor: Double

    init(_ probe: GalleryProbe, ranking: GalleryRanking, excluding isExcluded: @escaping (UUID) -> Bool) {
        self.probe = probe
        self.isExcluded = isExcluded
        self.ranking = ranking
        floor = probe.floor(ranking.cutoff)
    }

    mutating func look(through segment: GallerySegment) {
        let rowLength = probe.codes.count
        let allowance = probe.allowance(longest: segment.longest)
        segment.codes.withUnsafeBufferPointer { codes in
            probe.codes.withUnsafeBufferPointer { asked in
                segment.meanings.withUnsafeBufferPointer { meanings in
                    guard let code = codes.baseAddress, let asked = asked.baseAddress else { return }
                    for index in 0..<meanings.count {
                        let product = GalleryKernel.product(code + index * rowLength, asked, rowLength)
                        let meaning = meanings[index]
                        let estimate = probe.gain * Double(meaning.gain) * Double(product)
                        let bound = estimate + probe.weight * Double(meaning.error) - Double(meaning.halfSquare)
                        if bound + allowance >= floor { compare(index, of: segment) }
                    }
                }
            }
        }
    }

    /// Seldom called, or the first look would be for nothing.
    @inline(never)
    private mutating func compare(_ index: Int, of segment: GallerySegment) {
        let identifier = segment.identifiers[index]
        guard !isExcluded(identifier) else { return }
        let value = FaceComparison.value(probe.values, segment.template(at: index), probe.measure)
        ranking.note(.init(identifier: identifier, value: value))
        floor = probe.floor(ranking.cutoff)
    }
}
