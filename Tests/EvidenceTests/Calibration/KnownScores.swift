import Evidence
import Kernel

/// Scores whose rates can be told by hand, and people for them.
enum KnownScores {
    static func pairs(genuine: [Double], impostor: [Double]) -> [ScoredPair] {
        genuine.map { ScoredPair(value: $0, isGenuine: true) }
            + impostor.map { ScoredPair(value: $0, isGenuine: false) }
    }

    static func sample(
        genuine: [Double], impostor: [Double], measure: FaceComparisonScale.Measure = .cosine
    ) throws -> CalibrationSample {
        try CalibrationSample(pairs: pairs(genuine: genuine, impostor: impostor), measure: measure)
    }

    static func rates(
        genuine: [Double], impostor: [Double], measure: FaceComparisonScale.Measure = .cosine
    ) throws -> ErrorRates {
        ErrorRates(try sample(genuine: genuine, impostor: impostor, measure: measure))
    }

    /// Even steps over a range: `count` values, the ends among them.
    static func even(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
        (0..<count).map {
            range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(count - 1)
        }
    }

    /// Every two of `people` × `pictures` pictures, with noise on the scores; genuine about 0.3, impostors about
    /// 0, deviation 0.1.
    static func named(people: Int, pictures: Int, seed: UInt64 = 7) -> [ScoredPair] {
        var generator = SplitMix64(seed: seed)
        func noise() -> Double {
            (0..<12).reduce(-6.0) { sum, _ in sum + Double(generator.next() >> 11) * 0x1p-53 }
        }
        let samples = (0..<people).flatMap { person in (0..<pictures).map { _ in "p\(person)" } }
        return samples.indices.flatMap { one in
            samples.indices.dropFirst(one + 1).map { other in
                let isGenuine = samples[one] == samples[other]
                return ScoredPair(
                    value: (isGenuine ? 0.3 : 0) + 0.1 * noise(), isGenuine: isGenuine,
                    people: ScoredPair.People(left: samples[one], right: samples[other]))
            }
        }
    }
}
