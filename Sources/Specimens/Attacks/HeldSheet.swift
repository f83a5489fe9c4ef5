import Evidence
import Foundation

/// A sheet or a device in a hand: flat, or bent to a part of an upright cylinder, and leaning before the camera.
struct HeldSheet {
    /// Degrees, as in `HeadPose`: its face looks to the picture's right, down, and turns clockwise.
    var yaw = 0.0
    var pitch = 0.0
    var roll = 0.0
    /// Degrees of the cylinder that the sheet's width covers, its middle nearest to the camera; 0 is flat.
    var bend = 0.0
    /// How much of the frame's tighter side it fills: 0…1, and more where its edges leave the frame.
    var fill = 0.94

    /// As somebody holds it who wants to pass: nearly straight, nearly filling the frame, its edges in view.
    static func handheld(seed: UInt64) -> HeldSheet {
        var chance = SeededGenerator(seed: seed ^ 0x4A2D)
        return HeldSheet(
            yaw: chance.number(in: -5...5), pitch: chance.number(in: -4...4), roll: chance.number(in: -3...3),
            fill: chance.number(in: 0.9...0.97))
    }

    /// Where the sheet's places lie in a frame of `frame` pixels.
    func sheet(of picture: Picture, in frame: (width: Int, height: Int)) -> Sheet {
        let (width, height) = (Double(picture.width), Double(picture.height))
        let scale = fill * min(Double(frame.width) / width, Double(frame.height) / height)
        let cells = 24
        return Sheet(
            (0...cells).map { row in
                (0...cells).map { column in
                    let (u, v) = (Double(column) / Double(cells), Double(row) / Double(cells))
                    let (seen, depth) = seen(across: (u - 0.5) * width, down: (v - 0.5) * height, width: width)
                    return Sheet.Corner(
                        from: Point(x: u * (width - 1), y: v * (height - 1)),
                        to: Point(
                            x: Double(frame.width) / 2 + seen.x * scale, y: Double(frame.height) / 2 + seen.y * scale),
                        depth: depth)
                }
            })
    }

    /// A place of the sheet after bending and turning, from three of its widths away.
    private func seen(across: Double, down: Double, width: Double) -> (Point, depth: Double) {
        let (a, b, c) = (yaw * .pi / 180, pitch * .pi / 180, roll * .pi / 180)
        let angle = bend * .pi / 180
        let bent =
            angle == 0
            ? (x: across, z: 0.0)
            : (x: width / angle * sin(angle * across / width), z: width / angle * (1 - cos(angle * across / width)))
        let (rolledX, rolledY) = (bent.x * cos(c) - down * sin(c), bent.x * sin(c) + down * cos(c))
        let (turnedX, turnedZ) = (rolledX * cos(a) - bent.z * sin(a), rolledX * sin(a) + bent.z * cos(a))
        let (noddedY, noddedZ) = (rolledY * cos(b) - turnedZ * sin(b), rolledY * sin(b) + turnedZ * cos(b))
        let perspective = 3 * width / (3 * width + noddedZ)
        return (Point(x: turnedX * perspective, y: noddedY * perspective), noddedZ)
    }

    /// A bent sheet takes the light of one side: Lambert's cosine of the angle to a lamp of chance, over the room's
    /// own.
    func shaded(_ picture: Picture, seed: UInt64) -> Picture {
        guard bend > 0 else { return picture }
        var chance = SeededGenerator(seed: seed ^ 0x5BADE)
        let lamp = chance.number(in: 15...40) * chance.pick([-1, 1]) * .pi / 180
        let angle = bend * .pi / 180
        var film = Film(picture)
        film.scale { x, _ in
            0.55 + 0.5 * max(0, cos(angle * (Double(x) / Double(picture.width) - 0.5) - lamp))
        }
        return film.picture
    }
}

extension Film {
    /// Multiplies every pixel by a gain that depends on its place.
    mutating func scale(by gain: (_ x: Int, _ y: Int) -> Double) {
        let (width, height) = (width, height)
        edit { pixel in
            for y in 0..<height {
                for x in 0..<width {
                    let (at, factor) = ((y * width + x) * 3, gain(x, y))
                    for channel in at..<at + 3 { pixel[channel] = Film.clamped(Double(pixel[channel]) * factor) }
                }
            }
        }
    }
}
