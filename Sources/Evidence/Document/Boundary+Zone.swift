extension Boundary {
    /// The document around its machine-readable zone, which ICAO 9303 puts at a fixed place: for pictures in which the
    /// document's own edges cannot be seen.
    /// - Parameters:
    ///   - zone: from the first character of the first line to the last of the last.
    ///   - columns: characters a line: 30 on an ID-1 card, 36 on ID-2, 44 on a passport's page.
    ///   - rows: lines of the zone.
    package static func around(zone: Quad, columns: Int, rows: Int) -> Boundary? {
        guard let size = sizes[columns], rows > 1, zone.area > 0 else { return nil }
        // Characters stand 2.54 mm apart (10 an inch) and lines 6.35 mm (4 an inch); a character is about 3 mm high.
        let wide = Double(columns) * 2.54
        let high = Double(rows - 1) * 6.35 + 3
        let left = (size.width - wide) / 2
        let bottom = size.lastLineAboveEdge
        let top = size.height - high - bottom
        // Places on the document in shares of the zone, carried over by the zone's own edges.
        func place(_ x: Double, _ y: Double) -> Point { zone.place(x: (x - left) / wide, y: (y - top) / high) }
        let page = Quad(
            topLeft: place(0, 0), topRight: place(size.width, 0), bottomRight: place(size.width, size.height),
            bottomLeft: place(0, size.height))
        return Boundary(quad: page, source: .machineReadableZone, score: 0.5)
    }

    private struct Size {
        let width: Double
        let height: Double
        let lastLineAboveEdge: Double
    }

    /// Millimetres, ICAO 9303 parts 4 to 6: pages, and the lower edge of the last line above the document's edge.
    private static let sizes: [Int: Size] = [
        30: Size(width: 85.60, height: 53.98, lastLineAboveEdge: 4.6),
        36: Size(width: 105, height: 74, lastLineAboveEdge: 7),
        44: Size(width: 125, height: 88, lastLineAboveEdge: 7.5),
    ]
}

extension Quad {
    /// The point at shares of the width and height, 0…1 inside; beyond that the edges go on in a straight line. Affine:
    /// carrying a short zone's perspective over a whole page would magnify its errors.
    func place(x: Double, y: Double) -> Point {
        let across = (
            x: (topRight.x - topLeft.x + bottomRight.x - bottomLeft.x) / 2,
            y: (topRight.y - topLeft.y + bottomRight.y - bottomLeft.y) / 2
        )
        let down = (
            x: (bottomLeft.x - topLeft.x + bottomRight.x - topRight.x) / 2,
            y: (bottomLeft.y - topLeft.y + bottomRight.y - topRight.y) / 2
        )
        let middle = centre
        return Point(
            x: middle.x + (x - 0.5) * across.x + (y - 0.5) * down.x,
            y: middle.y + (x - 0.5) * across.y + (y - 0.5) * down.y)
    }
}
