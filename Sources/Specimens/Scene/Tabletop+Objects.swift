import Foundation

/// A plain table on which things lie about, the same as long as nobody moves them.
struct ObjectsOnDesk: TableSurface {
    private struct Thing {
        let x: Double
        let y: Double
        let turn: (cosine: Double, sine: Double)
        /// Half of its length and breadth; a disc where they are the same.
        let half: (across: Double, down: Double)
        let isRound: Bool
        let colour: SIMD3<Double>
        /// Lines of print, millimetres apart; 0 has none.
        let line: Double
        let number: Int
    }

    private let noise: LatticeNoise
    private let table: PlainTop
    /// The last one lies on top.
    private let things: [Thing]

    init(own: UInt64) {
        var chance = SeededGenerator(seed: own ^ 0x7B1E)
        noise = LatticeNoise(seed: own ^ 0x7B1E)
        table = PlainTop(own: own)
        let count = chance.integer(in: 7...12)
        things = (0..<count).map { Self.thing($0, &chance) }
    }

    func shade(_ x: Double, _ y: Double) -> SIMD3<Double> {
        for thing in things.reversed() {
            let (right, down) = (x - thing.x, y - thing.y)
            let u = right * thing.turn.cosine + down * thing.turn.sine
            let v = down * thing.turn.cosine - right * thing.turn.sine
            let isInside =
                thing.isRound
                ? u * u + v * v < thing.half.across * thing.half.across
                : abs(u) < thing.half.across && abs(v) < thing.half.down
            if isInside { return shade(of: thing, u, v) }
        }
        return table.shade(x, y)
    }

    private func shade(of thing: Thing, _ u: Double, _ v: Double) -> SIMD3<Double> {
        guard thing.line > 0, abs(u) < thing.half.across * 0.86 else {
            return thing.colour * (1 - 0.2 * (u * u + v * v) / (thing.half.across * thing.half.across * 4))
        }
        let row = (v / thing.line).rounded(.down)
        let letter = noise.value(Int((u / 1.3).rounded(.down)), Int(row) + 100 * thing.number)
        let isInk = v / thing.line - row < 0.55 && letter > 0.35
        return isInk ? thing.colour * 0.35 : thing.colour
    }

    /// A sheet, a pen, a coin or cup, a telephone or a book, round about where the document will lie.
    private static func thing(_ number: Int, _ chance: inout SeededGenerator) -> Thing {
        let radians = chance.number(in: 0...6.28)
        let (away, bearing) = (chance.number(in: 45...120), chance.number(in: 0...6.28))
        let tones: [UInt32] = [0xF1F0EC, 0xD9D2B8, 0x22252B, 0x8F3A35, 0x2F5F8F, 0xC9A64B, 0x4E7A4A]
        var (across, down, line, isRound) = (4.0, 4.0, 0.0, false)
        switch chance.integer(in: 0...4) {
        case 0, 1:
            (across, down) = (chance.number(in: 30...75), chance.number(in: 25...60))
            line = chance.number(in: 3...6)
        case 2: (across, down) = (chance.number(in: 55...75), chance.number(in: 3.5...6))
        case 3:
            across = chance.pick([10.0, 12, 38])
            (down, isRound) = (across, true)
        default: (across, down) = (chance.number(in: 35...75), chance.number(in: 25...38))
        }
        let colour = SIMD3<Double>(hexadecimal: line > 0 ? 0xEFEDE6 : chance.pick(tones))
        return Thing(
            x: away * cos(bearing), y: away * 0.75 * sin(bearing), turn: (cos(radians), sin(radians)),
            half: (across, down), isRound: isRound, colour: colour, line: line, number: number)
    }
}
