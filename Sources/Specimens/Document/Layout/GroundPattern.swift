import Evidence
import Foundation

/// A pattern of fine lines under the print. Places and sizes are shares of the side's height, x of its width; pitches
/// are millimetres.
enum GroundPattern {
    /// A bundle of waves that crosses the side.
    case waves(middle: Double, spread: Double, swing: Double, Colour)
    case rosette(x: Double, y: Double, radius: Double, petals: Int, Colour)
    /// Two families of waves that cross like a net.
    case mesh(pitch: Double, swing: Double, Colour)
    /// Straight lines that rise over a shape as over a relief, and so draw it.
    case relief(pitch: Double, x: Double, y: Double, radius: Double, Colour)

    func draw(on canvas: Canvas, _ size: (width: Double, height: Double)) {
        let side = Region(x: 0, y: 0, width: size.width, height: size.height)
        let guilloche = Guilloche(canvas: canvas, region: side)
        switch self {
        case .waves(let middle, let spread, let swing, let colour):
            guilloche.waves(
                middle: middle * size.height, spread: spread * size.height, swing: swing * size.height,
                lines: Int(spread * size.height * 0.7), colour)
        case .rosette(let x, let y, let radius, let petals, let colour):
            guilloche.rosette(
                centre: Point(x: x * size.width, y: y * size.height), radius: radius * size.height, petals: petals,
                lines: 16, colour)
        case .mesh(let pitch, let swing, let colour): mesh(on: canvas, size, pitch, swing, colour)
        case .relief(let pitch, let x, let y, let radius, let colour):
            let hill = Hill(
                centre: Point(x: x * size.width, y: y * size.height), radius: radius * size.height)
            relief(on: canvas, size, pitch, hill, colour)
        }
    }

    private func mesh(
        on canvas: Canvas, _ size: (width: Double, height: Double), _ pitch: Double, _ swing: Double, _ colour: Colour
    ) {
        for turn in [1.0, -1.0] {
            for y in stride(from: -pitch, through: size.height + pitch, by: pitch) {
                let points = stride(from: 0.0, through: size.width, by: 0.8).map { x in
                    Point(x: x, y: y + turn * swing * sin(x * 0.8 + turn * y * 0.35))
                }
                canvas.stroke(points, width: 0.07, colour)
            }
        }
    }

    /// Utopia's half sun, as a height over each point.
    private struct Hill {
        let centre: Point
        let radius: Double

        func height(_ x: Double, _ y: Double) -> Double {
            let (dx, dy) = ((x - centre.x) / radius, (y - centre.y) / radius)
            let distance = (dx * dx + dy * dy).squareRoot()
            let rays = 0.5 + 0.5 * cos(atan2(dy, dx) * 12)
            let sun = exp(-pow(distance / 0.45, 4)) * 1.5
            return sun + rays * exp(-pow((distance - 0.75) / 0.2, 2))
        }
    }

    private func relief(
        on canvas: Canvas, _ size: (width: Double, height: Double), _ pitch: Double, _ hill: Hill, _ colour: Colour
    ) {
        for y in stride(from: 0, through: size.height, by: pitch) {
            let points = stride(from: 0.0, through: size.width, by: 0.6).map { x in
                Point(x: x, y: y - pitch * 0.9 * hill.height(x, y))
            }
            canvas.stroke(points, width: 0.08, colour)
        }
    }
}
