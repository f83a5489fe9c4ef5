/// Another look at the same lines of a zone.
enum MRZCrop: CaseIterable {
    /// All lines as long as the longest.
    case commonEdges
    /// As long as the longest format: the detector may have lost the same fillers of all lines.
    case longer
    /// Common edges and a little more height, or a little less.
    case higher, lower

    /// Times the height of the detector's box.
    private var height: Double {
        switch self {
        case .commonEdges, .longer: 1
        case .higher: 1.15
        case .lower: 0.87
        }
    }

    /// - Returns: nil where this crop shows nothing new.
    func rows(of lines: [MRZLine]) -> [MRZRow]? {
        let missing = self == .longer ? MRZCandidate.missingPixels(lines) : 0
        guard self != .longer || missing > 0 else { return nil }
        return MRZCandidate.rowsWithCommonEdges(lines).map {
            $0.scaledHeight(by: height).extended(before: 0, after: missing)
        }
    }
}
