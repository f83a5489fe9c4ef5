/// A point of a DET or ROC curve.
package struct RatePoint: Equatable, Sendable {
    /// 0…1.
    package let falseMatchRate: Double
    package let falseNonMatchRate: Double

    package init(falseMatchRate: Double, falseNonMatchRate: Double) {
        self.falseMatchRate = falseMatchRate
        self.falseNonMatchRate = falseNonMatchRate
    }
}

extension ErrorRates {
    /// The corners of the curve, from the loosest threshold to the strictest, thinned to what a plot with
    /// normal-deviate axes can show.
    /// - Parameter limit: at most so many points, at least 2.
    package func curve(limit: Int) -> [RatePoint] {
        let steps = steps
        // A threshold that changes only what the one before it changed lies on the same straight line.
        let corners = steps.indices.filter { index in
            guard index > 0, index + 1 < steps.count else { return true }
            let (one, other) = (steps[index - 1], steps[index + 1])
            let isLevel = one.falseNonMatches == other.falseNonMatches
            let isUpright = one.falseMatches == other.falseMatches
            return !isLevel && !isUpright
        }
        var kept: [RatePoint] = []
        var distance = 0.0
        repeat {
            kept = Self.thinned(corners.map { point(of: steps[$0]) }, distance: distance)
            distance = max(0.001, distance * 2)
        } while kept.count > max(limit, 2)
        return kept
    }

    private func point(of step: Step) -> RatePoint {
        RatePoint(falseMatchRate: falseMatchRate(of: step), falseNonMatchRate: falseNonMatchRate(of: step))
    }

    /// Without points that lie nearer than `distance` (in standard deviations) to the one kept before them; the ends
    /// stay.
    private static func thinned(_ points: [RatePoint], distance: Double) -> [RatePoint] {
        var kept = Array(points.prefix(1))
        for point in points.dropFirst().dropLast() {
            guard let last = kept.last else { break }
            let moved = max(
                abs(deviate(point.falseMatchRate) - deviate(last.falseMatchRate)),
                abs(deviate(point.falseNonMatchRate) - deviate(last.falseNonMatchRate)))
            if moved > distance { kept.append(point) }
        }
        return kept + points.dropFirst().suffix(1)
    }

    /// Rates of 0 and 1 have no deviate: they count as the least and the greatest that a plot shows.
    private static func deviate(_ rate: Double) -> Double {
        NormalDeviate.quantile(min(max(rate, 1e-7), 1 - 1e-7))
    }
}
