import Evidence
import Foundation

/// Numbers as a report prints them.
enum Figures {
    static func text(_ value: Double, digits: Int) -> String { String(format: "%.\(digits)f", value) }
    static func percent(_ share: Double) -> String { text(share * 100, digits: 2) + " %" }

    /// A share with its numbers and where it lies with 95 % confidence.
    static func rate(_ count: Int, of total: Int) -> String {
        guard total > 0 else { return "–" }
        let interval = RateInterval(errors: count, of: total)
        return "\(count)/\(total) (\(percent(Double(count) / Double(total))), "
            + "\(text(interval.lower * 100, digits: 1))–\(text(interval.upper * 100, digits: 1)))"
    }

    /// The same with an equals sign, and as many digits as a small bound needs.
    static func share(_ count: Int, of total: Int, digits: Int = 1) -> String {
        guard total > 0 else { return "–" }
        let interval = RateInterval(errors: count, of: total)
        func percent(_ share: Double) -> String { text(share * 100, digits: digits) }
        return "\(count)/\(total) = \(percent(Double(count) / Double(total))) % "
            + "(\(percent(interval.lower))–\(percent(interval.upper)) %)"
    }

    static func meanAndDeviation(_ values: [Double]) -> (mean: Double, deviation: Double) {
        guard !values.isEmpty else { return (.nan, .nan) }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        return (mean, variance.squareRoot())
    }
}
