/// What labelled pairs say about a face comparison: error rates, and thresholds for the rates that are wanted.
package struct FaceCalibration: Sendable {
    /// What is asked of a sample.
    package struct Question: Sendable {
        /// FMR, each greater than 0 and at most 1.
        package let rates: [Double]
        /// In force already, in the measure: their rates are wanted as well.
        package let thresholds: [Double]
        package let replicates: Int
        package let seed: UInt64

        package init(rates: [Double], thresholds: [Double] = [], replicates: Int, seed: UInt64) {
            self.rates = rates
            self.thresholds = thresholds
            self.replicates = replicates
            self.seed = seed
        }
    }

    package struct EqualError: Equatable, Sendable {
        /// 0…1.
        package let rate: Double
        package let threshold: Double
        /// Over people; there is no exact interval of an interpolated rate. Nil as in `MeasuredRate`.
        package let people95: RateInterval?
        /// The least rate that both kinds of pairs carry: `RuleOfThree`.
        package let leastStated: Double

        package var isCarried: Bool { rate >= leastStated }
    }

    /// One FMR that was asked for: the threshold that keeps to it, or why none is told.
    package struct Answer: Sendable {
        package let rate: Double
        package let outcome: Result<OperatingPoint, RuleOfThree.Refusal>
    }

    package let measure: FaceComparisonScale.Measure
    package let genuinePairs: Int
    package let impostorPairs: Int
    /// Nil where the source names nobody.
    package let identities: Int?
    package let equalError: EqualError
    /// In the order of the question.
    package let answers: [Answer]
    package let inForce: [OperatingPoint]
    package let curve: [RatePoint]

    package init(_ sample: CalibrationSample, _ question: Question) {
        let rates = ErrorRates(sample)
        measure = sample.measure
        genuinePairs = sample.genuineCount
        impostorPairs = sample.impostorCount
        identities = sample.identityCount
        curve = rates.curve(limit: CalibrationLimits.curvePoints)

        let wanted = question.rates.map { rate -> (rate: Double, threshold: Result<Double, RuleOfThree.Refusal>) in
            let refusal = Result { () throws(RuleOfThree.Refusal) in
                try RuleOfThree.check(rate: rate, impostorPairs: sample.impostorCount)
            }
            return (rate, refusal.map { sample.measure.rounded(rates.threshold(falseMatchRate: rate)) })
        }
        let thresholds = wanted.compactMap { try? $0.threshold.get() } + question.thresholds
        let people = IdentityBootstrap(sample)?.intervals(
            at: thresholds, replicates: question.replicates, seed: question.seed)
        let points = thresholds.enumerated().map { index, threshold in
            OperatingPoint(
                threshold: threshold,
                falseMatches: MeasuredRate(
                    errors: rates.falseMatches(at: threshold), comparisons: rates.impostorCount,
                    people95: people?.falseMatchRates[index]),
                falseNonMatches: MeasuredRate(
                    errors: rates.falseNonMatches(at: threshold), comparisons: rates.genuineCount,
                    people95: people?.falseNonMatchRates[index]))
        }
        var stated = points.prefix(points.count - question.thresholds.count)
        answers = wanted.map { rate, threshold in
            Answer(rate: rate, outcome: threshold.map { _ in stated.removeFirst() })
        }
        inForce = Array(points.suffix(question.thresholds.count))
        let equal = rates.equalError
        equalError = EqualError(
            rate: equal.rate, threshold: equal.threshold,
            people95: equal.rate > 0 && equal.rate < 1 ? people?.equalErrorRate : nil,
            leastStated: RuleOfThree.least(pairs: min(sample.genuineCount, sample.impostorCount)))
    }
}
