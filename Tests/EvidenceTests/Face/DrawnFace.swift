import Evidence

/// A face with its mesh, painted: skin, eyes with an iris between two whites, lips; and what may lie over them.
struct DrawnFace {
    /// In blue, green and red.
    typealias Paint = [Double]

    var skin: Paint = [120, 150, 205]
    var lips: Paint = [90, 80, 170]
    /// Half the height of the gap between the lids, of an eye 44 pixels wide.
    var gap = 7.0
    var lens: Paint?
    var mask: Paint?
    var hasColour = true
    /// Depth of the left temple before the right one, in pixels.
    var turn = 0.0

    static let region = Region(x: 90, y: 80, width: 220, height: 300)

    var picture: Picture {
        var pixels: [UInt8] = []
        for y in 0..<480 {
            for x in 0..<400 {
                let paint = paint(Double(x), Double(y))
                let grey = 0.114 * paint[0] + 0.587 * paint[1] + 0.299 * paint[2]
                pixels += paint.map { UInt8(hasColour ? $0 : grey) }
            }
        }
        return Picture(width: 400, height: 480, channels: 3, pixels: pixels)
    }

    private func paint(_ x: Double, _ y: Double) -> Paint {
        if let mask, y > 250, y < 400, abs(x - 200) < 100 { return mask }
        if let lens, Self.eyes.contains(where: { abs(x - $0) < 40 && abs(y - 200) < 35 }) { return lens }
        for eye in Self.eyes where abs(x - eye) < 22 && abs(y - 200) < gap {
            return abs(x - eye) < 7 ? [40, 40, 40] : skin.map { 0.5 * $0 + 90 }
        }
        if abs(y - 318) < 12, abs(x - 200) < 38 { return lips }
        return skin
    }

    private static let eyes = [150.0, 250]

    /// The points that are looked at; the rest lies on the nose.
    var mesh: FaceMesh.Points {
        var points = [Point](repeating: Point(x: 200, y: 250), count: 468)
        var depths = [Double](repeating: 0, count: 468)
        func put(_ indices: [Int], _ x: Double, _ y: Double, apart: Double = 3) {
            for (place, index) in indices.enumerated() {
                let shift = (Double(place) - Double(indices.count - 1) / 2) * apart
                points[index] = Point(x: x + shift, y: y)
            }
        }
        for (eye, corners, lids) in [
            (150.0, [33, 133], [160, 158, 144, 153]), (250, [362, 263], [385, 387, 380, 373]),
        ] {
            put(corners, eye, 200, apart: 44)
            put(Array(lids.prefix(2)), eye, 200 - gap, apart: 18)
            put(Array(lids.suffix(2)), eye, 200 + gap, apart: 18)
        }
        put([110, 24, 23, 22, 228, 229, 230, 231], 150, 226)
        put([339, 254, 253, 252, 448, 449, 450, 451], 250, 226)
        put([50, 205, 101, 36], 145, 245)
        put([280, 425, 330, 266], 255, 245)
        put([151, 9, 107, 336, 108, 337, 69, 299], 200, 140, apart: 8)
        put([6, 168, 197], 200, 200)
        put([11, 12, 72, 38, 302, 268, 15, 16, 85, 86, 315, 316], 200, 318, apart: 4)
        put([164, 167, 393, 165, 391], 200, 296)
        put([18, 200, 83, 313, 201, 421, 199], 200, 352)
        put([214, 434, 207, 427, 212, 432, 192, 416], 200, 325, apart: 20)
        put([10], 200, 90)
        put([152], 200, 385)
        depths[263] = turn
        return FaceMesh.Points(points: points, depths: depths, presence: 1)
    }

    /// What the gates say of it: the eyes, then coverings.
    var findings: [Finding] { FaceReader.gates(mesh, Self.region, in: picture, models: ["m"]) }
}
