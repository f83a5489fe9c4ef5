import Kernel

/// How far error rates move when other people are drawn. Pairs of one person are not independent, and every person is
/// in many pairs, so that people are drawn, with replacement, and not pairs: a person drawn w times counts w-fold in
/// their genuine pairs, and two people w · v-fold in the impostor pairs between them (T. Snijders and S. Borgatti,
/// "Non-parametric standard errors and tests for network statistics", Connections 22, 1999).
struct IdentityBootstrap: Sendable {
    struct Intervals: Equatable, Sendable {
        let equalErrorRate: RateInterval?
        /// One for each threshold, in their order.
        let falseMatchRates: [RateInterval?]
        let falseNonMatchRates: [RateInterval?]
    }

    private struct Pair: Sendable {
        let closeness: Double
        let persons: CalibrationSample.Persons
    }

    private let identityCount: Int
    private let measure: FaceComparisonScale.Measure
    /// Sorted by closeness, upwards.
    private let genuine: [Pair]
    private let impostor: [Pair]

    /// Nil where the sample names nobody, or too few.
    init?(_ sample: CalibrationSample) {
        guard let identityCount = sample.identityCount, identityCount >= CalibrationLimits.bootstrapIdentities else {
            return nil
        }
        self.identityCount = identityCount
        measure = sample.measure
        func sorted(_ values: [Double], _ persons: [CalibrationSample.Persons]) -> [Pair] {
            zip(values, persons).map { Pair(closeness: sample.measure.closeness($0), persons: $1) }
                .sorted { $0.closeness < $1.closeness }
        }
        genuine = sorted(sample.genuine, sample.genuinePersons)
        impostor = sorted(sample.impostor, sample.impostorPersons)
    }

    /// Percentile intervals. The thresholds stay as they are: what is asked is how the rates of a threshold in force
    /// differ between people, not how the threshold would have been chosen among others.
    func intervals(at thresholds: [Double], replicates: Int, seed: UInt64) -> Intervals {
        var draws = SplitMix64(seed: seed)
        var equal: [Double] = []
        var matched = thresholds.map { _ in [Double]() }
        var missed = matched
        let cuts = thresholds.map { threshold in
            let closeness = measure.closeness(threshold)
            return (
                genuine: Self.count(of: genuine, below: closeness),
                impostor: Self.count(of: impostor, below: closeness)
            )
        }
        for _ in 0..<replicates {
            let weights = Self.weights(count: identityCount, &draws)
            // A person without a second picture has no genuine pair: a draw of none but those tells nothing.
            let short = Self.sums(genuine.map { weights[$0.persons.left] })
            let below = Self.sums(impostor.map { weights[$0.persons.left] * weights[$0.persons.right] })
            guard let allGenuine = short.last, let allImpostor = below.last, allGenuine > 0, allImpostor > 0 else {
                continue
            }
            for (index, cut) in cuts.enumerated() {
                missed[index].append(short[cut.genuine] / allGenuine)
                matched[index].append(1 - below[cut.impostor] / allImpostor)
            }
            equal.append(equalErrorRate(short, below))
        }
        return Intervals(
            equalErrorRate: RateInterval(percentilesOf: equal),
            falseMatchRates: matched.map(RateInterval.init(percentilesOf:)),
            falseNonMatchRates: missed.map(RateInterval.init(percentilesOf:)))
    }

    /// How often each of `count` people was drawn in `count` draws with replacement.
    private static func weights(count: Int, _ draws: inout SplitMix64) -> [Double] {
        var weights = [Double](repeating: 0, count: count)
        for _ in 0..<count { weights[Int(draws.next() % UInt64(count))] += 1 }
        return weights
    }

    /// The same crossing as `ErrorRates.equalError`, of weighted pairs: sums of the weights below each pair.
    private func equalErrorRate(_ short: [Double], _ below: [Double]) -> Double {
        let (allGenuine, allImpostor) = (short[genuine.count], below[impostor.count])
        var (missed, unmatched) = (0, 0)
        var before = (matched: 1.0, missed: 0.0)
        while missed < genuine.count || unmatched < impostor.count {
            let closeness = min(
                missed < genuine.count ? genuine[missed].closeness : .infinity,
                unmatched < impostor.count ? impostor[unmatched].closeness : .infinity)
            while missed < genuine.count, genuine[missed].closeness == closeness { missed += 1 }
            while unmatched < impostor.count, impostor[unmatched].closeness == closeness { unmatched += 1 }
            let now = (matched: 1 - below[unmatched] / allImpostor, missed: short[missed] / allGenuine)
            if now.missed >= now.matched {
                let (one, other) = (before.matched - before.missed, now.missed - now.matched)
                return before.matched + (one + other > 0 ? one / (one + other) : 0) * (now.matched - before.matched)
            }
            before = now
        }
        return before.matched
    }

    /// 0, the first, the first two, …, all.
    private static func sums(_ values: [Double]) -> [Double] {
        var sums = [0.0]
        sums.reserveCapacity(values.count + 1)
        var sum = 0.0
        for value in values {
            sum += value
            sums.append(sum)
        }
        return sums
    }

    private static func count(of pairs: [Pair], below closeness: Double) -> Int {
        pairs.map(\.closeness).countBelow(closeness)
    }
}
