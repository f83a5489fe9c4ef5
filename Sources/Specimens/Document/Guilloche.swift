import Evidence
import Foundation

/// Background lines like those that a guilloche machine engraves: bundles of waves that cross, and rosettes.
struct Guilloche {
    let canvas: Canvas
    /// In millimetres.
    let region: Region

    /// A bundle of waves from the left edge to the right one: each line lags a little behind the one above.
    /// - Parameters:
    ///   - middle: height of the bundle's middle.
    ///   - spread: from its first to its last line.
    ///   - swing: height of the waves.
    func waves(middle: Double, spread: Double, swing: Double, lines: Int, _ colour: Colour) {
        for line in 0..<lines {
            let share = Double(line) / Double(max(1, lines - 1))
            let points = stride(from: region.x, through: region.x + region.width, by: 0.5).map { x in
                let along = (x - region.x) / region.width * 2 * Double.pi
                let wave = sin(along * 2.5 + share * 2.1) * swing + sin(along * 6 - share * 3.4) * swing * 0.35
                return Point(x: x, y: middle + (share - 0.5) * spread * (0.75 + 0.25 * cos(along * 1.5)) + wave)
            }
            canvas.stroke(points, width: 0.07, colour)
        }
    }

    /// A rosette: circles whose radius swings as they go round, each turned a little against the last.
    func rosette(centre: Point, radius: Double, petals: Int, lines: Int, _ colour: Colour) {
        for line in 0..<lines {
            let share = Double(line) / Double(lines)
            let points = (0..<360).map { degree in
                let angle = Double(degree) * Double.pi / 180
                let reach = radius * (0.55 + 0.45 * share)
                let swing = 1 + 0.16 * cos(Double(petals) * angle + share * 2 * Double.pi)
                return Point(x: centre.x + reach * swing * cos(angle), y: centre.y + reach * swing * sin(angle))
            }
            canvas.stroke(points, width: 0.06, colour, isClosed: true)
        }
    }

    /// Utopia's sign: a half sun over three waves in a ring.
    func emblem(centre: Point, radius: Double, _ colour: Colour) {
        canvas.circle(centre, radius: radius, width: radius * 0.07, colour)
        canvas.circle(centre, radius: radius * 0.88, width: radius * 0.03, colour)
        let horizon = centre.y + radius * 0.12
        for ray in 0...8 {
            let angle = Double.pi + Double(ray) * Double.pi / 8
            let (near, far) = (radius * 0.42, radius * (ray % 2 == 0 ? 0.72 : 0.6))
            canvas.stroke(
                [
                    Point(x: centre.x + near * cos(angle), y: horizon + near * sin(angle)),
                    Point(x: centre.x + far * cos(angle), y: horizon + far * sin(angle)),
                ], width: radius * 0.06, colour)
        }
        canvas.fill(
            (0...24).map { step in
                let angle = Double.pi + Double(step) * Double.pi / 24
                return Point(x: centre.x + radius * 0.32 * cos(angle), y: horizon + radius * 0.32 * sin(angle))
            }, colour)
        for wave in 0..<3 {
            let y = horizon + radius * (0.16 + 0.17 * Double(wave))
            let reach = radius * (0.66 - 0.14 * Double(wave))
            let points = stride(from: -1.0, through: 1, by: 0.05).map { along in
                Point(x: centre.x + reach * along, y: y + sin(along * 9) * radius * 0.045)
            }
            canvas.stroke(points, width: radius * 0.06, colour)
        }
    }
}
