/// A machine-readable zone straightened, with the darkness of its print instead of grey values.
struct ZoneSheet {
    /// Pixels from character to character: that of the print at 240 dots an inch.
    static let pitch = 24
    /// Height of a capital (2.4 mm at a pitch of 2.54 mm, part 3, section 4.4), with the blur of its edges.
    static let capital = 24
    /// From line to line (6.35 mm).
    static let leading = 60.0
    /// Beyond the zone's corners, which come from boxes of text and may cut a character.
    private static let margin = (x: 36, y: 26)

    let width: Int
    let height: Int
    /// 0 is paper, 255 is print; row-major.
    let ink: [UInt8]
    /// Characters a line, and lines.
    let columns: Int
    let rows: Int
    private let quad: Quad

    /// - Returns: nil where the corners make no plane that a camera could have seen.
    init?(_ picture: Picture, _ zone: DocumentSurface.Zone) {
        (columns, rows, quad) = (zone.lines.first?.count ?? 1, zone.lines.count, zone.quad)
        let length = Double(columns * Self.pitch)
        let inner = (x: length, y: length * quad.height / max(quad.width, 1))
        width = Int(inner.x) + 2 * Self.margin.x
        height = min(Int(inner.y), 4 * Self.capital * (rows + 1)) + 2 * Self.margin.y
        let sheet = Quad(Region(x: 0, y: 0, width: Double(width), height: Double(height)))
        let (inside, rim) = (Perspective(unitSquareTo: quad), Self.margin)
        let outline = sheet.mapped { corner in
            inside.apply(Point(x: (corner.x - Double(rim.x)) / inner.x, y: (corner.y - Double(rim.y)) / inner.y))
        }
        let reach = 2 * Double(picture.longSide)
        guard outline.corners.allSatisfy({ abs($0.x) <= reach && abs($0.y) <= reach }) else { return nil }
        let straight = picture.cropped(around: outline)
        ink = Self.ink(of: straight.picture.rectified(straight.quad, width: width, height: height).grey())
    }

    /// The place of a sheet's region in the picture.
    func place(_ region: Region) -> Region {
        let inside = Perspective(unitSquareTo: quad)
        let inner = (x: Double(width - 2 * Self.margin.x), y: Double(height - 2 * Self.margin.y))
        return Quad(region).mapped { corner in
            inside.apply(
                Point(
                    x: (corner.x - Double(Self.margin.x)) / inner.x, y: (corner.y - Double(Self.margin.y)) / inner.y))
        }.bounds
    }

    /// Paper is what most of a few neighbouring columns show; so neither shadows nor glare count as print.
    private static func ink(of grey: Picture) -> [UInt8] {
        var depth = [UInt8](repeating: 0, count: grey.pixels.count)
        var histogram = [Int](repeating: 0, count: 256)
        for left in stride(from: 0, to: grey.width, by: pitch) {
            let around = max(0, left - pitch)..<min(grey.width, left + 2 * pitch)
            let paper = Int(grey.quantile(0.8, columns: around))
            for y in 0..<grey.height {
                for x in left..<min(left + pitch, grey.width) {
                    let dark = max(0, paper - Int(grey.pixels[y * grey.width + x]))
                    depth[y * grey.width + x] = UInt8(dark)
                    histogram[dark] += 1
                }
            }
        }
        let print = max(8, rank(of: 0.97, in: histogram, total: depth.count))
        // What is less than a seventh of the print's darkness is ground.
        return depth.map { Int($0) * 7 < print ? 0 : UInt8(min(255, Int($0) * 255 / print)) }
    }

    static func rank(of share: Double, in histogram: [Int], total: Int) -> Int {
        var rest = Int(Double(total) * share)
        for (value, count) in histogram.enumerated() {
            rest -= count
            if rest < 0 { return value }
        }
        return histogram.count - 1
    }
}

extension Picture {
    /// The grey value that a share of the pixels in some columns is under.
    fileprivate func quantile(_ share: Double, columns: Range<Int>) -> UInt8 {
        var histogram = [Int](repeating: 0, count: 256)
        for y in 0..<height {
            for x in columns { histogram[Int(pixels[y * width + x])] += 1 }
        }
        return UInt8(ZoneSheet.rank(of: share, in: histogram, total: columns.count * height))
    }

    /// The part around a quadrilateral, and the quadrilateral in it: warping a part is quicker than the whole.
    func cropped(around quad: Quad) -> (picture: Picture, quad: Quad) {
        let bounds = quad.bounds
        let region = Region(x: bounds.x - 2, y: bounds.y - 2, width: bounds.width + 4, height: bounds.height + 4)
        let (left, top) = (max(0, region.x.rounded()), max(0, region.y.rounded()))
        return (cropped(to: region), quad.mapped { Point(x: $0.x - left, y: $0.y - top) })
    }
}
