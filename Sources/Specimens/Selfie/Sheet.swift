import Evidence

/// A grid over a photograph whose corners were moved: what is laid onto a film, triangle by triangle.
struct Sheet {
    struct Corner {
        let from: Point
        let to: Point
        let depth: Double
    }

    /// Three corners; the farthest are laid first, so that what is nearer hides what is behind it.
    private(set) var triangles: [[Corner]] = []

    /// - Parameter corners: rows of the grid.
    init(_ corners: [[Corner]]) {
        let (rows, columns) = (corners.count - 1, (corners.first?.count ?? 1) - 1)
        for row in 0..<rows {
            for column in 0..<columns {
                let (a, b) = (corners[row][column], corners[row][column + 1])
                let (c, d) = (corners[row + 1][column], corners[row + 1][column + 1])
                triangles.append([a, b, c])
                triangles.append([b, d, c])
            }
        }
        triangles = triangles.filter(Self.isSeen)
            .sorted { $0.reduce(0) { $0 + $1.depth } > $1.reduce(0) { $0 + $1.depth } }
    }

    /// A triangle that turned its back is not seen.
    private static func isSeen(_ triangle: [Corner]) -> Bool {
        let (a, b, c) = (triangle[0].to, triangle[1].to, triangle[2].to)
        return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0
    }
}

extension Film {
    /// Lays a moved sheet over the film, its picture taken from `photograph`.
    mutating func lay(_ sheet: Sheet, from photograph: Picture) {
        let (width, height) = (width, height)
        photograph.pixels.withUnsafeBufferPointer { source in
            guard let from = source.baseAddress else { return }
            let texture = Texture(pixels: from, width: photograph.width, height: photograph.height)
            edit { pixel in
                for triangle in sheet.triangles {
                    Film.fill(triangle, in: (pixel, width, height), with: texture)
                }
            }
        }
    }

    private static func fill(
        _ triangle: [Sheet.Corner], in target: (pixel: UnsafeMutablePointer<UInt8>, width: Int, height: Int),
        with texture: Texture
    ) {
        let (a, b, c) = (triangle[0], triangle[1], triangle[2])
        let area = (b.to.x - a.to.x) * (c.to.y - a.to.y) - (b.to.y - a.to.y) * (c.to.x - a.to.x)
        guard area > 1e-9 else { return }
        let (xs, ys) = ([a.to.x, b.to.x, c.to.x], [a.to.y, b.to.y, c.to.y])
        let left = max(0, Int((xs.min() ?? 0).rounded(.up))), right = min(target.width - 1, Int(xs.max() ?? 0))
        let bottom = min(target.height - 1, Int(ys.max() ?? 0))
        var y = max(0, Int((ys.min() ?? 0).rounded(.up)))
        while y <= bottom {
            var x = left
            while x <= right {
                let (px, py) = (Double(x), Double(y))
                let v = ((px - a.to.x) * (c.to.y - a.to.y) - (py - a.to.y) * (c.to.x - a.to.x)) / area
                let w = ((b.to.x - a.to.x) * (py - a.to.y) - (b.to.y - a.to.y) * (px - a.to.x)) / area
                // A hair's breadth over the edge, so that no seam stays open between two triangles.
                if v >= -1e-6, w >= -1e-6, v + w <= 1 + 1e-6 {
                    texture.write(
                        x: a.from.x + v * (b.from.x - a.from.x) + w * (c.from.x - a.from.x),
                        y: a.from.y + v * (b.from.y - a.from.y) + w * (c.from.y - a.from.y),
                        to: target.pixel + (y * target.width + x) * 3)
                }
                x += 1
            }
            y += 1
        }
    }

    /// A picture that is read between its pixels.
    private struct Texture {
        let pixels: UnsafePointer<UInt8>
        let width: Int
        let height: Int

        func write(x: Double, y: Double, to target: UnsafeMutablePointer<UInt8>) {
            let column = min(max(0, Int(x)), width - 2), row = min(max(0, Int(y)), height - 2)
            let (u, v) = (min(max(0, x - Double(column)), 1), min(max(0, y - Double(row)), 1))
            let upper = pixels + (row * width + column) * 3
            let lower = upper + width * 3
            var channel = 0
            while channel < 3 {
                let top = Double(upper[channel]) * (1 - u) + Double(upper[channel + 3]) * u
                let low = Double(lower[channel]) * (1 - u) + Double(lower[channel + 3]) * u
                target[channel] = Film.clamped(top * (1 - v) + low * v)
                channel += 1
            }
        }
    }
}
