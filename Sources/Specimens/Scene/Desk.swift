import Evidence
import Foundation

/// The desk on which a document lies, with the document's shadow.
struct Desk {
    let width: Int
    let height: Int
    let seed: UInt64
    var material = DeskMaterial.boards

    func drawn(shadowOf outline: Quad) throws(SpecimenError) -> Picture {
        let canvas = try Canvas(width: width, height: height)
        draw(on: canvas, shadowOf: outline)
        return try canvas.picture()
    }

    /// - Parameter outline: of what lies on it; nil where nothing does.
    func draw(on canvas: Canvas, shadowOf outline: Quad?) {
        var chance = SeededGenerator(seed: seed ^ 0xDE5C)
        switch material {
        case .boards: boards(on: canvas, &chance)
        case .clutter:
            boards(on: canvas, &chance)
            var clutter = Clutter(canvas: canvas, seed: seed)
            clutter.draw()
        default: cover(canvas, &chance)
        }
        guard let outline else { return }
        shadow(on: canvas, of: outline, strength: material == .sheet ? 0.12 : 1)
    }

    private func boards(on canvas: Canvas, _ chance: inout SeededGenerator) {
        let woods = [Colour(0x5B4030), Colour(0x4C4238), Colour(0x6A4A33), Colour(0x3F4A4E)]
        let wood = chance.pick(woods)
        canvas.fill(Region(x: 0, y: 0, width: Double(width), height: Double(height)), wood)
        let board = Double(height) / 3.2
        for index in 0..<4 {
            grain(on: canvas, from: (Double(index) - 0.4) * board, height: board, &chance)
        }
    }

    private func grain(on canvas: Canvas, from top: Double, height: Double, _ chance: inout SeededGenerator) {
        let shade = chance.number(in: -0.05...0.05)
        let board = Region(x: 0, y: top, width: Double(width), height: height)
        canvas.fill(board, shade < 0 ? Colour(0, 0, 0, opacity: -shade) : Colour(1, 0.9, 0.75, opacity: shade))
        for _ in 0..<46 {
            let y = top + height * chance.unit()
            let (phase, swing) = (chance.number(in: 0...6), chance.number(in: 1...5))
            let isDark = chance.unit() < 0.62
            let opacity = chance.number(in: 0.03...0.13)
            let points = stride(from: 0.0, through: Double(width), by: Double(width) / 40).map { x in
                Point(x: x, y: y + swing * sin(phase + x / Double(width) * 5))
            }
            canvas.stroke(
                points, width: chance.number(in: 0.6...2.6),
                isDark ? Colour(0.1, 0.06, 0.04, opacity: opacity) : Colour(0.95, 0.8, 0.62, opacity: opacity * 0.8))
        }
        canvas.fill(
            Region(x: 0, y: top + height - 2.5, width: Double(width), height: 2.5),
            Colour(0.06, 0.04, 0.03, opacity: 0.6))
    }

    /// Soft, to the lower right: many thin outlines, one inside the other, add up to a fading edge.
    func shadow(on canvas: Canvas, of outline: Quad, strength: Double) {
        let reach = Double(max(width, height)) / 110
        let middle = Point(
            x: outline.corners.map(\.x).reduce(0, +) / 4, y: outline.corners.map(\.y).reduce(0, +) / 4)
        for step in 0..<12 {
            let growth = reach * (1 - Double(step) / 6)
            let corners = outline.corners.map { corner in
                let (dx, dy) = (corner.x - middle.x, corner.y - middle.y)
                let length = max(1, (dx * dx + dy * dy).squareRoot())
                return Point(
                    x: corner.x + dx / length * growth + reach * 0.5, y: corner.y + dy / length * growth + reach * 0.7)
            }
            canvas.fill(corners, Colour(0.02, 0.015, 0.01, opacity: 0.075 * strength))
        }
    }
}
