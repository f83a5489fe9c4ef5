package import Evidence
import Foundation

/// A photograph of a face laid over the relief that the face mesh sees in it, turned and photographed again: what a
/// camera sees of a person who turns their head, or of somebody who swings a print of their picture.
///
/// It is a simulation. Ears, hair and the far side of a face are stretched from what the photograph shows.
package struct TurningHead: Sendable {
    package enum Body: String, Sendable, CaseIterable {
        /// The face has the depth of the mesh; what lies around it follows less and less.
        case head
        /// The whole photograph is flat, and so is its turn.
        case print
    }

    private let photograph: Picture
    private let relief: Relief
    private let grid: [[Relief.Place]]
    private let body: Body

    /// - Parameters:
    ///   - mesh: of the face in `photograph`, which looks straight ahead.
    ///   - body: what is turned.
    package init(of photograph: Picture, mesh: FaceMesh.Points, as body: Body) {
        self.photograph = photograph.colour()
        self.body = body
        relief = Relief(mesh: mesh, isFlat: body == .print)
        grid = relief.grid(over: photograph)
    }

    /// The photograph with the face turned; degrees as in `HeadPose`.
    /// - Parameter seed: of the sensor's noise: no two exposures are alike.
    package func turned(yaw: Double, pitch: Double, seed: UInt64) -> Picture {
        let wall = Picture(width: photograph.width, height: photograph.height, colour: Self.wall)
        var film = Film(body == .print ? wall : photograph)
        let corners = grid.map { row in row.map { relief.turned($0, yaw: yaw, pitch: pitch) } }
        film.lay(Sheet(corners), from: photograph)
        film.grain(sigma: 1, seed: seed)
        return film.picture
    }

    /// What is behind a print, in blue, green and red.
    private static let wall: [UInt8] = [146, 150, 152]
}

/// How far each place of the photograph lies before or behind the head's axis, and how much it follows the head.
private struct Relief: Sendable {
    /// From temple to temple, in pixels.
    let width: Double
    private let points: [Point]
    private let depths: [Double]
    private let axis: Point
    private let isFlat: Bool

    init(mesh: FaceMesh.Points, isFlat: Bool) {
        let xs = mesh.points.map(\.x)
        let ys = mesh.points.map(\.y)
        width = max(1, (xs.max() ?? 0) - (xs.min() ?? 0))
        axis = Point(x: ((xs.max() ?? 0) + (xs.min() ?? 0)) / 2, y: ((ys.max() ?? 0) + (ys.min() ?? 0)) / 2)
        points = mesh.points
        depths = mesh.depths
        self.isFlat = isFlat
    }

    /// One place of the photograph.
    struct Place: Sendable {
        let point: Point
        let depth: Double
        /// How much it follows the head: 0…1.
        let share: Double
    }

    /// Places over the whole photograph, near enough to each other for the shape of a nose.
    func grid(over photograph: Picture) -> [[Place]] {
        let cell = max(2, width / 24)
        let columns = max(1, Int((Double(photograph.width) / cell).rounded(.up)))
        let rows = max(1, Int((Double(photograph.height) / cell).rounded(.up)))
        return (0...rows).map { row in
            (0...columns).map { column in
                let point = Point(
                    x: Double(column) / Double(columns) * Double(photograph.width - 1),
                    y: Double(row) / Double(rows) * Double(photograph.height - 1))
                let (depth, share) = isFlat ? (0, 1) : surface(at: point)
                return Place(point: point, depth: depth, share: share)
            }
        }
    }

    /// A place after the turn, seen from five face widths away: an arm's length.
    func turned(_ place: Place, yaw: Double, pitch: Double) -> Sheet.Corner {
        let (point, depth, share) = (place.point, place.depth, place.share)
        let (a, b) = (yaw * .pi / 180, pitch * .pi / 180)
        // A head turns about its neck, which is behind the face; a hand turns a print about its middle.
        let behind = isFlat ? 0 : 0.35 * width
        let (x, y, z) = (point.x - axis.x, point.y - axis.y, depth - behind)
        let (turnedX, turnedZ) = (x * cos(a) - z * sin(a), x * sin(a) + z * cos(a))
        let (noddedY, noddedZ) = (y * cos(b) - turnedZ * sin(b), y * sin(b) + turnedZ * cos(b))
        let scale = 5 * width / (5 * width + noddedZ + behind - (isFlat ? 0 : depth * (1 - share)))
        let moved = Point(x: turnedX * scale - x, y: noddedY * scale - y)
        return Sheet.Corner(
            from: point, to: Point(x: point.x + moved.x * share, y: point.y + moved.y * share), depth: noddedZ)
    }

    /// The mesh's depth about `point`, and 1 on the face, less and less away from it.
    private func surface(at point: Point) -> (depth: Double, share: Double) {
        let spread = width / 22
        var (sum, weights, nearest) = (0.0, 0.0, Double.infinity)
        for index in points.indices {
            let (x, y) = (points[index].x - point.x, points[index].y - point.y)
            nearest = min(nearest, x * x + y * y)
        }
        let distance = max(0, nearest.squareRoot() - spread) / (0.55 * width)
        let share = exp(-distance * distance)
        guard share > 1e-3 else { return (0, 0) }
        for index in points.indices {
            let (x, y) = (points[index].x - point.x, points[index].y - point.y)
            // Measured from the nearest point, so that far away something is left to divide by.
            let weight = exp(-(x * x + y * y - nearest) / (2 * spread * spread))
            sum += weight * depths[index]
            weights += weight
        }
        return (sum / weights, share)
    }
}
