/// Where a rate lies with 95 % confidence.
package struct RateInterval: Codable, Equatable, Sendable {
    /// 0…1, `lower` ≤ `upper`.
    package let lower: Double
    package let upper: Double

    package init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    /// The share of either tail.
    static let tail = 0.025

    /// Clopper and Pearson's exact interval (Biometrika 26, 1934) for `errors` in `trials` independent trials.
    package init(errors: Int, of trials: Int) {
        precondition(trials > 0 && (0...trials).contains(errors), "no more errors than trials")
        let (hits, rest) = (Double(errors), Double(trials - errors))
        lower = errors == 0 ? 0 : IncompleteBeta.quantile(Self.tail, hits, rest + 1)
        upper = errors == trials ? 1 : IncompleteBeta.quantile(1 - Self.tail, hits + 1, rest)
    }

    /// The central 95 % of what a bootstrap drew; nil without any.
    init?(percentilesOf values: [Double]) {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        func quantile(_ share: Double) -> Double {
            let place = share * Double(sorted.count - 1)
            let index = min(Int(place), sorted.count - 1)
            let next = min(index + 1, sorted.count - 1)
            return sorted[index] + (place - Double(index)) * (sorted[next] - sorted[index])
        }
        lower = quantile(Self.tail)
        upper = quantile(1 - Self.tail)
    }
}
