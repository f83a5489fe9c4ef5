import Foundation

struct Granite: TableSurface {
    private let noise: LatticeNoise
    private let colours: [SIMD3<Double>]
    private let grain: Double

    init(own: UInt64) {
        var chance = SeededGenerator(seed: own ^ 0x64A7)
        noise = LatticeNoise(seed: own ^ 0x64A7)
        colours = chance.pick([
            [0x8E8A86, 0x3A393B, 0xD2CFC8], [0x4B4A4D, 0x1D1D20, 0x9A9AA0], [0xA9826D, 0x4B3A36, 0xD9C2AE],
        ]).map { .init(hexadecimal: $0) }
        grain = chance.number(in: 1.4...4)
    }

    func shade(_ x: Double, _ y: Double) -> SIMD3<Double> {
        let cloud = 0.3 * (noise.layered(x / 28, y / 28, 2) - 0.5)
        let (dark, light) = (
            noise.layered(x / grain, y / grain, 2), noise.layered(x / grain + 90, y / grain - 70, 2)
        )
        var colour = colours[0]
        if dark + cloud > 0.62 { colour = colours[1] }
        if light - cloud > 0.66 { colour = colours[2] }
        return colour * (0.95 + 0.1 * noise.at(x / 0.8, y / 0.8))
    }
}

struct Marble: TableSurface {
    private let noise: LatticeNoise
    private let ground: SIMD3<Double>
    private let vein: SIMD3<Double>

    init(own: UInt64) {
        var chance = SeededGenerator(seed: own ^ 0x3A4B)
        noise = LatticeNoise(seed: own ^ 0x3A4B)
        (ground, vein) = chance.pick([
            (.init(hexadecimal: 0xE6E4E0), .init(hexadecimal: 0x77787C)),
            (.init(hexadecimal: 0x2E3B36), .init(hexadecimal: 0xBFC9C2)),
            (.init(hexadecimal: 0xD9C7AE), .init(hexadecimal: 0x8A6A4C)),
        ])
    }

    func shade(_ x: Double, _ y: Double) -> SIMD3<Double> {
        let (bent, cloud) = (noise.layered(x / 60, y / 60, 4), noise.layered(x / 24 + 50, y / 24, 4))
        let ridge = 1 - min(1, abs(bent - 0.5) * 16)
        let fine = 1 - min(1, abs(cloud - 0.5) * 22)
        return ground.mixed(with: vein, 0.75 * ridge * cloud * 1.4 + 0.22 * fine + 0.25 * (cloud - 0.4))
    }
}

struct Carpet: TableSurface {
    private let noise: LatticeNoise
    private let low: SIMD3<Double>
    private let high: SIMD3<Double>
    private let tuft: Double

    init(own: UInt64) {
        var chance = SeededGenerator(seed: own ^ 0xCA49)
        noise = LatticeNoise(seed: own ^ 0xCA49)
        (low, high) = chance.pick([
            (.init(hexadecimal: 0x3C4048), .init(hexadecimal: 0x8D9098)),
            (.init(hexadecimal: 0x6A5A48), .init(hexadecimal: 0xC9B79C)),
            (.init(hexadecimal: 0x5A2B2F), .init(hexadecimal: 0xA8686A)),
        ])
        tuft = chance.number(in: 2.2...5)
    }

    func shade(_ x: Double, _ y: Double) -> SIMD3<Double> {
        // Tufts stand in rows that are a little crooked.
        let (right, down) = (noise.at(x / 9, y / 9) - 0.5, noise.at(x / 9 + 30, y / 9) - 0.5)
        let (u, v) = (x / tuft + right, y / tuft + down)
        let own = noise.value(Int(u.rounded(.down)), Int(v.rounded(.down)))
        let (dx, dy) = (u - u.rounded(.down) - 0.5, v - v.rounded(.down) - 0.5)
        let fibre = 0.9 + 0.2 * noise.at(x / 0.6, y / 0.6)
        return low.mixed(with: high, own) * (1.05 - 0.5 * (dx * dx + dy * dy)) * fibre
    }
}

struct SlantingBoards: TableSurface {
    private let noise: LatticeNoise
    private let light: SIMD3<Double>
    private let dark: SIMD3<Double>
    private let turn: (cosine: Double, sine: Double)
    private let breadth: Double

    init(own: UInt64) {
        var chance = SeededGenerator(seed: own ^ 0xB0A4)
        noise = LatticeNoise(seed: own ^ 0xB0A4)
        (light, dark) = chance.pick([
            (.init(hexadecimal: 0xC8A575), .init(hexadecimal: 0x7A5632)),
            (.init(hexadecimal: 0x8A6748), .init(hexadecimal: 0x3F2C1E)),
            (.init(hexadecimal: 0xA8A096), .init(hexadecimal: 0x5E574E)),
        ])
        let radians = chance.number(in: 15...75) * (chance.unit() < 0.5 ? 1 : -1) * .pi / 180
        turn = (cos(radians), sin(radians))
        breadth = chance.number(in: 55...140)
    }

    func shade(_ x: Double, _ y: Double) -> SIMD3<Double> {
        let (along, across) = (x * turn.cosine + y * turn.sine, y * turn.cosine - x * turn.sine)
        let board = (across / breadth).rounded(.down)
        let tone = noise.value(Int(board), 7_001)
        // Each board's grain is its own, and swings a little along it.
        let start = tone * 900
        let swing = 9 * noise.at(along / 120 + start, across / 60)
        let grain = noise.layered((along + start) / 160, (across + swing) / 3.2 + start, 3)
        let edge = min(across / breadth - board, board + 1 - across / breadth) * breadth
        let shade = light.mixed(with: dark, 0.25 * tone + 1.3 * (grain - 0.28))
        return edge < 0.7 ? shade * 0.35 : shade
    }
}

struct PlainTop: TableSurface {
    private let noise: LatticeNoise
    private let colour: SIMD3<Double>

    init(own: UInt64) {
        var chance = SeededGenerator(seed: own ^ 0x91A1)
        noise = LatticeNoise(seed: own ^ 0x91A1)
        colour = .init(hexadecimal: chance.pick([0xE9E6DF, 0x3B3D42, 0x8A6E55, 0xB8BCC0, 0x5B6E63]))
    }

    func shade(_ x: Double, _ y: Double) -> SIMD3<Double> { colour * (0.985 + 0.03 * noise.at(x / 0.5, y / 0.5)) }
}
