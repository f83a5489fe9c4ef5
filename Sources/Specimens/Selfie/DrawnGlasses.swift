import Evidence
import Foundation

/// Two lenses in a frame, laid over a face's eyes.
struct DrawnGlasses {
    /// Half a lens, and the width of its rim, as shares of the distance of the eyes.
    private let half: (x: Double, y: Double)
    private let rim: Double
    /// Of the super-ellipse that a lens is: 2 is round, more is squarer.
    private let corner: Double
    private let frame: [Double]
    /// The share of the light that passes, in blue, green and red, at the upper and at the lower rim.
    private let upper: [Double]
    private let lower: [Double]
    /// A mirror's share of the room, and how bright the lamp in the glass is.
    private let mirror: Double
    private let lamp: (strength: Double, place: Double)

    init(_ covering: FaceCovering, seed: UInt64) {
        var chance = SeededGenerator(seed: seed ^ 0x61A55E5)
        let dark = ![.clearSpectacles, .broadSpectacles, .tintedSpectacles].contains(covering)
        half = (chance.number(in: 0.34...0.42), chance.number(in: dark ? 0.24...0.33 : 0.19...0.28))
        corner = chance.number(in: 2...4)
        let shade = chance.number(in: 15...60)
        frame = chance.pick([[shade, shade, shade], [shade, shade * 1.2, shade * 1.8], [150, 155, 160]])
        rim = chance.number(in: covering == .broadSpectacles ? 0.06...0.1 : 0.02...0.05)
        lamp = (chance.number(in: dark ? 0...0.3 : 0...0.4), chance.number(in: -0.5...0.5))
        mirror = covering == .mirrorGlasses ? chance.number(in: 0.35...0.6) : 0
        let light = chance.number(in: 0.05...0.2)
        switch covering {
        case .tintedSpectacles:
            let passing = chance.number(in: 0.6...0.8)
            (upper, lower) = ([passing * 0.9, passing, passing], [passing, passing, passing])
        case .graduatedGlasses:
            (upper, lower) = ([light * 0.5, light * 0.75, light], [light * 1.2, light * 1.9, light * 2.3])
        case .darkGlasses, .mirrorGlasses: (upper, lower) = ([light, light, light], [light, light, light])
        default: (upper, lower) = ([0.96, 0.97, 0.97], [0.96, 0.97, 0.97])
        }
    }

    func put(on source: AttackSource, film: inout Film) {
        let (right, left) = (Self.eye(source, 33, 133), Self.eye(source, 362, 263))
        let (x, y) = (left.x - right.x, left.y - right.y)
        let distance = max(1, (x * x + y * y).squareRoot())
        let (cosine, sine) = (x / distance, y / distance)
        let (width, height) = (film.width, film.height)
        film.edit { pixel in
            for row in 0..<height {
                for column in 0..<width {
                    let (dx, dy) = (Double(column) - right.x, Double(row) - right.y)
                    let across = (dx * cosine + dy * sine) / distance
                    let down = (dy * cosine - dx * sine) / distance
                    guard across > -0.9, across < 1.9, abs(down) < 0.6 else { continue }
                    tint(pixel + (row * width + column) * 3, across: across, down: down, scale: distance)
                }
            }
        }
    }

    private static func eye(_ source: AttackSource, _ one: Int, _ other: Int) -> Point {
        Point(
            x: (source.mesh[one].x + source.mesh[other].x) / 2, y: (source.mesh[one].y + source.mesh[other].y) / 2)
    }

    /// - Parameters:
    ///   - across: along the eyes, 0 at the right one and 1 at the left.
    ///   - down: from their line, in the same unit.
    private func tint(_ pixel: UnsafeMutablePointer<UInt8>, across: Double, down: Double, scale: Double) {
        let v = down - 0.04
        let beyond = [0.0, 1].map { centre -> Double in
            let (a, b) = (abs(across - centre) / half.x, abs(v) / half.y)
            return (pow(pow(a, corner) + pow(b, corner), 1 / corner) - 1) * min(half.x, half.y)
        }
        let edge = min(beyond[0], beyond[1])
        let inside = Self.coverage(edge * scale)
        let isBridge = across > half.x && across < 1 - half.x && abs(v + half.y * 0.35) < rim / 2 + 0.005
        let isTemple = (across < -half.x || across > 1 + half.x) && abs(v + half.y * 0.5) < rim / 2 + 0.01
        let framed = max(Self.coverage((abs(edge) - rim / 2) * scale), isBridge || isTemple ? 1 : 0)
        let share = (v / half.y + 1) / 2
        let glare = lamp.strength * exp(-pow((across - across.rounded() + 0.6 * v - lamp.place * half.x) / 0.08, 2))
        for channel in 0..<3 {
            let own = Double(pixel[channel])
            let passing = upper[channel] + (lower[channel] - upper[channel]) * min(max(0, share), 1)
            let room = share < 0.5 ? [235.0, 205, 180][channel] : [95.0, 100, 105][channel]
            var seen = own * passing * (1 - mirror) + mirror * room
            seen += (255 - seen) * glare
            let lensed = own + (seen - own) * inside
            pixel[channel] = Film.clamped(lensed + (frame[channel] - lensed) * framed)
        }
    }

    /// How much of a pixel lies inside an edge that is so many pixels away.
    private static func coverage(_ pixels: Double) -> Double { min(max(0, 0.5 - pixels), 1) }
}
