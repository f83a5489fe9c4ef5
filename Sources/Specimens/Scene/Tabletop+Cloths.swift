import Foundation

/// How a cloth lies on one table: its place and turn, its wrinkles, its thread.
private struct LaidCloth {
    private let noise: LatticeNoise
    private let shift: (x: Double, y: Double)
    private let turn: (cosine: Double, sine: Double)

    /// - Parameter reach: millimetres to each side within which it may lie.
    init(own: UInt64, reach: Double) {
        var chance = SeededGenerator(seed: own ^ 0xC107)
        noise = LatticeNoise(seed: own)
        shift = (chance.number(in: -reach...reach), chance.number(in: -reach...reach))
        // People lay cloths along the table and documents along the cloth.
        let radians = chance.number(in: -2.5...2.5) * .pi / 180
        turn = (cos(radians), sin(radians))
    }

    /// The place on the cloth; wrinkles draw it by up to a millimetre or so.
    func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        let (right, down) = (noise.at(x / 70, y / 70) - 0.5, noise.at(x / 70 + 40, y / 70 - 40) - 0.5)
        return (
            x * turn.cosine - y * turn.sine + shift.x + 2.4 * right,
            x * turn.sine + y * turn.cosine + shift.y + 2.4 * down
        )
    }

    /// The light that its wrinkles and threads leave: about 1.
    func light(_ x: Double, _ y: Double) -> Double {
        0.93 + 0.1 * noise.layered(x / 55 - 9, y / 38 + 9, 2) + 0.06 * (noise.at(x / 0.7, y / 0.7) - 0.5)
    }
}

struct CheckedCloth: TableSurface {
    private let cloth: LaidCloth
    private let ground: SIMD3<Double>
    private let thread: SIMD3<Double>
    private let pitch: Double
    /// Share of the pitch that is coloured, and whether a fine second stripe runs between.
    private let breadth: Double
    private let hasLine: Bool

    init(model: UInt64, own: UInt64) {
        var chance = SeededGenerator(seed: model ^ 0xC4EC)
        (ground, thread) = chance.pick([
            (.init(hexadecimal: 0xEDE6D6), .init(hexadecimal: 0xA8323A)),
            (.init(hexadecimal: 0xE4EAEC), .init(hexadecimal: 0x2F5F8F)),
            (.init(hexadecimal: 0xF0EBDC), .init(hexadecimal: 0x3F6B3F)),
            (.init(hexadecimal: 0x4A3B52), .init(hexadecimal: 0xB9A46A)),
        ])
        pitch = chance.number(in: 14...52)
        breadth = chance.pick([0.5, 0.5, 0.35])
        hasLine = chance.unit() < 0.4
        cloth = LaidCloth(own: own, reach: 300)
    }

    func shade(_ x: Double, _ y: Double) -> SIMD3<Double> {
        let place = cloth.place(x, y)
        let coloured = (stripe(place.x) + stripe(place.y)) / 2
        return ground.mixed(with: thread, coloured * 0.9) * cloth.light(x, y)
    }

    private func stripe(_ along: Double) -> Double {
        let share = along / pitch - (along / pitch).rounded(.down)
        if share < breadth { return 1 }
        return hasLine && abs(share - (1 + breadth) / 2) < 0.04 ? 0.8 : 0
    }
}

struct RepeatedCloth: TableSurface {
    private let cloth: LaidCloth
    private let ground: SIMD3<Double>
    private let print: SIMD3<Double>
    private let size: (across: Double, down: Double)
    /// Discs of one repeat, in shares of it.
    private let discs: [(x: Double, y: Double, radius: Double, strength: Double)]

    init(model: UInt64, own: UInt64) {
        var chance = SeededGenerator(seed: model ^ 0x4E9E)
        (ground, print) = chance.pick([
            (.init(hexadecimal: 0xE9E2D0), .init(hexadecimal: 0x38537A)),
            (.init(hexadecimal: 0x2F4A52), .init(hexadecimal: 0xE8C46A)),
            (.init(hexadecimal: 0xF1ECE2), .init(hexadecimal: 0xB5453C)),
        ])
        let across = chance.number(in: 22...64)
        size = (across, across * chance.number(in: 0.8...1.25))
        discs = (0..<chance.integer(in: 3...7)).map { _ in
            (
                chance.unit(), chance.unit(), across * chance.number(in: 0.07...0.2),
                chance.number(in: 0.4...1)
            )
        }
        cloth = LaidCloth(own: own, reach: 300)
    }

    func shade(_ x: Double, _ y: Double) -> SIMD3<Double> {
        let place = cloth.place(x, y)
        let row = (place.y / size.down).rounded(.down)
        // Every second row is moved by half a repeat.
        let u = place.x / size.across + row * 0.5
        let (across, down) = (u - u.rounded(.down), place.y / size.down - row)
        var strength = 0.0
        for disc in discs {
            var (dx, dy) = (abs(across - disc.x), abs(down - disc.y))
            (dx, dy) = (min(dx, 1 - dx) * size.across, min(dy, 1 - dy) * size.down)
            if dx * dx + dy * dy < disc.radius * disc.radius { strength = max(strength, disc.strength) }
        }
        return ground.mixed(with: print, strength) * cloth.light(x, y)
    }
}

struct PrintedCloth: TableSurface {
    private let cloth: LaidCloth
    private let pattern: LatticeNoise
    private let colours: [SIMD3<Double>]
    private let scale: Double

    init(model: UInt64, own: UInt64) {
        var chance = SeededGenerator(seed: model ^ 0x94C1)
        pattern = LatticeNoise(seed: model ^ 0x94C1)
        colours = chance.pick([
            [0xE6DCC3, 0x6F8A4E, 0x31492F, 0xC46A4A], [0x26364A, 0x5F87A8, 0xDCE4E8, 0xD9A441],
            [0xF2EFE8, 0xC98FA0, 0x7A3B52, 0x6E8F6A],
        ]).map { .init(hexadecimal: $0) }
        scale = chance.number(in: 22...40)
        // A mat: the document lies somewhere about its middle.
        cloth = LaidCloth(own: own, reach: 60)
    }

    func shade(_ x: Double, _ y: Double) -> SIMD3<Double> {
        let place = cloth.place(x, y)
        let (leaf, flower) = (
            pattern.layered(place.x / scale, place.y / scale, 3),
            pattern.layered(place.x / scale * 1.4 + 300, place.y / scale * 1.4, 2)
        )
        var colour = colours[0]
        if leaf > 0.54 { colour = colours[1] }
        if leaf > 0.64 { colour = colours[2] }
        if flower > 0.7 { colour = colours[3] }
        return colour * cloth.light(x, y)
    }
}
