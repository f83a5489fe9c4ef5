package import Evidence
import Foundation

/// How a document lies before the camera.
package struct Pose: Codable, Equatable, Sendable {
    /// Degrees by which its far edge leans away from the camera: 0 is straight from above.
    package var tilt: Double
    /// Degrees by which its right edge leans away.
    package var sway: Double
    /// Degrees by which it is turned on the desk, clockwise.
    package var turn: Double
    /// How much of the frame the untilted document would fill, along the side where it is tightest: 0…1.
    package var fill: Double
    /// From the frame's middle, as a share of its sides.
    package var offset: Point

    package init(
        tilt: Double = 0, sway: Double = 0, turn: Double = 0, fill: Double = 0.86, offset: Point = Point(x: 0, y: 0)
    ) {
        self.tilt = tilt
        self.sway = sway
        self.turn = turn
        self.fill = fill
        self.offset = offset
    }

    /// As a careful person holds a telephone: a few degrees off in every way.
    package static func handheld(seed: UInt64) -> Pose {
        var chance = SeededGenerator(seed: seed ^ 0x905E)
        return Pose(
            tilt: chance.number(in: -7...9), sway: chance.number(in: -6...6), turn: chance.number(in: -3.5...3.5),
            fill: chance.number(in: 0.82...0.87),
            offset: Point(x: chance.number(in: -0.015...0.015), y: chance.number(in: -0.012...0.012)))
    }

    /// Pixels to the millimetre in the middle of the document.
    func pixelsPerMillimetre(_ size: (width: Double, height: Double), in frame: (width: Int, height: Int)) -> Double {
        fill * min(Double(frame.width) / size.width, Double(frame.height) / size.height)
    }

    /// From the document's plane, in millimetres from its top left corner, to the picture, through a pinhole camera.
    func homography(_ size: (width: Double, height: Double), in frame: (width: Int, height: Int)) -> Homography {
        // A telephone's main camera: the focal length is 1.2 times the frame's longer side.
        let focal = 1.2 * Double(max(frame.width, frame.height))
        let distance = focal / pixelsPerMillimetre(size, in: frame)
        let (right, down, away) = axes
        let middle = Point(
            x: Double(frame.width) * (0.5 + offset.x), y: Double(frame.height) * (0.5 + offset.y))
        // Each row: the factors of x and y and the constant, for a point measured from the document's middle.
        let across = [
            focal * right[0] + middle.x * away[0], focal * right[1] + middle.x * away[1], middle.x * distance,
        ]
        let along = [focal * down[0] + middle.y * away[0], focal * down[1] + middle.y * away[1], middle.y * distance]
        let depth = [away[0], away[1], distance]
        let rows = [across, along, depth].map { row in
            [row[0], row[1], row[2] - row[0] * size.width / 2 - row[1] * size.height / 2]
        }
        return Homography(rows.flatMap { $0 })
    }

    /// The camera's x, y and z, each as factors of the document's own x and y: turn first, then sway, then tilt.
    private var axes: (right: [Double], down: [Double], away: [Double]) {
        let (t, s, r) = (tilt * Double.pi / 180, sway * Double.pi / 180, turn * Double.pi / 180)
        let turned = (x: [cos(r), -sin(r)], y: [sin(r), cos(r)])
        let right = turned.x.map { $0 * cos(s) }
        let swayed = turned.x.map { $0 * sin(s) }
        let down = zip(turned.y, swayed).map { $0 * cos(t) + $1 * sin(t) }
        let away = zip(turned.y, swayed).map { -$0 * sin(t) + $1 * cos(t) }
        return (right, down, away)
    }
}
