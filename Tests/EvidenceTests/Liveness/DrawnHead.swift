import Evidence
import Foundation

/// A head, or a picture of one, as the mesh would see it: points on an ellipsoid with a nose, turned before a camera.
struct DrawnHead {
    var yaw = 0.0
    var pitch = 0.0
    /// A picture has the same outline and no depth.
    var isFlat = false

    private static let radius = (x: 70.0, y: 95.0, z: 80.0)
    /// As far as a hand holds a phone, in the same unit.
    private static let distance = 450.0

    /// As many points as the mesh's list has, spread over the front of the head.
    var shape: [Point] {
        (0..<35).map { index in
            let across = -0.75 + 1.5 * Double(index % 7) / 6
            let down = -0.8 + 1.6 * Double(index / 7) / 4
            let dome = max(0, 1 - across * across - down * down * 0.7).squareRoot()
            let nose = index % 7 == 3 && index / 7 == 2 ? 22.0 : 0
            let depth = isFlat ? 0 : -dome * Self.radius.z - nose
            return seen(x: across * Self.radius.x, y: down * Self.radius.y, z: depth)
        }
    }

    private func seen(x: Double, y: Double, z: Double) -> Point {
        let (a, b) = (yaw * .pi / 180, pitch * .pi / 180)
        let (turnedX, turnedZ) = (x * cos(a) - z * sin(a), x * sin(a) + z * cos(a))
        let (noddedY, noddedZ) = (y * cos(b) - turnedZ * sin(b), y * sin(b) + turnedZ * cos(b))
        let scale = 900 / (Self.distance + noddedZ)
        return Point(x: 400 + turnedX * scale, y: 400 + noddedY * scale)
    }
}
