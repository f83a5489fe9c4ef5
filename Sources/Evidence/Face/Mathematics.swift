import Foundation

/// e to the power of a network's output, which a damaged picture may drive beyond all sense.
func exponential(_ value: Double) -> Double { exp(min(max(value, -20), 20)) }

/// The logistic function: a network's output as a probability.
func logistic(_ value: Double) -> Double { 1 / (1 + exp(-min(max(value, -100), 100))) }

/// Outputs as probabilities that add up to one.
func softmax(_ values: [Float]) -> [Double] {
    let greatest = Double(values.max() ?? 0)
    let powers = values.map { exp(Double($0) - greatest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
}

/// The angle of a direction in degrees, -180…180, growing clockwise in a picture.
func degrees(y: Double, x: Double) -> Double { atan2(y, x) * 180 / .pi }

extension Affine {
    static let identity = Affine(a: 1, b: 0, c: 0, d: 0, e: 1, f: 0)

    /// Turns by an angle in degrees (clockwise in a picture) and scales about `centre`, then puts it onto `target`.
    static func turn(about centre: Point, degrees: Double, scale: Double, onto target: Point) -> Affine {
        let (cosine, sine) = (cos(degrees * .pi / 180) * scale, sin(degrees * .pi / 180) * scale)
        return Affine(
            a: cosine, b: -sine, c: target.x - cosine * centre.x + sine * centre.y,
            d: sine, e: cosine, f: target.y - sine * centre.x - cosine * centre.y)
    }
}
