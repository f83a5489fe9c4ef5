import Evidence
import Foundation

/// A made-up signature: a running line of loops, another one for every surname.
struct Signature {
    /// Within 0…1 both ways.
    private let points: [Point]

    static func of(_ holder: SpecimenHolder) -> Signature {
        let seed = holder.surname.unicodeScalars.reduce(UInt64(17)) { ($0 &* 31) &+ UInt64($1.value) }
        var chance = SeededGenerator(seed: seed)
        let loops = chance.number(in: 5...7.5)
        let lean = chance.number(in: 0.02...0.06)
        let points = (0...240).map { step in
            let along = Double(step) / 240
            let turn = along * loops * 2 * Double.pi
            // Large at the start like a capital, then letters of changing height, then a tail.
            let height = (0.5 * exp(-along * 9) + 0.2 + 0.14 * sin(along * 23)) * (along > 0.9 ? 0.4 : 1)
            return Point(x: along * 0.92 + lean * sin(turn) + 0.04, y: 0.6 - height * cos(turn + 0.4))
        }
        return Signature(points: points)
    }

    func draw(on canvas: Canvas, in region: Region) {
        let placed = points.map {
            Point(x: region.x + $0.x * region.width, y: region.y + $0.y * region.height)
        }
        canvas.stroke(placed, width: 0.22, Colour(0x1F2E6B, opacity: 0.9))
    }
}

extension SpecimenHolder {
    /// The visual zone prints `X` where the machine-readable one prints a filler (part 4).
    var printedSex: String { sex == .unspecified ? "X" : sex.rawValue }
}
