/// Another look at the same lines of a zone.
enum MRZCrop: CaseIterable {
    /// All lines as long as the longest.
    case commonEdges
    /// As long as the format: the detector may have lost the same fillers of all lines.
    case longer
    /// Common edges and a little more height, or a little less.
    case higher, lower
    /// Common edges with a margin before and behind them: the detector may have cut into a character.
    case wider

    /// Times the height of the detector's box.
    private var height: Double {
        switch self {
        case .commonEdges, .longer, .wider: 1
        case .higher: 1.15
        case .lower: 0.87
        }
    }

    /// Times the height of the detector's box: half a character.
    private var margin: Double { self == .wider ? 0.3 : 0 }

    /// - Parameter format: what the lines were read as; nil where they were not.
    /// - Returns: nil where this crop shows nothing new.
    func rows(of lines: [MRZLine], as format: MRZFormat?) -> [MRZRow]? {
        let missing = self == .longer ? MRZCandidate.missingPixels(lines, format) : 0
        guard self != .longer || missing > 0 else { return nil }
        return MRZCandidate.rowsWithCommonEdges(lines).map {
            $0.scaledHeight(by: height)
                .extended(before: margin * $0.height, after: missing + margin * $0.height)
        }
    }
}
