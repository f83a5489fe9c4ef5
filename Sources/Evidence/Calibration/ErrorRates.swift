/// FMR and FNMR of a sample as the step functions that they are (ISO/IEC 19795-1): nothing is smoothed or fitted.
package struct ErrorRates: Sendable {
    /// What holds from one threshold up to the next that changes anything.
    struct Step: Equatable, Sendable {
        let closeness: Double
        let falseMatches: Int
        let falseNonMatches: Int
    }

    package let measure: FaceComparisonScale.Measure
    /// Closeness, sorted upwards.
    private let genuine: [Double]
    private let impostor: [Double]

    package var genuineCount: Int { genuine.count }
    package var impostorCount: Int { impostor.count }

    package init(_ sample: CalibrationSample) {
        measure = sample.measure
        genuine = sample.genuine.map(sample.measure.closeness).sorted()
        impostor = sample.impostor.map(sample.measure.closeness).sorted()
    }

    /// Impostor pairs at or beyond the threshold on the side of the alike: `FaceComparisonScale` matches them.
    package func falseMatches(at threshold: Double) -> Int {
        impostor.count - impostor.countBelow(measure.closeness(threshold))
    }

    /// Genuine pairs short of the threshold.
    package func falseNonMatches(at threshold: Double) -> Int {
        genuine.countBelow(measure.closeness(threshold))
    }

    /// 0…1.
    package func falseMatchRate(at threshold: Double) -> Double {
        Double(falseMatches(at: threshold)) / Double(impostor.count)
    }

    /// 0…1.
    package func falseNonMatchRate(at threshold: Double) -> Double {
        Double(falseNonMatches(at: threshold)) / Double(genuine.count)
    }

    /// The least strict threshold at which the FMR is no more than `rate` (0…1), in the measure; among equal scores
    /// all or none pass, so that the FMR there may be less.
    package func threshold(falseMatchRate rate: Double) -> Double {
        // The division decides, as it does for whoever checks the rate: a product may be a hair off.
        var allowed = min(Int(rate * Double(impostor.count)), impostor.count)
        if allowed < impostor.count, Double(allowed + 1) / Double(impostor.count) <= rate { allowed += 1 }
        if Double(allowed) / Double(impostor.count) > rate { allowed -= 1 }
        let first = min(genuine[0], impostor[0])
        return measure.closeness(
            allowed == impostor.count ? first : impostor[impostor.count - 1 - allowed].nextUp)
    }

    /// Where FMR and FNMR are equal, and the threshold there: on the straight line between the last step with the
    /// greater FMR and the first with the greater FNMR, as step functions hardly ever meet.
    package var equalError: (rate: Double, threshold: Double) {
        let steps = steps
        let next = steps.firstIndex { falseNonMatchRate(of: $0) >= falseMatchRate(of: $0) } ?? steps.count - 1
        // At the first step everything matches: FMR 1, FNMR 0. So there is one before `next`.
        let (one, other) = (steps[max(0, next - 1)], steps[next])
        let before = falseMatchRate(of: one) - falseNonMatchRate(of: one)
        let after = falseNonMatchRate(of: other) - falseMatchRate(of: other)
        let share = before + after > 0 ? before / (before + after) : 0
        let rate = falseMatchRate(of: one) + share * (falseMatchRate(of: other) - falseMatchRate(of: one))
        return (rate, measure.closeness(one.closeness + share * (other.closeness - one.closeness)))
    }

    func falseMatchRate(of step: Step) -> Double { Double(step.falseMatches) / Double(impostor.count) }
    func falseNonMatchRate(of step: Step) -> Double { Double(step.falseNonMatches) / Double(genuine.count) }

    /// Every threshold that differs from the one before it, from the loosest (all match) to one that none reaches.
    var steps: [Step] {
        var steps: [Step] = []
        steps.reserveCapacity(genuine.count + impostor.count + 1)
        var (missed, unmatched) = (0, 0)
        while missed < genuine.count || unmatched < impostor.count {
            let closeness = min(
                missed < genuine.count ? genuine[missed] : .infinity,
                unmatched < impostor.count ? impostor[unmatched] : .infinity)
            steps.append(
                Step(closeness: closeness, falseMatches: impostor.count - unmatched, falseNonMatches: missed))
            while missed < genuine.count, genuine[missed] == closeness { missed += 1 }
            while unmatched < impostor.count, impostor[unmatched] == closeness { unmatched += 1 }
        }
        let greatest = max(genuine[genuine.count - 1], impostor[impostor.count - 1])
        steps.append(Step(closeness: greatest.nextUp, falseMatches: 0, falseNonMatches: genuine.count))
        return steps
    }
}

extension [Double] {
    /// How many of these, which are sorted upwards, are less than `value`.
    func countBelow(_ value: Double) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
