/// The other lines of a zone, given one: parallel to it, beside it, and no further apart than lines of a zone are.
enum MRZNeighbours {
    /// Lines are 6.35 mm apart, characters 2.54 mm (parts 4 to 7: OCR-B at 10 characters an inch, two lines in 17 mm);
    /// drawn documents and tilted ones differ.
    private static let spacingPerPitch = 2.5
    private static let shortest = 0.45
    private static let longest = 1.6

    /// Rows in the direction of `seed` on one side of it, nearest first, each within reach of the one before.
    static func rows(of seed: MRZLine, among rows: [MRZRow], above: Bool) -> [MRZRow] {
        let spacing = spacing(seed)
        let side = above ? -1.0 : 1.0
        let beside =
            rows
            .filter { seed.row.angle(to: $0) < 6 && $0.aspect > 4 }
            .map { $0.along(seed.row) }
            .filter { isBeside($0, seed.row) }
            .map { (row: $0, distance: seed.row.place(of: $0.centre).below * side) }
            .filter { $0.distance > shortest * spacing }
            .sorted { $0.distance < $1.distance }
        var found: [MRZRow] = []
        var last = 0.0
        for (row, distance) in beside where distance - last > shortest * spacing {
            guard distance - last < longest * spacing, found.count < 2 else { break }
            found.append(row)
            last = distance
        }
        return found
    }

    /// Where a line must lie that the detector did not find.
    static func assumed(of seed: MRZLine, above: Bool) -> MRZRow {
        seed.row.moved(down: spacing(seed) * (above ? -1 : 1))
    }

    private static func spacing(_ seed: MRZLine) -> Double {
        (seed.pitchPixels ?? seed.row.height / 1.8) * spacingPerPitch
    }

    private static func isBeside(_ row: MRZRow, _ seed: MRZRow) -> Bool {
        let (start, end) = (seed.place(of: row.start).along, seed.place(of: row.end).along)
        let shared = min(end, seed.length) - max(start, 0)
        return shared > 0.6 * min(row.length, seed.length) && row.length < 1.4 * seed.length
            && row.length > 0.4 * seed.length
    }
}
