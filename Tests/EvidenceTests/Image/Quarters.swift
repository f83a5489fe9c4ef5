import Evidence

/// A picture of four coloured quarters, which shows every turn and mirroring, and readers of its colours.
enum Quarters {
    static let red: [UInt8] = [30, 30, 220]
    static let green: [UInt8] = [40, 200, 30]
    static let blue: [UInt8] = [210, 40, 30]
    static let yellow: [UInt8] = [40, 230, 240]
    static let white: [UInt8] = [255, 255, 255]

    /// 64 × 48 pixels, rows of red and green, blue and yellow.
    static let picture = drawn(width: 64, height: 48)

    static func drawn(width: Int, height: Int) -> Picture {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                pixels += y < height / 2 ? (x < width / 2 ? red : green) : (x < width / 2 ? blue : yellow)
            }
        }
        return Picture(width: width, height: height, channels: 3, pixels: pixels)
    }

    /// Colours in the middle of the quarters: top left, top right, bottom left, bottom right.
    static func colours(of picture: Picture) -> [[UInt8]] {
        [(1, 1), (3, 1), (1, 3), (3, 3)].map { x, y in
            let start = ((picture.height * y / 4) * picture.width + picture.width * x / 4) * picture.channels
            return Array(picture.pixels[start..<start + picture.channels])
        }
    }

    /// Whether every quarter has its colour, within what lossy compression may do to flat colours.
    static func match(_ picture: Picture, _ expected: [[UInt8]], within tolerance: Int = 24) -> Bool {
        zip(colours(of: picture), expected).allSatisfy { colour, wanted in
            zip(colour, wanted).allSatisfy { abs(Int($0) - Int($1)) <= tolerance }
        }
    }
}
