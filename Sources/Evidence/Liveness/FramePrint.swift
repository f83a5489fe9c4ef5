package import Foundation

/// What of a frame's pixels is kept to hold it against the other frames: a small grey copy, by which a still that is
/// packed anew is told from a second look, and the finest detail of its middle, which is mostly the sensor's noise.
package struct FramePrint: Codable, Equatable, Sendable {
    /// Grey values of `side` × `side` cells over the whole frame, row by row.
    package let cells: Data
    /// `middle` × `middle` pixels about the frame's centre, as signed bytes: eight times the pixel less its eight
    /// neighbours, halved. Empty for a frame that is smaller.
    package let detail: Data

    static let side = 48
    static let middle = 64

    package init(cells: Data, detail: Data) {
        self.cells = cells
        self.detail = detail
    }

    package init(of picture: Picture) {
        let grey = picture.grey()
        cells = Data(grey.resized(width: Self.side, height: Self.side).pixels)
        detail = Self.detail(of: grey)
    }

    private static func detail(of grey: Picture) -> Data {
        guard grey.shortSide >= middle + 2 else { return Data() }
        let (left, top, width) = ((grey.width - middle) / 2, (grey.height - middle) / 2, grey.width)
        var found: [UInt8] = []
        found.reserveCapacity(middle * middle)
        for y in top..<top + middle {
            for x in left..<left + middle {
                var sum = 0
                for row in y - 1...y + 1 {
                    let at = row * width + x
                    sum += Int(grey.pixels[at - 1]) + Int(grey.pixels[at]) + Int(grey.pixels[at + 1])
                }
                let fine = (9 * Int(grey.pixels[y * width + x]) - sum) / 2
                found.append(UInt8(bitPattern: Int8(clamping: fine)))
            }
        }
        return Data(found)
    }

    /// The root of the mean squared difference of the small copies in grey values, a change of the whole light aside;
    /// 0 for copies of one picture. Nil where they are no prints of one kind.
    package func distance(to other: FramePrint) -> Double? {
        guard cells.count == other.cells.count, !cells.isEmpty else { return nil }
        let differences = zip(cells, other.cells).map { Double($0) - Double($1) }
        let mean = differences.reduce(0, +) / Double(differences.count)
        let squares = differences.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(differences.count)).squareRoot()
    }

    /// The correlation of the finest detail, -1…1: near 0 for two looks of one sensor at different things. Nil where
    /// one of them has none.
    package func likeness(to other: FramePrint) -> Double? {
        guard detail.count == other.detail.count, !detail.isEmpty else { return nil }
        var (inner, own, theirs) = (0.0, 0.0, 0.0)
        for (first, second) in zip(detail, other.detail) {
            let (a, b) = (Double(Int8(bitPattern: first)), Double(Int8(bitPattern: second)))
            inner += a * b
            own += a * a
            theirs += b * b
        }
        guard own > 0, theirs > 0 else { return nil }
        return inner / (own * theirs).squareRoot()
    }
}
