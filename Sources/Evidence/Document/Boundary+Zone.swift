extension Boundary {
    /// A machine-readable zone that was read: where it lies, and of which form it is.
    package struct Zone: Equatable, Sendable {
        /// From the first character of the first line to the last of the last.
        package let quad: Quad
        /// Characters a line: 30 on an ID-1 card, 36 on ID-2, 44 on a passport's page.
        package let columns: Int
        /// Lines of the zone.
        package let rows: Int

        package init(quad: Quad, columns: Int, rows: Int) {
            self.quad = quad
            self.columns = columns
            self.rows = rows
        }

        /// Width over height of the document that carries it; 0 where that is not known.
        var aspect: Double { sizes[columns].map { $0.width / $0.height } ?? 0 }

        package init(_ reading: MRZReading) {
            self.init(quad: reading.quad, columns: reading.format.lineLength, rows: reading.format.lineCount)
        }
    }

    /// The document around its machine-readable zone, which ICAO 9303 puts at a fixed place: for pictures in which the
    /// document's own edges cannot be seen.
    package static func around(_ zone: Zone) -> Boundary? {
        guard let size = sizes[zone.columns], zone.rows > 1, zone.quad.area > 0 else { return nil }
        let (wide, high) = zoneSize(columns: zone.columns, rows: zone.rows)
        let left = (size.width - wide) / 2
        let bottom = size.lastLineAboveEdge
        let top = size.height - high - bottom
        // Places on the document in shares of the zone, carried over by the zone's own edges.
        func place(_ x: Double, _ y: Double) -> Point { zone.quad.place(x: (x - left) / wide, y: (y - top) / high) }
        let page = Quad(
            topLeft: place(0, 0), topRight: place(size.width, 0), bottomRight: place(size.width, size.height),
            bottomLeft: place(0, size.height))
        return Boundary(quad: page, source: .machineReadableZone, score: 0.5)
    }

    /// Millimetres: characters stand 2.54 apart (10 an inch) and lines 6.35 (4 an inch); a character is about 3 high.
    fileprivate static func zoneSize(columns: Int, rows: Int) -> (wide: Double, high: Double) {
        (Double(columns) * 2.54, Double(rows - 1) * 6.35 + 3)
    }

    fileprivate struct Size {
        let width: Double
        let height: Double
        let lastLineAboveEdge: Double
    }

    /// Millimetres, ICAO 9303 parts 4 to 6: pages, and the lower edge of the last line above the document's edge.
    fileprivate static let sizes: [Int: Size] = [
        30: Size(width: 85.60, height: 53.98, lastLineAboveEdge: 4.6),
        36: Size(width: 105, height: 74, lastLineAboveEdge: 7),
        44: Size(width: 125, height: 88, lastLineAboveEdge: 7.5),
    ]
}

extension Quad {
    /// Where the zone of a document lies whose corners these are, in reading order.
    func zone(columns: Int, rows: Int) -> Quad? {
        guard let size = Boundary.sizes[columns], rows > 1 else { return nil }
        let (wide, high) = Boundary.zoneSize(columns: columns, rows: rows)
        let left = (size.width - wide) / 2 / size.width
        let bottom = 1 - size.lastLineAboveEdge / size.height
        let (right, top) = (1 - left, bottom - high / size.height)
        return Quad(
            topLeft: place(x: left, y: top), topRight: place(x: right, y: top),
            bottomRight: place(x: right, y: bottom), bottomLeft: place(x: left, y: bottom))
    }

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
