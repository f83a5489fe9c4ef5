import Foundation

/// What presentation attack detection said of many presentations of one kind, and the rates of ISO/IEC 30107-3 that
/// follow from it.
///
/// The standard knows two classes and this check has three outcomes, so that every rate is told twice: once as if a
/// reviewer stopped everything that comes to them, once as if they let everything pass.
package struct PresentationOutcomes: Sendable {
    /// What was presented, which decides what counts as an error.
    package enum Kind: String, Sendable {
        /// Errors pass: APCER, of one presentation attack instrument species.
        case attack = "APCER"
        /// Errors do not pass: BPCER.
        case bonaFide = "BPCER"
        /// Errors pass. No presentation, and so no rate of the standard's.
        case injection = "passed (injection)"
    }

    package let name: String
    package let kind: Kind
    private let outcomes: [Finding.Outcome]

    package init(_ name: String, _ kind: Kind, outcomes: [Finding.Outcome]) {
        self.name = name
        self.kind = kind
        self.outcomes = outcomes
    }

    package func count(_ outcome: Finding.Outcome) -> Int { outcomes.count { $0 == outcome } }

    /// Presentations that the check gave an answer to. The others (no face found) are non-responses: APNRR or BPNRR.
    package var answered: Int { outcomes.count - count(.unavailable) }

    /// - Parameter reviewPasses: what becomes of presentations that go to a reviewer.
    package func errors(reviewPasses: Bool) -> Int {
        let passed = count(.success) + (reviewPasses ? count(.review) : 0)
        return kind == .bonaFide ? answered - passed : passed
    }

    // MARK: Markdown

    package static let header = [
        "| shown (simulated) | rate | n | no response | Success | Review | Fail | review stops | 95 % "
            + "| review passes | 95 % |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]

    package var row: String {
        let counts = [outcomes.count, count(.unavailable), count(.success), count(.review), count(.fail)]
        let rates = [false, true].flatMap { passes -> [String] in
            guard answered > 0 else { return ["–", "–"] }
            let errors = errors(reviewPasses: passes)
            let interval = RateInterval(errors: errors, of: answered)
            return [
                Self.percent(Double(errors) / Double(answered)) + " %",
                "\(Self.percent(interval.lower))–\(Self.percent(interval.upper)) %",
            ]
        }
        return "| " + ([name, kind.rawValue] + counts.map(String.init) + rates).joined(separator: " | ") + " |"
    }

    private static func percent(_ share: Double) -> String { String(format: "%.1f", share * 100) }
}
