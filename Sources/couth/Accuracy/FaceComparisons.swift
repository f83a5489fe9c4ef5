import Evidence
import Foundation

/// The comparison scores of one condition, and the error rates that follow from them.
struct FaceComparisons {
    let condition: String
    let scale: FaceComparisonScale
    /// Scores: higher is more alike. Sorted upwards.
    private let genuine: [Double]
    private let impostor: [Double]
    private let unread: Int

    /// Every two of the same samples.
    init(condition: String, scale: FaceComparisonScale, within samples: [FaceSample]) {
        let pairs = samples.indices.flatMap { first in
            samples.indices.dropFirst(first + 1).map { (samples[first], samples[$0]) }
        }
        self.init(condition: condition, scale: scale, pairs: pairs, unread: samples.count { $0.template == nil })
    }

    /// Every probe with every reference that was not made of the same picture.
    init(condition: String, scale: FaceComparisonScale, probes: [FaceSample], references: [FaceSample]) {
        let pairs = probes.enumerated().flatMap { index, probe in
            references.filter { $0.source != index }.map { (probe, $0) }
        }
        self.init(condition: condition, scale: scale, pairs: pairs, unread: references.count { $0.template == nil })
    }

    private init(condition: String, scale: FaceComparisonScale, pairs: [(FaceSample, FaceSample)], unread: Int) {
        self.condition = condition
        self.scale = scale
        self.unread = unread
        var genuine: [Double] = []
        var impostor: [Double] = []
        for (probe, reference) in pairs {
            // As the product compares: the better of a portrait's two templates.
            let comparisons = [reference.template, reference.softTemplate].compactMap(\.self).compactMap { other in
                probe.template.flatMap { FaceComparison(probe: $0, reference: other, scale: scale) }
            }
            guard let comparison = comparisons.max(by: { $0.score < $1.score }) else { continue }
            if probe.identity == reference.identity {
                genuine.append(comparison.score)
            } else {
                impostor.append(comparison.score)
            }
        }
        self.genuine = genuine.sorted()
        self.impostor = impostor.sorted()
    }

    static let header = [
        "| condition | genuine | impostor | EER | FNMR at FMR 1e-2 | FNMR at FMR 1e-3 | FMR, FNMR at match "
            + "| FMR, FNMR at review | impostor mean ± s.d. | not read |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]

    var row: String {
        let points = [1e-2, 1e-3].map { rate in
            let threshold = self.threshold(falseMatchRate: rate)
            return "\(Figures.percent(falseNonMatchRate(at: threshold))) (\(shown(threshold)))"
        }
        let levels = [scale.match, scale.review].map { limit in
            let threshold = score(of: limit)
            return Figures.percent(falseMatchRate(at: threshold)) + ", "
                + Figures.percent(falseNonMatchRate(at: threshold))
        }
        let (mean, deviation) = Figures.meanAndDeviation(impostor)
        let cells =
            [condition, "\(genuine.count)", "\(impostor.count)", Figures.percent(equalErrorRate)] + points + levels
            + ["\(Figures.text(mean, digits: 3)) ± \(Figures.text(deviation, digits: 3))", "\(unread)"]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    /// Scores below the threshold among the genuine.
    private func falseNonMatchRate(at threshold: Double) -> Double {
        genuine.isEmpty ? .nan : Double(genuine.count { $0 < threshold }) / Double(genuine.count)
    }

    /// Scores at or above the threshold among the impostors.
    private func falseMatchRate(at threshold: Double) -> Double {
        impostor.isEmpty ? .nan : Double(impostor.count { $0 >= threshold }) / Double(impostor.count)
    }

    /// The least threshold at which no more than that share of the impostors matches.
    private func threshold(falseMatchRate rate: Double) -> Double {
        let allowed = Int(rate * Double(impostor.count))
        guard impostor.count > allowed else { return 1 }
        return impostor[impostor.count - 1 - allowed].nextUp
    }

    private var equalErrorRate: Double {
        let rates = genuine.enumerated().map { index, score in
            (missed: Double(index) / Double(genuine.count), matched: falseMatchRate(at: score))
        }
        let closest = rates.min { abs($0.missed - $0.matched) < abs($1.missed - $1.matched) }
        return closest.map { ($0.missed + $0.matched) / 2 } ?? .nan
    }

    private func score(of limit: Double) -> Double { scale.measure == .cosine ? limit : 1 - limit }

    private func shown(_ score: Double) -> String {
        Figures.text(scale.measure == .cosine ? score : 1 - score, digits: 3)
    }
}
