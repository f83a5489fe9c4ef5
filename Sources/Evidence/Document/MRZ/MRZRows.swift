import Foundation

/// Rows of text out of boxes: a detector breaks long rows where fillers run, so what lies on one line is put together.
enum MRZRows {
    /// - Parameter quads: the detector's boxes.
    /// - Returns: rows, longest first.
    static func merge(_ quads: [Quad]) -> [MRZRow] {
        var rows = quads.map(MRZRow.init).filter { $0.height > 1 }.sorted { $0.length > $1.length }
        var index = 0
        while index < rows.count {
            // A merged row is longer and may reach further: it is tried again.
            let partner = rows.indices.first { $0 > index && continues(rows[index], rows[$0]) }
            guard let partner else {
                index += 1
                continue
            }
            rows[index] = union(rows[index], rows[partner])
            rows.remove(at: partner)
        }
        return rows.sorted { $0.length > $1.length }
    }

    /// Whether the shorter box goes on where the longer one ends: on its line, as high, not far from it. A line across
    /// the detector's strips is seen once in each, and the two boxes have a part in common.
    private static func continues(_ long: MRZRow, _ short: MRZRow) -> Bool {
        guard long.aspect > 2, (0.55...1.8).contains(short.height / long.height) else { return false }
        guard short.aspect < 3 || long.angle(to: short) < 5 else { return false }
        let first = long.place(of: short.start), second = long.place(of: short.end)
        let gap = max(min(first.along, second.along) - long.length, -max(first.along, second.along))
        guard gap < 3 * long.height else { return false }
        if gap < -1.5 * long.height {
            return long.angle(to: short) < 5 && max(abs(first.below), abs(second.below)) < 0.4 * long.height
        }
        return abs(first.below + second.below) / 2 < 0.4 * long.height + 0.02 * short.length
    }

    /// From the outer end of the one to the outer end of the other.
    private static func union(_ long: MRZRow, _ other: MRZRow) -> MRZRow {
        let short = other.along(long)
        let start = long.place(of: short.start).along < 0 ? short.start : long.start
        let end = long.place(of: short.end).along > long.length ? short.end : long.end
        return MRZRow(start: start, end: end, height: max(long.height, short.height))
    }

    /// The rows that can be lines of a zone, the likeliest first: long ones, and before all those with a parallel
    /// neighbour of nearly the same length.
    static func candidates(_ rows: [MRZRow]) -> [MRZRow] {
        let long = rows.filter { $0.aspect >= leastAspect }
        func hasTwin(_ row: MRZRow) -> Bool {
            long.contains { other in
                let place = row.place(of: other.centre)
                let ratio = other.length / row.length
                return abs(place.below) > 0.5 * row.height && abs(place.below) < 3.5 * row.height
                    && row.angle(to: other) < 5 && ratio > 0.75 && ratio < 1.34
                    && abs(place.along - row.length / 2) < 0.25 * row.length
            }
        }
        let twins = long.filter(hasTwin)
        return twins + long.filter { !hasTwin($0) }
    }

    /// Thirty characters of OCR-B are some sixteen times as wide as the box that holds them is high; part of the row
    /// may be missing.
    private static let leastAspect = 9.0
}
