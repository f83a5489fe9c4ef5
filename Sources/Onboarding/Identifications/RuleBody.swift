import Decision
import Evidence

/// Contract § 6.1 knows three words; what a person has to look at is not available as an answer.
struct RuleBody: Encodable, Sendable {
    private let name: String
    private let status: String

    init(_ result: RuleResult) {
        name = result.name
        status = result.outcome == .review ? RuleResult.Outcome.unavailable.rawValue : result.outcome.rawValue
    }

    /// The same of a finding that is told by itself.
    static func word(for outcome: Finding.Outcome) -> String {
        outcome == .review ? Finding.Outcome.unavailable.rawValue : outcome.rawValue
    }
}
