import Evidence
import Foundation

/// What a calibration found, in Markdown.
struct CalibrationReport {
    let calibration: FaceCalibration
    let heading: ThresholdFile.Heading
    let question: FaceCalibration.Question
    /// Of the answers' FMR, those that `thresholds.json` is made for.
    let match: Double
    let review: Double
    /// What else the reader has to know of the pairs.
    let remarks: [String]

    var text: String {
        (["# Face calibration", ""] + about + [""] + table + ["", "How to read it:", ""] + notes + [""])
            .joined(separator: "\n")
    }

    /// What was measured on what.
    private var about: [String] {
        let people = calibration.identities.map { "\($0) people" } ?? "people not named"
        let equal = calibration.equalError
        let rate =
            equal.isCarried
            ? Self.percent(equal.rate)
            : "not stated, under \(Self.percent(equal.leastStated)): the rates meet at \(Self.percent(equal.rate))"
        let interval = equal.people95.map { ", 95 % over people \(Self.text($0))" } ?? ""
        return [
            "- source: \(heading.source)",
            "- date: \(heading.date)",
            "- model: `\(heading.model.file)`, SHA-256 `\(heading.model.sha256)`, \(calibration.measure.rawValue)",
            "- sample: \(calibration.genuinePairs) genuine pairs, \(calibration.impostorPairs) impostor pairs, "
                + people,
            "- EER: \(rate) (at \(Self.threshold(equal.threshold))\(interval))",
        ] + remarks.map { "- \($0)" }
    }

    private static let columns = [
        "FMR wanted", "threshold", "FMR found", "95 % over pairs", "95 % over people", "FNMR", "95 % over pairs",
        "95 % over people",
    ]

    /// One row a wanted rate, then the thresholds in force.
    var table: [String] {
        let head = [Self.columns, Self.columns.map { _ in "---" }]
        let answers = calibration.answers.map { answer in
            let use = [(match, "match"), (review, "review")].filter { $0.0 == answer.rate }.map(\.1)
            let name = Self.percent(answer.rate) + (use.isEmpty ? "" : " (\(use.joined(separator: ", ")))")
            switch answer.outcome {
            case .success(let point): return [name] + Self.cells(point)
            case .failure(let refusal):
                let need = "not stated: needs \(refusal.needed) impostor pairs, has \(refusal.present)"
                return [name, need] + Self.columns.dropFirst(2).map { _ in "–" }
            }
        }
        let inForce = zip(["match in force", "review in force"], calibration.inForce).map { [$0] + Self.cells($1) }
        return (head + answers + inForce).map { "| " + $0.joined(separator: " | ") + " |" }
    }

    private static func cells(_ point: OperatingPoint) -> [String] {
        [threshold(point.threshold)] + cells(point.falseMatches) + cells(point.falseNonMatches)
    }

    /// Of a rate that is too small for the sample only the upper bound means something.
    private static func cells(_ rate: MeasuredRate) -> [String] {
        let found = rate.isCarried ? percent(rate.rate) : "not stated"
        return [
            "\(found) (\(rate.errors) of \(rate.comparisons))", text(rate.pairs95), rate.people95.map(text) ?? "–",
        ]
    }

    private var notes: [String] {
        let least = Self.percent(RuleOfThree.least(pairs: calibration.impostorPairs))
        let leastMissed = Self.percent(RuleOfThree.least(pairs: calibration.genuinePairs))
        var notes = [
            "- A rate is stated only where at least 3/rate pairs were compared (ISO/IEC 19795-1, rule of 3): an FMR "
                + "here from \(least) on, an FNMR from \(leastMissed) on. Rates are counted, not fitted.",
            "- Over pairs: Clopper and Pearson's exact interval, as if every pair were independent. They are not, as "
                + "one person is in many, so that it is too narrow.",
        ]
        if calibration.identities == nil {
            notes.append("- Over people: not told, as the pairs do not name them.")
        } else {
            notes.append(
                "- Over people: \(question.replicates) bootstrap draws of people (seed \(question.seed)) at the same "
                    + "threshold. A dash: too few people, or no error seen that could be drawn again.")
        }
        notes.append(
            "- Thresholds and rates come from the same pairs: on other people expect worse. Measure the thresholds "
                + "once more on pairs that had no part in them.")
        return notes
    }

    private static func percent(_ rate: Double) -> String { String(format: "%.3g %%", rate * 100) }

    private static func text(_ interval: RateInterval) -> String {
        String(format: "%.3g–%.3g %%", interval.lower * 100, interval.upper * 100)
    }

    private static func threshold(_ value: Double) -> String { Figures.text(value, digits: 6) }
}
